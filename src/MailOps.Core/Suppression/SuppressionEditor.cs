using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>An address that a person or an import puts on the list.</summary>
public sealed record SuppressionAddition
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>Why, in words; empty when nobody said.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Why, where another list names it.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>The enhanced status code; empty when there is none.</summary>
    public string Status { get; init; } = "";

    /// <summary>Since when another list has it, UTC; null: now.</summary>
    public DateTime? At { get; init; }

    /// <summary>The object it was made from.</summary>
    public object? InputObject { get; init; }
}

/// <summary>
/// What people do with the suppression list: add, remove, undo. Every change is an event of the journal with the account that made it; a
/// repeat changes nothing.
/// </summary>
public sealed class SuppressionEditor
{
    private const int AtOnce = 500;

    private readonly ISuppressionStore _list;
    private readonly MailClock _clock;
    private readonly string _actor;

    /// <summary>An editor for a store.</summary>
    /// <param name="list">The list.</param>
    /// <param name="clock">The clock; null for that of this machine.</param>
    /// <param name="actor">The account that changes it; null for that of this process.</param>
    public SuppressionEditor(ISuppressionStore list, MailClock? clock = null, string? actor = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        _list = list;
        _clock = clock ?? MailClock.System;
        _actor = actor ?? Environment.UserName;
        Run = SuppressionRun.New(_clock.UtcNow);
    }

    /// <summary>The name of this run.</summary>
    public string Run { get; }

