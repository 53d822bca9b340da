using System;

namespace MailOps.Bounces;

/// <summary>Finds addresses in text written for people.</summary>
internal static class AddressText
{
    private const int MaxLength = 320; // RFC 5321 section 4.5.3.1: 64 + 1 + 255

    /// <summary>An address at the start of the text: <c>a@b</c>, <c>"a b"@c</c>, with or without angle brackets.</summary>
    /// <param name="text">The text; white space before the address is skipped.</param>
    /// <param name="address">The address without brackets.</param>
    /// <param name="length">How many characters were read, brackets included.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string address, out int length)
    {
        address = "";
        length = 0;
        var skipped = text.Length - text.TrimStart(" \t\r\n\u00A0\u3000'`".AsSpan()).Length;
        text = text.Slice(skipped);
        if (text.IsEmpty)
        {
            return false;
        }

        if (text[0] == '<')
        {
            var close = text.IndexOf('>');
            if (close < 0 || close > MaxLength || !IsAddress(Clean(text.Slice(1, close - 1))))
            {
                return false;
            }

            address = Clean(text.Slice(1, close - 1)).ToString();
            length = skipped + close + 1;
            return true;
        }

        var end = EndOfBare(text);
        var bare = TrimEnd(text.Slice(0, end));
        if (!IsAddress(bare))
        {
            return false;
        }

        address = bare.ToString();
        length = skipped + bare.Length;
        return true;
    }

    /// <summary>The first address anywhere in the text; empty when there is none.</summary>
    public static string FindFirst(ReadOnlySpan<char> text) => FindFirst(text, out _);

    /// <summary>The first address anywhere in the text, and where the text behind it begins.</summary>
    public static string FindFirst(ReadOnlySpan<char> text, out int end)
    {
        end = 0;
        while (true)
        {
            var at = text.Slice(end).IndexOf('@');
            if (at < 0)
            {
                return "";
            }

            at += end;
            var start = at;
            while (start > end && IsLocal(text[start - 1]))
            {
                start--;
            }

            while (start < at && text[start] is '\'' or '`')
            {
                start++;
            }

            if (start == at && at > 1 && text[at - 1] == '"')
            {
                var open = text.Slice(0, at - 1).LastIndexOf('"');
                start = open >= end ? open : at;
            }

            end = at + 1;
            var literal = end < text.Length && text[end] == '[';
            while (end < text.Length && IsDomain(text[end], literal))
            {
                end++;
            }

            var found = TrimEnd(text.Slice(start, end - start));
            if (IsAddress(found))
            {
                return found.ToString();
            }
        }
    }

    /// <summary>Whether the text is one address: a local part, one @ outside quotes, a domain.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        if (text.Length is < 3 or > MaxLength)
        {
            return false;
        }

        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1)
        {
            return false;
        }

        var domain = text.Slice(at + 1);
        foreach (var c in domain)
        {
            if (!IsDomain(c, domain[0] == '['))
            {
                return false;
            }
        }

        var local = text.Slice(0, at);
        if (local[0] == '"')
        {
            return local.Length > 2 && local[local.Length - 1] == '"';
        }

        foreach (var c in local)
        {
            if (c is <= ' ' or '<' or '>' or '(' or ')' or ',' or ';' or '"' or '@' or ':')
            {
                return false;
            }
        }

        return domain[0] is not ('.' or '-');
    }

    /// <summary>The domain in lower case; empty when there is none.</summary>
    public static string DomainOf(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? "" : address.Substring(at + 1).TrimEnd('.', '>').ToLowerInvariant();
    }

    /// <summary>Without white space, brackets, a leading source route (RFC 5321 appendix C), <c>mailto:</c> or a final dot.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        while (text.Length > 1 && text[0] == '<' && text[text.Length - 1] == '>')
        {
            text = text.Slice(1, text.Length - 2).Trim();
        }

        if (text.StartsWith("mailto:".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            text = text.Slice(7);
        }

        if (text.Length > 2 && text[0] == '@')
        {
            var colon = text.IndexOf(':');
            text = colon > 0 ? text.Slice(colon + 1) : text;
        }

        return text.TrimEnd('.');
    }

    private static int EndOfBare(ReadOnlySpan<char> text)
    {
        var i = 0;
        if (text[0] == '"')
        {
            var close = text.Slice(1).IndexOf('"') + 2;
            if (close < 3 || close >= text.Length || text[close] != '@')
            {
                return 0;
            }

            i = close;
        }

        while (i < text.Length && i <= MaxLength && text[i] is not (<= ' ' or '<' or '>' or '(' or ')' or ',' or ';' or '"' or ':'))
        {
            i++;
        }

        return i;
    }

    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text) => text.TrimEnd(".,;:'!?".AsSpan());

    private static bool IsLocal(char c) => c is not (<= ' ' or '<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '"' or '@' or '\\')
        && c != '\u3000';

    private static bool IsDomain(char c, bool literal) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_'
        || (literal && c is '[' or ']' or ':')
        || (c >= 0x80 && char.IsLetterOrDigit(c));
}
