using System;
using System.Text;

namespace MailOps.Bounces;

/// <summary>Values of the form <c>type; value</c> (RFC 3464 section 2.1.2).</summary>
internal static class TypedValue
{
    /// <summary>The address behind the type; RFC 6533 escapes are decoded.</summary>
    public static string AddressOf(string value)
    {
        var text = AfterType(value, out _);
        text = text.Trim();
        if (text.IndexOf("\\x{".AsSpan()) >= 0)
        {
            text = Unescape(text.ToString()).AsSpan();
        }

        // "rfc822; a@b (comment)" and "rfc822; Name <a@b>"
        var open = text.IndexOf('<');
        if (open > 0 && text.Slice(open).IndexOf('>') is > 0 and var length)
        {
            text = text.Slice(open, length + 1);
        }
        else if (text.IndexOf(' ') > 0 && AddressText.TryRead(text, out var address, out _) && address.Length > 0 && text[0] is not ('|' or '/' or '"'))
        {
            return address;
        }

        return AddressText.Clean(text).ToString();
    }

    /// <summary>The host name behind the type, without what some add in parentheses.</summary>
    public static string HostOf(string value)
    {
        var text = AfterType(value, out _).Trim();
        var end = text.IndexOfAny(' ', '(', '\t');
        if (end == 0)
        {
            // "dns;(127.0.0.1)"
            return text.Trim("()".AsSpan()).ToString();
        }

        return (end > 0 ? text.Slice(0, end) : text).Trim("<>".AsSpan()).TrimEnd('.').ToString();
    }

    /// <summary>The text behind the type, and the type in lower case; a text without a type is a text.</summary>
    public static string TextOf(string value, out string type) => AfterType(value, out type).Trim().ToString();

    private static ReadOnlySpan<char> AfterType(string value, out string type)
    {
        var text = value.AsSpan();
        type = "";
        var semicolon = text.IndexOf(';');
        if (semicolon is < 0 or > 40)
        {
            return text;
        }

        var name = text.Slice(0, semicolon).Trim();
        foreach (var c in name)
        {
            if (!(char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
            {
                return text;
            }
        }

        type = name.ToString().ToLowerInvariant();
        return text.Slice(semicolon + 1);
    }

    // utf-8-addr-xtext: \x{HEX} (RFC 6533 section 3)
    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var close = string.CompareOrdinal(text, i, "\\x{", 0, 3) == 0 ? text.IndexOf('}', i) : -1;
            if (close > i + 3 && ReadHex(text.AsSpan(i + 3, close - i - 3)) is > 0x20 and not (>= 0xD800 and <= 0xDFFF) and var code)
            {
                result.Append(char.ConvertFromUtf32(code));
                i = close;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>A code point in hexadecimal digits; 0 when it is none.</summary>
    private static int ReadHex(ReadOnlySpan<char> digits)
    {
        var code = 0;
        foreach (var c in digits)
        {
            var digit = c is >= '0' and <= '9' ? c - '0' : (c | 0x20) is >= 'a' and <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
            code = (code << 4) + digit;
            if (digit < 0 || code > 0x10FFFF)
            {
                return 0;
            }
        }

        return code;
    }
}
