using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Virus scanners attach the mail they have scanned to a copy of its own header. Both have one Message-ID, author and subject, which tells
/// them from a mail that somebody forwards or returns.
/// </summary>
internal static class WrappedReport
{
    private const int MaxParts = 8;

    public static MimeEntity Open(MimeEntity root)
    {
        if (!root.IsMultipart() || root.Headers["Message-ID"] is not { Length: > 0 } id)
        {
            return root;
        }

        for (var i = 0; i < root.Parts.Count && i < MaxParts; i++)
        {
            if (root.Parts[i].EmbeddedMessage is { } inner && string.Equals(inner.Headers["Message-ID"], id, StringComparison.Ordinal)
                && inner.Headers["From"] == root.Headers["From"] && inner.Headers["Subject"] == root.Headers["Subject"])
            {
                return inner;
            }
        }

        return root;
    }
}
