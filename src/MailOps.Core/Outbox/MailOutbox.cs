using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Suppression;

namespace MailOps.Outbox;

/// <summary>
/// The outbox as people and scripts use it: queue, list, cancel, reschedule, suspend, resume, approve, remove. Every change is durable when its task ends, and
/// repeating it changes nothing. May be used from several threads.
/// </summary>
public sealed class MailOutbox
{
    private const int PageSize = 200;

    private readonly IOutboxStore _store;
    private readonly ISuppressionStore _suppression;
    private readonly MailOutboxOptions _options;

    /// <summary>An outbox on an open store.</summary>
    /// <param name="store">The messages and deliveries.</param>
    /// <param name="suppression">The suppression list of the same store.</param>
    /// <param name="options">The surroundings; null for those of this process.</param>
    public MailOutbox(IOutboxStore store, ISuppressionStore suppression, MailOutboxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(suppression);
        _store = store;
        _suppression = suppression;
        _options = options ?? new MailOutboxOptions();
    }

    /// <summary>Checks a mail before it is queued; what is wrong with this one mail is an error here and never later.</summary>
    /// <param name="mail">The mail.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Outbox.NoRecipients</c>, <c>TooManyRecipients</c>, <c>InvalidSender</c>, <c>EmptyMessage</c>. A recipient that is no address
    /// is no error: it becomes a decision <see cref="OutboxAction.Invalid"/>.
    /// </exception>
    public PreparedMail Prepare(OutgoingMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return MailPreparer.Prepare(mail, _options.Actor);
    }

    /// <summary>Queues one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before the mail is stored.</param>
    /// <returns>One decision per recipient.</returns>
    /// <exception cref="MailOpsException">As <see cref="Prepare"/>; <c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> EnqueueAsync(OutgoingMail mail, bool whatIf, CancellationToken cancellationToken) =>
        EnqueueAsync([Prepare(mail)], whatIf, cancellationToken);

