using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Authentication.Signing;

/// <summary>Which fields a signature covers.</summary>
internal static class SignedFieldNames
{
    /// <summary>RFC 6376 section 5.4.1, and List-Unsubscribe-Post, which RFC 8058 section 4 wants signed.</summary>
    public static TextList Usual { get; } = new(
    [
        "From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-ID", "Content-Description",
        "Resent-Date", "Resent-From", "Resent-Sender", "Resent-To", "Resent-Cc", "Resent-Message-ID",
        "List-Id", "List-Help", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Subscribe", "List-Post", "List-Owner", "List-Archive",
        "Autocrypt",
    ]);

    /// <summary>Those of which a message has one at most, and whose second one would deceive.</summary>
    public static TextList Oversigned { get; } = new(["From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]);

    /// <summary>The names for one message, in the order of the list.</summary>
    public static List<string> Select(SignedHeader header, IReadOnlyList<string> names, IReadOnlyList<string> oversigned)
    {
        var selected = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in new[] { names, oversigned })
        {
            foreach (var name in list)
            {
                if (seen.Add(name))
                {
                    var count = Count(header, name) + (Has(oversigned, name) ? 1 : 0);
                    for (; count > 0; count--)
                    {
                        selected.Add(name);
                    }
                }
            }
        }

        return selected;
    }

    public static int Count(SignedHeader header, string name)
    {
        var octets = Encoding.ASCII.GetBytes(name);
        var count = 0;
        for (var i = 0; i < header.Count; i++)
        {
            count += header.IsNamed(i, octets) ? 1 : 0;
        }

        return count;
    }

    private static bool Has(IReadOnlyList<string> names, string name)
    {
        foreach (var entry in names)
        {
            if (string.Equals(entry, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
