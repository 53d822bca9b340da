using System;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>What must never block an address, whatever a report says.</summary>
internal static class SuppressionGuard
{
    /// <summary>Whether a cause lies on the recipient's side.</summary>
    public static bool MayBlame(BounceCause cause) =>
        cause is BounceCause.AddressInvalid or BounceCause.RecipientMailbox or BounceCause.RecipientSystem;

    /// <summary>
    /// A refusal at connect, EHLO, AUTH, MAIL FROM or DATA is about the sender or the way; only RCPT TO and reports name the recipient, and even
    /// there the cause may lie with the sender.
    /// </summary>
    public static bool IsAboutRecipient(JournalEvent item) =>
        item.Permanence != BouncePermanence.None
        && (IsOutOfReach(item) || (item.Stage is JournalStage.Recipient or JournalStage.Report && MayBlame(item.Cause)));

    /// <summary>
    /// Given up since the recipient's server could not be reached: nobody refused anything. A dead server is the recipient's, but an outage of
    /// one's own lines looks the same, so that such failures count seldom and never block by themselves.
    /// </summary>
    public static bool IsOutOfReach(JournalEvent item) =>
        item.Cause == BounceCause.Network
        && item.Kind is JournalEventKind.Bounced or JournalEventKind.Failed
        && (item.ReplyCode is null || item.Stage is JournalStage.Recipient or JournalStage.Report);

    /// <summary>
    /// Anyone can forge a report: one that joins no mail of ours is evidence and no more, unless somebody took it upon himself. What our own
    /// servers recorded needs no such word.
    /// </summary>
    public static bool IsProven(JournalEvent item) =>
        item.Id is not null || item.Actor.Length > 0 || item.Kind is JournalEventKind.Failed or JournalEventKind.SuppressionAdded;

    /// <summary>
    /// Postmaster and abuse must stay reachable (RFC 2142 section 1, RFC 5321 section 4.5.1); one's own domains are nobody's list.
    /// </summary>
    public static bool IsProtected(string address, SuppressionPolicy policy)
    {
        var key = AddressKey.Of(address);
        var at = key.LastIndexOf('@');
        if (at < 0)
        {
            return key is "postmaster";
        }

        if (key.StartsWith("postmaster@", StringComparison.Ordinal) || key.StartsWith("abuse@", StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var own in policy.OwnDomains)
        {
            if (key.EndsWith(own, StringComparison.OrdinalIgnoreCase) && key[key.Length - own.Length - 1] is '@' or '.')
            {
                return true;
            }
        }

        return false;
    }
}
