using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>
/// Finds the sent mail that a report belongs to. Whoever writes a report that names one of our mails has seen that mail, so that this is what
/// tells real bounces from forged ones.
/// </summary>
internal sealed class SentMailFinder(IJournalStore journal)
{
    // A message has at most a thousand recipients; a VERP sender has one, used again in every mail to it.
    private const int MaxEntries = 1000;

    /// <summary>The recipient of a mail of this store; null when it belongs to none.</summary>
    public async Task<MailLogEntry?> FindAsync(SuppressionEvidence evidence, CancellationToken cancellationToken)
    {
        // RFC 3464 section 2.3.1: the recipient as the sender gave it, where forwarding made another one of it.
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var name in (string[])[evidence.Address, evidence.OriginalRecipient])
        {
            if (name.Length > 0)
            {
                names.Add(AddressKey.Of(name));
            }
        }

        // RFC 3464 section 2.2.1: the envelope id comes back unchanged; our outbox gives the Message-ID as such.
        foreach (var id in new[] { evidence.MessageId, evidence.EnvelopeId }.Where(id => id.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var entries = await ReadAsync(new MailLogFilter { MessageId = id.Trim('<', '>') }, cancellationToken).ConfigureAwait(false);
            if (Pick(entries, names) is { } found)
            {
                return found;
            }
        }

        return evidence.ReportedTo.Length == 0 ? null : await FindByReturnPathAsync(evidence, names, cancellationToken).ConfigureAwait(false);
    }

    // VERP: the sender's address names the recipient, so that only a report on mail to that recipient comes to it.
    private async Task<MailLogEntry?> FindByReturnPathAsync(SuppressionEvidence evidence, HashSet<string> names, CancellationToken cancellationToken)
    {
        if (evidence.ReportedTo.IndexOf('=') <= 0)
        {
            return null;
        }

        var entries = await ReadAsync(new MailLogFilter { Sender = evidence.ReportedTo }, cancellationToken).ConfigureAwait(false);
        var named = entries.Where(entry => Names(evidence.ReportedTo, entry.Address)).ToList();
        return named.Find(entry => names.Contains(AddressKey.Of(entry.Address))) ?? (names.Count == 0 ? named.FirstOrDefault() : null);
    }

    /// <summary>
    /// Whether a return path names a recipient: <c>bounces+anna=example.com@corp.example</c> names anna@example.com. Postfix writes +, qmail and
    /// ezmlm - before the name, which may hold either itself.
    /// </summary>
    internal static bool Names(string returnPath, string recipient)
    {
        var at = recipient.LastIndexOf('@');
        var end = returnPath.LastIndexOf('@');
        if (at <= 0 || end < 0)
        {
            return false;
        }

        var local = returnPath.AsSpan(0, end);
        var start = local.Length - recipient.Length;
        return start > 0 && local[start - 1] is '+' or '-' && local[start + at] == '='
            && local.Slice(start, at).Equals(recipient.AsSpan(0, at), StringComparison.OrdinalIgnoreCase)
            && local.Slice(start + at + 1).Equals(recipient.AsSpan(at + 1), StringComparison.OrdinalIgnoreCase);
    }

    // A mail to one recipient needs no name: a forwarding may have changed it, and a report by the id alone is about that one.
    private static MailLogEntry? Pick(IReadOnlyList<MailLogEntry> entries, HashSet<string> names) =>
        entries.FirstOrDefault(entry => names.Contains(AddressKey.Of(entry.Address)))
        ?? (entries.Count == 1 ? entries[0] : null);

    private async Task<IReadOnlyList<MailLogEntry>> ReadAsync(MailLogFilter filter, CancellationToken cancellationToken) =>
        (await journal.ReadLogAsync(filter, null, MaxEntries, cancellationToken).ConfigureAwait(false)).Entries;
}
