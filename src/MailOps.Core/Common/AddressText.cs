using System;
using System.Text;

namespace MailOps;

/// <summary>Makes the canonical text of an address that has been scanned.</summary>
internal static class AddressText
{
    /// <summary>The canonical text; the very same string when it is canonical already.</summary>
    public static string Canonical(string text, in AddressScan scan, out int at)
    {
        at = scan.At;
        if (!scan.IsQuoted && !scan.IsLiteral && !scan.HasUpperDomain && !scan.HasInternationalDomain)
        {
            return text;
        }

        var local = scan.IsQuoted ? Requote(text.AsSpan(1, scan.At - 2)) : text.Substring(0, scan.At);
        var domain = text.AsSpan(scan.At + 1);
        at = local.Length;
        Span<char> ascii = stackalloc char[DomainScanner.MaxLength];
        if (!scan.IsLiteral)
        {
            DomainScanner.Scan(domain, ascii, out var written);
            return local + "@" + ascii[..written].ToString();
        }

        // The tag as it is registered, the digits of an IPv6 address in lower case (RFC 5952 section 4.3).
        var literal = ToLower(domain.ToString());
        return local + "@" + literal.Replace("[ipv6:", "[IPv6:", StringComparison.Ordinal);
    }

    /// <summary>
    /// A local part from its meaning: RFC 5321 section 4.1.2 asks to quote only what must be, and to escape only quote and backslash.
    /// </summary>
    /// <param name="content">What stands between the quotes, with its backslashes.</param>
    public static string Requote(ReadOnlySpan<char> content)
    {
        var plain = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            i += content[i] == '\\' && i + 1 < content.Length ? 1 : 0;
            plain.Append(content[i]);
        }

        return QuoteIfNeeded(plain.ToString());
    }

    /// <summary>The local part that stands for a text: as it is, when it is a dot-string, else in quotes.</summary>
    public static string QuoteIfNeeded(string plain)
    {
        if (IsDotString(plain.AsSpan()))
        {
            return plain;
        }

        var quoted = new StringBuilder(plain.Length + 2).Append('"');
        foreach (var c in plain)
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Lower case of the ASCII letters; the same string when there is none to change.</summary>
    public static string ToLower(string text)
    {
        foreach (var c in text)
        {
            if (c is >= 'A' and <= 'Z')
            {
                return text.ToLowerInvariant();
            }
        }

        return text;
    }

    private static bool IsDotString(ReadOnlySpan<char> text)
    {
        var before = '.';
        foreach (var c in text)
        {
            if (c == '.' ? before == '.' : c < 0x80 && !AddressChars.IsAtom(c))
            {
                return false;
            }

            before = c;
        }

        return before != '.';
    }
}
