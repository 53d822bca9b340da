using System;
using System.Text;

namespace MailOps.Authentication.Dmarc;

/// <summary>How one entry of a URI list reads.</summary>
internal enum DmarcUriSyntax
{
    Valid,

    /// <summary>Valid, with the obsolete size behind it.</summary>
    ValidWithSize,
    Invalid,
}

/// <summary>
/// Reads one report URI (RFC 9989 section 4.8; RFC 3986 with commas and exclamation points encoded; RFC 6068 for mailto).
/// </summary>
internal static class DmarcUriReader
{
    public static DmarcUriSyntax Read(ReadOnlySpan<char> text, out DmarcReportUri? uri)
    {
        uri = null;
        var mark = text.IndexOf('!');
        var plain = mark < 0 ? text : text.Slice(0, mark);
        if (mark >= 0 && !IsSize(text.Slice(mark + 1)))
        {
            return DmarcUriSyntax.Invalid;
        }

        uri = ReadPlain(plain);
        return uri is null ? DmarcUriSyntax.Invalid : mark < 0 ? DmarcUriSyntax.Valid : DmarcUriSyntax.ValidWithSize;
    }

    // obs-dmarc-report-size = "!" 1*DIGIT [ "k" / "m" / "g" / "t" ]
    private static bool IsSize(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && text[digits] is >= '0' and <= '9')
        {
            digits++;
        }

        return digits > 0 && (digits == text.Length || (digits == text.Length - 1 && (text[digits] | ' ') is 'k' or 'm' or 'g' or 't'));
    }

    private static DmarcReportUri? ReadPlain(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || !IsScheme(text.Slice(0, colon)) || !IsUriText(text.Slice(colon + 1)))
        {
            return null;
        }

        var scheme = text.Slice(0, colon).ToString().ToLowerInvariant();
        if (scheme != "mailto")
        {
            return text.Length == colon + 1 ? null : new DmarcReportUri { Uri = text.ToString(), Scheme = scheme };
        }

        var to = text.Slice(colon + 1);
        var query = to.IndexOf('?');
        return TryReadAddress(query < 0 ? to : to.Slice(0, query), out var address, out var domain)
            ? new DmarcReportUri { Uri = text.ToString(), Scheme = scheme, Address = address, Domain = domain }
            : null;
    }

    private static bool TryReadAddress(ReadOnlySpan<char> text, out string address, out string domain)
    {
        address = text.IndexOf('%') < 0 ? text.ToString() : Decode(text);
        domain = "";
        if (!MailAddress.TryParse(address, out var parsed) || parsed.Domain is null)
        {
            return false;
        }

        domain = parsed.Domain.Ascii;
        return true;
    }

    // RFC 3986 section 3.1
    private static bool IsScheme(ReadOnlySpan<char> scheme)
    {
        foreach (var c in scheme)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '.'))
            {
                return false;
            }
        }

        return (scheme[0] | ' ') is >= 'a' and <= 'z';
    }

    // RFC 3986 section 2: reserved, unreserved and percent-encoded characters; the comma and the exclamation point end before this.
    private static bool IsUriText(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || HexValue(text[i + 1]) < 0 || HexValue(text[i + 2]) < 0)
                {
                    return false;
                }

                i += 2;
            }
            else if (c is <= ' ' or > '~' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}')
            {
                return false;
            }
        }

        return true;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                bytes[length++] = (byte)((HexValue(text[i + 1]) << 4) | HexValue(text[i + 2]));
                i += 2;
            }
            else
            {
                bytes[length++] = (byte)text[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
