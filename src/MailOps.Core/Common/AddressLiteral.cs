using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace MailOps;

/// <summary>Address literals (RFC 5321 section 4.1.3), without their brackets.</summary>
internal static class AddressLiteral
{
    private const string IPv6Tag = "IPv6:";

    public static AddressError Check(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(IPv6Tag.AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            var fault = CheckIPv6(text[IPv6Tag.Length..]);
            return new(fault, fault == AddressFault.None ? 0 : IPv6Tag.Length);
        }

        // The only tag that is registered is IPv6; whatever else has a colon is a General-address-literal of no known kind.
        return text.IndexOf(':') >= 0 ? new(AddressFault.LiteralTag, 0)
            : IsIPv4(text) ? default
            : new(AddressFault.LiteralIPv4, 0);
    }

    public static bool TryGetAddress(string literal, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return !Check(literal.AsSpan()).IsFault
            && IPAddress.TryParse(literal.Contains(':') ? literal.Substring(IPv6Tag.Length) : Plain(literal), out address);
    }

    /// <summary>Replaces the <c>::</c> of an IPv6 literal by the one group of zeros that it stands for.</summary>
    /// <param name="literal">The literal with its opening bracket only.</param>
    public static void WriteOutGroup(StringBuilder literal)
    {
        var text = literal.ToString();
        var at = text.IndexOf("::", IPv6Tag.Length + 1, StringComparison.Ordinal);
        var atStart = text[at - 1] == ':';
        literal.Remove(at, 2).Insert(at, atStart ? "0:" : at + 2 == text.Length ? ":0" : ":0:");
    }

    // Snum allows leading zeros, which IPAddress would read as octal.
    private static string Plain(string literal)
    {
        var bytes = literal.Split('.');
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = bytes[i].TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        }

        return string.Join(".", bytes);
    }

    private static bool IsIPv4(ReadOnlySpan<char> text)
    {
        for (var numbers = 1; ; numbers++)
        {
            var end = text.IndexOf('.');
            if (!IsSnum(end < 0 ? text : text[..end]))
            {
                return false;
            }

            if (end < 0)
            {
                return numbers == 4;
            }

            text = text[(end + 1)..];
        }
    }

    // Snum = 1*3DIGIT, representing a decimal integer from 0 to 255.
    private static bool IsSnum(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 3)
        {
            return false;
        }

        var value = 0;
        foreach (var c in text)
        {
            if (!AddressChars.IsDigit(c))
            {
                return false;
            }

            value = (value * 10) + c - '0';
        }

        return value <= 255;
    }

    // IPv6-full, IPv6-comp, IPv6v4-full, IPv6v4-comp: eight groups, an IPv4 tail counting as two; "::" stands for two groups at least.
    private static AddressFault CheckIPv6(ReadOnlySpan<char> text)
    {
        var groups = 0;
        var compressed = false;
        if (text.StartsWith("::".AsSpan(), StringComparison.Ordinal))
        {
            compressed = true;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            var end = text.IndexOf(':');
            var group = end < 0 ? text : text[..end];
            if (end < 0 && group.IndexOf('.') >= 0)
            {
                if (!IsIPv4(group))
                {
                    return AddressFault.LiteralIPv6;
                }

                groups += 2;
                break;
            }

            if (!IsHexGroup(group))
            {
                return AddressFault.LiteralIPv6;
            }

            groups++;
            if (end < 0)
            {
                break;
            }

            text = text[(end + 1)..];
            if (text.IsEmpty)
            {
                // A single colon at the end.
                return AddressFault.LiteralIPv6;
            }

            if (text[0] == ':')
            {
                if (compressed)
                {
                    return AddressFault.LiteralIPv6;
                }

                compressed = true;
                text = text[1..];
            }
        }

        return compressed
            ? groups <= 6 ? AddressFault.None : groups == 7 ? AddressFault.LiteralIPv6Compression : AddressFault.LiteralIPv6
            : groups == 8 ? AddressFault.None : AddressFault.LiteralIPv6;
    }

    private static bool IsHexGroup(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!AddressChars.IsHexDigit(c))
            {
                return false;
            }
        }

        return text.Length is >= 1 and <= 4;
    }
}
