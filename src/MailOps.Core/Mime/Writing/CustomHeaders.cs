using System;

namespace MailOps.Mime;

/// <summary>Which fields a caller may add by name.</summary>
internal static class CustomHeaders
{
    // Written from properties: a second one would break the message (RFC 5322 section 3.6) or its structure.
    private static readonly string[] Reserved =
    [
        "Bcc", "Cc", "Content-Disposition", "Content-ID", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "List-Unsubscribe",
        "List-Unsubscribe-Post", "Message-ID", "MIME-Version", "Reply-To", "Resent-Bcc", "Sender", "Subject", "To",
    ];

    public static void Check(string name, string value)
    {
        if (!IsName(name))
        {
            throw MimeErrors.InvalidHeaderName(name);
        }

        foreach (var reserved in Reserved)
        {
            if (string.Equals(name, reserved, StringComparison.OrdinalIgnoreCase))
            {
                throw MimeErrors.ReservedHeader(reserved);
            }
        }

        HeaderWriter.RefuseLineBreaks(name, value);
    }

    // ftext (RFC 5322 section 3.6.8); a longer name leaves no room on the line for its value.
    private static bool IsName(string name)
    {
        foreach (var c in name)
        {
            if (c is < '!' or > '~' or ':')
            {
                return false;
            }
        }

        return name.Length is > 0 and <= 70;
    }
}