    /// <summary>Queues mails in one transaction: all or none.</summary>
    /// <param name="mails">The mails; a few hundred at a time keep other writers from waiting.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before the mails are stored.</param>
    /// <returns>One decision per recipient, in the order of the mails.</returns>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Store.*</c>: the store cannot be read or written, its suppression list included; nothing was queued.
    /// </exception>
    public async Task<IReadOnlyList<OutboxDecision>> EnqueueAsync(
        IReadOnlyList<PreparedMail> mails, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mails);
        var messages = await ConsultSuppressionAsync([.. mails.Select(m => m.Message)], cancellationToken).ConfigureAwait(false);
        List<NewMessage> toStore = [.. messages.OfType<NewMessage>()];
        var stored = whatIf
            ? await PreviewAsync(toStore, cancellationToken).ConfigureAwait(false)
            : await _store.EnqueueAsync(toStore, cancellationToken).ConfigureAwait(false);
        return EnqueueDecisions.Make(mails, messages, stored, whatIf, _options);
    }

    /// <summary>Lists messages, newest first, as they are read.</summary>
    /// <param name="filter">What to list.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public async IAsyncEnumerable<DelayedMail> ListAsync(
        OutboxFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? next = null;
        do
        {
            var page = await _store.ListAsync(filter, next, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var message in page.Messages)
            {
                yield return message;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>Reads one message; null when the store has none of this number.</summary>
    /// <param name="id">The number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public async Task<DelayedMail?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var found = await _store.FindAsync([id], cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>
    /// Cancels messages. Each delivery gets its honest answer: <see cref="OutboxAction.Cancelled"/> (it will never leave),
    /// <see cref="OutboxAction.TooLate"/> (it has left or is leaving; no retry follows), <see cref="OutboxAction.AlreadyCancelled"/>,
    /// <see cref="OutboxAction.NothingToDo"/> (it had failed, or was never to be sent), <see cref="OutboxAction.NotFound"/>.
    /// </summary>
    /// <param name="ids">The numbers of the messages.</param>
    /// <param name="address">Only this recipient; null for all.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> CancelAsync(
        IReadOnlyList<long> ids, string? address, bool whatIf, CancellationToken cancellationToken) =>
        ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = ids, Address = address, Actor = _options.Actor }, whatIf, cancellationToken);

    /// <summary>Lets messages leave at another time; what is being sent already is <see cref="OutboxAction.TooLate"/>.</summary>
    /// <param name="ids">The numbers of the messages.</param>
    /// <param name="due">The new time.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> RescheduleAsync(
        IReadOnlyList<long> ids, MailDueTime due, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(due);
        var change = new OutboxChange
        {
            Kind = OutboxChangeKind.Reschedule,
            Ids = ids,
            Delay = due.Delay,
            DueAt = due.At,
            Actor = _options.Actor,
        };
        return ChangeAsync(change, whatIf, cancellationToken);
    }

    /// <summary>Keeps messages back until they are resumed. One that is being sent is kept back if it has to be tried again.</summary>
    /// <param name="ids">The numbers of the messages.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> SuspendAsync(IReadOnlyList<long> ids, bool whatIf, CancellationToken cancellationToken) =>
        ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Suspend, Ids = ids, Actor = _options.Actor }, whatIf, cancellationToken);

    /// <summary>
    /// Lets messages go on that wait or are in doubt. Past its due time a message gets a new undo window. A missing approval is not lifted.
    /// </summary>
    /// <param name="ids">The numbers of the messages.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> ResumeAsync(IReadOnlyList<long> ids, bool whatIf, CancellationToken cancellationToken) =>
        ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Resume, Ids = ids, Actor = _options.Actor }, whatIf, cancellationToken);

    /// <summary>
    /// Approves messages that were queued with <see cref="OutgoingMail.RequireApproval"/>. Only another account than the one that queued a
    /// message can do so, and only what it has seen: content and recipients are compared with their SHA-256.
    /// </summary>
    /// <param name="ids">The numbers of the messages.</param>
    /// <param name="digests">What was seen, by message (<see cref="DelayedMail.Digest"/>); a message without an entry is taken as it is.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> ApproveAsync(
        IReadOnlyList<long> ids, IReadOnlyDictionary<long, string> digests, bool whatIf, CancellationToken cancellationToken) => ChangeAsync(
        new OutboxChange { Kind = OutboxChangeKind.Approve, Ids = ids, Digests = digests, Actor = _options.Actor }, whatIf, cancellationToken);

    /// <summary>
    /// Erases the content and the subject of messages that are over. Log, Message-IDs and idempotency keys stay, so that nothing is sent
    /// twice for it.
    /// </summary>
    /// <param name="ids">The numbers of the messages.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<OutboxDecision>> RemoveAsync(IReadOnlyList<long> ids, bool whatIf, CancellationToken cancellationToken) =>
        ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Remove, Ids = ids, Actor = _options.Actor }, whatIf, cancellationToken);

    /// <summary>Says how the queue stands, and warns when nobody serves it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public async Task<OutboxStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var counts = await _store.CountAsync(cancellationToken).ConfigureAwait(false);
        var now = _options.Clock.UtcNow;

        // A store that nobody has ever served is new until its mail has waited that long.
        var since = counts.LastTickAt ?? counts.NextDueAt;
        var isUnattended = counts.NextDueAt <= now && since <= now - OutboxDefaults.UnattendedAfter;
        return new OutboxStatus
        {
            Store = _options.StoreName,
            Counts = counts,
            IsUnattended = isUnattended,
            Findings = new FindingList(
            [
                .. isUnattended ? [OutboxFindings.QueueUnattended.Found(_options.StoreName)] : Array.Empty<Finding>(),
                .. StoreFindings.FindRollback(counts) is { } rollback ? [rollback] : Array.Empty<Finding>(),
                .. counts.Braked.Select(OutboxTexts.Tell),
                .. counts.Held.Select(OutboxTexts.Tell),
                .. SuppressionFindings.FindHeld(counts.HeldAddresses),
            ]),
        };
    }

    private async Task<IReadOnlyList<OutboxDecision>> ChangeAsync(OutboxChange change, bool whatIf, CancellationToken cancellationToken)
    {
        var changes = await _store.ChangeAsync(change, whatIf, cancellationToken).ConfigureAwait(false);
        return ChangeDecisions.Make(change, changes, whatIf, _options);
    }

    // A list that cannot be read throws, and nothing is queued: "not on the list" must never be a guess.
    private async Task<NewMessage?[]> ConsultSuppressionAsync(NewMessage?[] messages, CancellationToken cancellationToken)
    {
        var addresses = messages.OfType<NewMessage>().SelectMany(m => m.Recipients.Select(r => r.Address)).Distinct(StringComparer.Ordinal).ToList();
        var entries = await _suppression.FindAsync(addresses, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> blocked = new(StringComparer.Ordinal);
        for (var i = 0; i < addresses.Count; i++)
        {
            if (entries[i] is { State: SuppressionState.Blocked } entry)
            {
                blocked[addresses[i]] = SuppressionText.Describe(entry);
            }
        }

        return blocked.Count == 0 ? messages : [.. messages.Select(m => m is null ? null : Suppress(m, blocked))];
    }

    private static NewMessage Suppress(NewMessage message, Dictionary<string, string> blocked) => message with
    {
        Recipients = [.. message.Recipients.Select(r => !blocked.TryGetValue(r.Address, out var reason) ? r
            : message.SuppressionOverride.Length > 0 ? r with { OverriddenBlock = reason }
            : r with { SuppressedBecause = reason })],
    };

    private async Task<IReadOnlyList<EnqueuedMessage>> PreviewAsync(List<NewMessage> messages, CancellationToken cancellationToken)
    {
        var keyed = messages.Where(m => m.Key is not null).ToList();
        var known = await _store.FindKeysAsync([.. keyed.Select(m => m.Key!)], cancellationToken).ConfigureAwait(false);
        Dictionary<string, EnqueuedMessage> byKey = new(StringComparer.Ordinal);
        List<EnqueuedMessage> results = [];
        for (var i = 0; i < keyed.Count; i++)
        {
            if (known[i] is { } message)
            {
                byKey[keyed[i].Key!] = message;
            }
        }

        var now = _options.Clock.UtcNow;
        foreach (var message in messages)
        {
            if (message.Key is not null && byKey.TryGetValue(message.Key, out var older))
            {
                results.Add(older);
                continue;
            }

            var preview = new EnqueuedMessage { Id = 0, MessageId = "", IsKnown = false, DueAt = message.DueAt ?? now + message.Delay };
            results.Add(preview);
            if (message.Key is not null)
            {
                byKey[message.Key] = preview with { IsKnown = true };
            }
        }

        return results;
    }
}
