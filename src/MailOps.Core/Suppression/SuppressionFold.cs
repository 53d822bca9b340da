using System;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>
/// How one event of the journal changes what the list knows about its address: a pure function, folded over the journal in the order of
/// its sequence, so that the list can be made again from the journal at any time.
/// </summary>
internal static class SuppressionFold
{
    /// <summary>Whether events of a kind can change the list at all.</summary>
    public static bool Concerns(JournalEventKind kind) => kind is
        JournalEventKind.Accepted or JournalEventKind.Failed or JournalEventKind.Delivered or JournalEventKind.Bounced
        or JournalEventKind.Complained or JournalEventKind.SuppressionAdded or JournalEventKind.SuppressionRemoved;

    /// <summary>Folds one event.</summary>
    /// <param name="entry">What is known before; null for nothing.</param>
    /// <param name="item">The event.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>What is known afterwards; null: nothing worth keeping.</returns>
    public static SuppressionEntry? Apply(SuppressionEntry? entry, JournalEvent item, SuppressionPolicy policy) => item.Kind switch
    {
        JournalEventKind.SuppressionAdded => Set(entry, item, SuppressionState.Blocked),
        JournalEventKind.SuppressionRemoved => entry is null ? null : Set(entry, item, SuppressionState.Probation) with { SoftFailures = 0 },
        JournalEventKind.Complained => Complain(entry, item, policy),
        JournalEventKind.Failed or JournalEventKind.Bounced => Fail(entry, item, policy),
        JournalEventKind.Accepted => entry is null ? null : entry with { AcceptedAt = item.At },
        JournalEventKind.Delivered => entry is null ? null : entry with { SoftFailures = 0, AcceptedAt = item.At },
        _ => entry,
    };

    /// <summary>Whether a cause lies on the recipient's side: no other may ever touch an address.</summary>
    public static bool MayBlame(BounceCause cause) =>
        cause is BounceCause.AddressInvalid or BounceCause.RecipientMailbox or BounceCause.RecipientSystem;

    private static SuppressionEntry? Complain(SuppressionEntry? entry, JournalEvent item, SuppressionPolicy policy) =>
        policy.BlockComplaintAtOnce && CanBlock(item) ? Block(entry, item) : Note(entry, item);

    private static SuppressionEntry? Fail(SuppressionEntry? entry, JournalEvent item, SuppressionPolicy policy)
    {
        if (!IsAboutRecipient(item))
        {
            return entry;
        }

        if (!CanBlock(item))
        {
            return Note(entry, item);
        }

        if (item.Permanence == BouncePermanence.Hard)
        {
            // On probation the next failure blocks, whatever the policy lets others have.
            return policy.BlockHardAtOnce || entry?.State == SuppressionState.Probation ? Block(entry, item) : Note(entry, item);
        }

        // A row of soft failures ends with an acceptance that no bounce followed for a while.
        var isNewRow = entry?.AcceptedAt is { } accepted && item.At - accepted >= policy.QuietAfterAcceptance;
        var failures = isNewRow ? 1 : (entry?.SoftFailures ?? 0) + 1;
        var noted = Note(entry, item) with { SoftFailures = failures, AcceptedAt = isNewRow ? null : entry?.AcceptedAt };

        // "Five further times after the first": the limit counts those behind the first one.
        return noted.State != SuppressionState.Blocked && policy.SoftLimit is { } limit && failures > limit
            ? Block(noted, item)
            : noted;
    }

    // A refusal at connect, EHLO, AUTH, MAIL FROM or DATA is about the sender or the way; only RCPT TO and reports name the recipient, and
    // even there the cause may lie with the sender.
    private static bool IsAboutRecipient(JournalEvent item) =>
        item.Stage is JournalStage.Recipient or JournalStage.Report
        && item.Permanence != BouncePermanence.None
        && MayBlame(item.Cause);

    // Anyone can forge a report: one that joins no mail of ours is evidence and no more.
    private static bool CanBlock(JournalEvent item) =>
        (item.Id is not null || item.Kind == JournalEventKind.Failed) && !StaysReachable(item.Address);

    /// <summary>Postmaster and abuse must stay reachable (RFC 2142 section 1): no bounce ever blocks them.</summary>
    public static bool StaysReachable(string address)
    {
        var key = AddressKey.Of(address);
        return key.StartsWith("postmaster@", StringComparison.Ordinal) || key.StartsWith("abuse@", StringComparison.Ordinal);
    }

    private static SuppressionEntry Block(SuppressionEntry? entry, JournalEvent item) => Set(entry, item, SuppressionState.Blocked);

    private static SuppressionEntry Note(SuppressionEntry? entry, JournalEvent item) =>
        Set(entry, item, entry?.State ?? SuppressionState.Observed);

    private static SuppressionEntry Set(SuppressionEntry? entry, JournalEvent item, SuppressionState state) => new()
    {
        Address = entry?.Address ?? item.Address,
        State = state,
        Since = entry?.State == state ? entry.Since : item.At,
        SoftFailures = entry?.SoftFailures ?? 0,
        AcceptedAt = entry?.AcceptedAt,
        UpdatedAt = item.At,
        Reason = item.Reason,
        Status = item.Status.ToString(),
        Diagnostic = item.Text,
        MessageId = item.MessageId,
        Actor = item.Actor,
        Evidence = item.Sequence,
    };
}
