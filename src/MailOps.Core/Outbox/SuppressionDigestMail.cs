using System;
using System.Collections.Generic;
using MailOps.Mime;
using MailOps.Suppression;

namespace MailOps.Outbox;

/// <summary>A digest of the suppression list as a mail. The outbox drops recipients that are suppressed themselves.</summary>
public static class SuppressionDigestMail
{
    /// <summary>The mail.</summary>
    /// <param name="digest">What to tell.</param>
    /// <param name="from">The author; null for the first recipient.</param>
    /// <param name="to">The recipients, at least one.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Address.*</c>, <c>MailOps.Mime.*</c>: an address is none.</exception>
    public static OutgoingMail Compose(SuppressionDigest digest, string? from, IReadOnlyList<string> to)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(to);
        var builder = new MimeMessageBuilder
        {
            From = new MimeMailbox(from ?? to[0]),
            Subject = digest.Subject,
            TextBody = digest.Text,
        };
        foreach (var recipient in to)
        {
            builder.To.Add(new MimeMailbox(recipient));
        }

        return OutgoingMail.FromBuilder(builder) with { Key = digest.Key, Due = MailDueTime.After(TimeSpan.Zero) };
    }
}