    /// <summary>Blocks addresses; a held one is confirmed by it.</summary>
    /// <param name="additions">The addresses.</param>
    /// <param name="source">The file they come from; empty for none.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up; what was recorded stays.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public async Task<IReadOnlyList<SuppressionDecision>> AddAsync(
        IReadOnlyList<SuppressionAddition> additions, string source, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(additions);
        var policy = await _list.GetPolicyAsync(cancellationToken).ConfigureAwait(false);
        var now = _clock.UtcNow;
        var decisions = await ChangeAsync(additions, a => a.Address, (addition, entry) =>
        {
            if (SuppressionGuard.IsProtected(addition.Address, policy))
            {
                return (SuppressionAction.Protected, SuppressionTexts.Protected, null);
            }

            return entry?.State == SuppressionState.Blocked
                ? (SuppressionAction.AlreadyBlocked, SuppressionTexts.AlreadyBlocked, null)
                : (SuppressionAction.Block, addition.Comment, Event(JournalEventKind.SuppressionAdded, addition.Address) with
                {
                    At = addition.At is { } at && at < now ? AfterUnblocking(at, entry) : now,
                    Text = addition.Comment,
                    Reason = addition.Reason,
                    Status = EnhancedStatus.TryParse(addition.Status, out var status) ? status : default,
                    Source = source,
                });
        }, whatIf, cancellationToken).ConfigureAwait(false);
        return [.. decisions.Select((decision, i) => decision with { InputObject = additions[i].InputObject })];
    }

    /// <summary>Unblocks addresses: they are on probation from now on.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="comment">Why; kept with the address.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up; what was recorded stays.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public async Task<IReadOnlyList<SuppressionDecision>> RemoveAsync(
        IReadOnlyList<string> addresses, string comment, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return await ChangeAsync(addresses, a => a, (address, entry) => entry?.State switch
        {
            null => (SuppressionAction.NotBlocked, SuppressionTexts.NotListed, null),
            SuppressionState.Blocked or SuppressionState.Held =>
                (SuppressionAction.Unblock, SuppressionTexts.Probation, Event(JournalEventKind.SuppressionRemoved, address) with { Text = comment }),
            _ => (SuppressionAction.NotBlocked, SuppressionTexts.NotBlocked, null),
        }, whatIf, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Undoes what a run recorded, or what happened to a domain or within a time: the evidence does not count any more.</summary>
    /// <param name="filter">What to undo.</param>
    /// <param name="comment">Why; kept with each address.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up; what was recorded stays.</param>
    /// <returns>One decision per address.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Suppression.NothingNamed</c>: the filter is empty. <c>MailOps.Store.*</c>.</exception>
    public async Task<IReadOnlyList<SuppressionDecision>> RestoreAsync(
        SuppressionRestoreFilter filter, string comment, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter is { Run: null, Domain: null, Since: null, Before: null })
        {
            throw SuppressionErrors.NothingNamed();
        }

        var found = await _list.FindToRestoreAsync(filter, cancellationToken).ConfigureAwait(false);
        List<JournalEvent> events = [];
        foreach (var item in found)
        {
            events.Add(Event(JournalEventKind.SuppressionRestored, item.Address) with
            {
                ExternalKey = "Restored\n" + item.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
                MessageId = item.MessageId,
                Text = comment,
                Refers = item.Sequence,
            });
        }

        var outcomes = await RecordAsync(events, whatIf, cancellationToken).ConfigureAwait(false);
        List<SuppressionDecision> decisions = [];
        foreach (var address in events.Select((item, i) => (Item: item, Outcome: outcomes[i])).GroupBy(pair => AddressKey.Of(pair.Item.Address)))
        {
            var last = address.Last();
            var isFree = last.Outcome.After?.State is not (SuppressionState.Blocked or SuppressionState.Held);
            decisions.Add(new SuppressionDecision
            {
                Address = last.Item.Address,
                Action = isFree ? SuppressionAction.Unblock : SuppressionAction.AlreadyBlocked,
                Reason = isFree ? SuppressionTexts.Undone : SuppressionTexts.AlreadyBlocked,
                WhatIf = whatIf,
                Changed = !whatIf && address.Any(pair => !pair.Outcome.IsKnown),
                SoftFailures = last.Outcome.After?.SoftFailures ?? 0,
                Run = whatIf ? "" : Run,
            });
        }

        return decisions;
    }

    /// <summary>Sets the policy and folds the whole past by it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="whatIf">True: only say what would change.</param>
    /// <param name="cancellationToken">Gives up; the list stays as it was.</param>
    /// <returns>One decision per address whose state changes.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public async Task<IReadOnlyList<SuppressionDecision>> SetPolicyAsync(SuppressionPolicy policy, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var changes = await _list.SetPolicyAsync(policy, whatIf, cancellationToken).ConfigureAwait(false);
        return [.. changes.Select(change => new SuppressionDecision
        {
            Address = (change.After ?? change.Before)!.Address,
            Action = change.After?.State switch
            {
                SuppressionState.Blocked => SuppressionAction.Block,
                SuppressionState.Held => SuppressionAction.Hold,
                _ when change.Before?.State is SuppressionState.Blocked or SuppressionState.Held => SuppressionAction.Unblock,
                _ => SuppressionAction.Observe,
            },
            Reason = SuppressionTexts.ByPolicy,
            WhatIf = whatIf,
            Changed = !whatIf,
            MessageId = (change.After ?? change.Before)!.MessageId,
            SoftFailures = change.After?.SoftFailures ?? 0,
        })];
    }

    // An import may know a date from before a person unblocked the address: the import is his later word.
    private DateTime AfterUnblocking(DateTime at, SuppressionEntry? entry) => entry is { } known && known.UpdatedAt >= at ? _clock.UtcNow : at;

    private JournalEvent Event(JournalEventKind kind, string address) => new()
    {
        At = _clock.UtcNow,
        Kind = kind,
        Address = address,
        Actor = _actor,
        Run = Run,
    };

    private async Task<IReadOnlyList<SuppressionDecision>> ChangeAsync<T>(
        IReadOnlyList<T> items,
        Func<T, string> addressOf,
        Func<T, SuppressionEntry?, (SuppressionAction Action, string Reason, JournalEvent? Event)> decide,
        bool whatIf,
        CancellationToken cancellationToken)
    {
        var entries = await _list.FindAsync([.. items.Select(addressOf)], cancellationToken).ConfigureAwait(false);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<JournalEvent> events = [];
        List<SuppressionDecision> decisions = [];
        for (var i = 0; i < items.Count; i++)
        {
            var (action, reason, item) = decide(items[i], entries[i]);
            var isNew = item is not null && seen.Add(AddressKey.Of(item.Address));
            if (isNew)
            {
                events.Add(item!);
            }

            decisions.Add(new SuppressionDecision
            {
                Address = addressOf(items[i]),
                Action = item is null || isNew ? action : SuppressionAction.AlreadyKnown,
                Reason = item is null || isNew ? reason : SuppressionTexts.AlreadyKnown,
                WhatIf = whatIf,
                Changed = isNew && !whatIf,
                MessageId = entries[i]?.MessageId ?? "",
                Run = isNew && !whatIf ? Run : "",
            });
        }

        if (!whatIf)
        {
            await RecordAsync(events, whatIf: false, cancellationToken).ConfigureAwait(false);
        }

        return decisions;
    }

    private async Task<List<SuppressionOutcome>> RecordAsync(List<JournalEvent> events, bool whatIf, CancellationToken cancellationToken)
    {
        List<SuppressionOutcome> outcomes = [];
        var step = whatIf ? Math.Max(events.Count, 1) : AtOnce;
        for (var i = 0; i < events.Count; i += step)
        {
            var part = events.GetRange(i, Math.Min(step, events.Count - i));
            outcomes.AddRange(await _list.RecordAsync(part, whatIf, cancellationToken).ConfigureAwait(false));
        }

        return outcomes;
    }
}
