using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>How bounces are taken into the suppression list.</summary>
public sealed record SuppressionUpdaterOptions
{
    /// <summary>
    /// Whether a bounce counts that joins no mail sent from this store, as when the mail was sent by another program. Anyone can forge such
    /// a bounce, so it is a decision of the admin.
    /// </summary>
    public bool TrustUnmatched { get; init; }

    /// <summary>The clock that stamps the events.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>The account on whose word unmatched bounces are trusted.</summary>
    public string Actor { get; init; } = Environment.UserName;
}

/// <summary>
/// Takes bounces and outcomes of server logs into the journal, from which the suppression list is folded, and says for each what came of it.
/// Reading the same evidence twice counts once.
/// </summary>
public sealed class SuppressionUpdater
{
    // One transaction each; other writers wait that long.
    private const int AtOnce = 500;

    private readonly IJournalStore _journal;
    private readonly ISuppressionStore _list;
    private readonly SuppressionUpdaterOptions _options;

    /// <summary>An updater for a store.</summary>
    /// <param name="journal">The journal, where sent mail is found.</param>
    /// <param name="list">The suppression list of the same store.</param>
    /// <param name="options">How; null for the defaults.</param>
    public SuppressionUpdater(IJournalStore journal, ISuppressionStore list, SuppressionUpdaterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(list);
        _journal = journal;
        _list = list;
        _options = options ?? new SuppressionUpdaterOptions();
        Run = SuppressionRun.New(_options.Clock.UtcNow);
    }

    /// <summary>The name of this run; Restore-MailSuppression undoes it.</summary>
    public string Run { get; }

    /// <summary>Takes one bounce in.</summary>
    /// <param name="bounce">The judgement on one recipient.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before the bounce is recorded.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read or written.</exception>
    public async Task<SuppressionDecision> UpdateAsync(BounceClassification bounce, bool whatIf, CancellationToken cancellationToken) =>
        (await UpdateAsync([SuppressionEvidence.Of(bounce)], whatIf, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Takes evidence in, in its order.</summary>
    /// <param name="evidence">What bounces and logs say.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up; what was recorded stays.</param>
    /// <returns>One decision for each.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read or written.</exception>
    public async Task<IReadOnlyList<SuppressionDecision>> UpdateAsync(
        IReadOnlyList<SuppressionEvidence> evidence, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var finder = new SentMailFinder(_journal);
        var events = new JournalEvent?[evidence.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = await DescribeAsync(evidence[i], finder, cancellationToken).ConfigureAwait(false);
        }

        var outcomes = await RecordAsync([.. events.OfType<JournalEvent>()], whatIf, cancellationToken).ConfigureAwait(false);
        var policy = await _list.GetPolicyAsync(cancellationToken).ConfigureAwait(false);
        var decisions = new SuppressionDecision[events.Length];
        var next = 0;
        for (var i = 0; i < decisions.Length; i++)
        {
            decisions[i] = events[i] is { } item
                ? SuppressionJudgement.Judge(evidence[i], item, outcomes[next++], policy, whatIf)
                : SuppressionJudgement.Nothing(evidence[i], whatIf);
        }

        return BurstReport.Attach(decisions, Array.ConvertAll(events, item => item?.Server ?? ""));
    }

    private async Task<IReadOnlyList<SuppressionOutcome>> RecordAsync(List<JournalEvent> events, bool whatIf, CancellationToken cancellationToken)
    {
        if (whatIf || events.Count <= AtOnce)
        {
            return events.Count == 0 ? [] : await _list.RecordAsync(events, whatIf, cancellationToken).ConfigureAwait(false);
        }

        List<SuppressionOutcome> outcomes = [];
        for (var i = 0; i < events.Count; i += AtOnce)
        {
            var part = events.GetRange(i, Math.Min(AtOnce, events.Count - i));
            outcomes.AddRange(await _list.RecordAsync(part, whatIf: false, cancellationToken).ConfigureAwait(false));
        }

        return outcomes.Exists(o => o.After?.State == SuppressionState.Held)
            ? await HoldEarlierAsync(outcomes, cancellationToken).ConfigureAwait(false)
            : outcomes;
    }

    // A burst that a later transaction saw holds what an earlier one had blocked.
    private async Task<List<SuppressionOutcome>> HoldEarlierAsync(List<SuppressionOutcome> outcomes, CancellationToken cancellationToken)
    {
        var blocked = outcomes.FindAll(o => o is { IsKnown: false, After.State: SuppressionState.Blocked });
        var entries = await _list.FindAsync([.. blocked.Select(o => o.After!.Address)], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < blocked.Count; i++)
        {
            if (entries[i] is { State: SuppressionState.Held } held && held.Evidence == blocked[i].After!.Evidence)
            {
                outcomes[outcomes.IndexOf(blocked[i])] = blocked[i] with { After = held };
            }
        }

        return outcomes;
    }

    private async Task<JournalEvent?> DescribeAsync(SuppressionEvidence evidence, SentMailFinder finder, CancellationToken cancellationToken)
    {
        if (evidence.Kind is not { } kind)
        {
            return null;
        }

        var sent = await finder.FindAsync(evidence, cancellationToken).ConfigureAwait(false);
        var address = sent?.Address ?? (evidence.Address.Length > 0 ? evidence.Address : evidence.OriginalRecipient);
        if (address.Length == 0)
        {
            return null;
        }

        var now = _options.Clock.UtcNow;
        return new JournalEvent
        {
            At = evidence.At is { } at && at < now && !(at < sent?.QueuedAt) ? at : now,
            Kind = kind,
            Id = sent?.Id,
            Recipient = sent?.Recipient ?? 0,
            ExternalKey = KeyOf(evidence, kind, address),
            MessageId = sent?.MessageId ?? evidence.MessageId,
            Address = address,
            Campaign = sent?.Campaign ?? "",
            Stage = evidence.Stage,
            ReplyCode = evidence.ReplyCode,
            Status = EnhancedStatus.TryParse(evidence.Status, out var status) ? status : default,
            Text = evidence.Diagnostic,
            Permanence = evidence.Permanence,
            Reason = evidence.Reason,
            Cause = evidence.Cause,
            Server = evidence.Server,
            Actor = sent is null && _options.TrustUnmatched ? _options.Actor : "",
            SentAt = sent is null && evidence.SentAt < now ? evidence.SentAt : null,
            Run = Run,
            Source = evidence.Source,
        };
    }

    // One mail fails once for a recipient, however many reports say so. Without the id of the mail the report itself has to serve. An
    // admin's word makes other evidence of the same report: it can be given later.
    private string KeyOf(SuppressionEvidence evidence, JournalEventKind kind, string address) => string.Join(
        "\n",
        kind.ToString(),
        AddressKey.Of(address),
        evidence.Key.Length > 0 ? evidence.Key : evidence.MessageId.Length > 0 ? evidence.MessageId : evidence.EnvelopeId,
        _options.TrustUnmatched ? "trusted" : "");
}
