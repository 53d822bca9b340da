using System;
using System.Net;

namespace MailOps.Authentication.Spf;

/// <summary>
/// Reads addresses as records write them. The runtimes' own parsers take more: brackets, zones, octal numbers, fewer than four of them, and on Mono
/// a single colon at the beginning.
/// </summary>
internal static class SpfAddressReader
{
    private const int Groups = 8;

    /// <summary>ip4-network = qnum "." qnum "." qnum "." qnum, without leading zeros (RFC 7208 section 5.6).</summary>
    public static bool TryReadIPv4(ReadOnlySpan<char> text, out IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address = TryReadIPv4(text, bytes) ? new IPAddress(bytes.ToArray()) : null;
        return address is not null;
    }

    /// <summary>ip6-network: RFC 4291 section 2.2.</summary>
    public static bool TryReadIPv6(ReadOnlySpan<char> text, out IPAddress? address)
    {
        address = null;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var gap = text.IndexOf("::".AsSpan());
        if (gap < 0)
        {
            if (!TryReadGroups(text, bytes, out var count) || count != Groups)
            {
                return false;
            }
        }
        else
        {
            // The double colon stands for one group of zeros at least.
            Span<byte> tail = stackalloc byte[16];
            if (!TryReadGroups(text.Slice(0, gap), bytes, out var before) || !TryReadGroups(text.Slice(gap + 2), tail, out var after) || before + after >= Groups)
            {
                return false;
            }

            tail.Slice(0, after * 2).CopyTo(bytes.Slice(16 - (after * 2)));
        }

        address = new IPAddress(bytes.ToArray());
        return true;
    }

    private static bool TryReadIPv4(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        for (var i = 0; i < 4; i++)
        {
            var dot = text.IndexOf('.');
            var part = i == 3 ? text : dot < 0 ? default : text.Slice(0, dot);
            if (!SpfTermReader.TryReadNumber(part, 255, out var value))
            {
                return false;
            }

            bytes[i] = (byte)value;
            text = i == 3 ? text : text.Slice(dot + 1);
        }

        return true;
    }

    // Up to eight groups of one to four hexadecimal digits between colons; the last two may be an IPv4 address. An empty text has none.
    private static bool TryReadGroups(ReadOnlySpan<char> text, Span<byte> bytes, out int count)
    {
        count = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text.Slice(0, colon);
            if (colon < 0 && group.IndexOf('.') >= 0)
            {
                if (count > Groups - 2 || !TryReadIPv4(group, bytes.Slice(count * 2)))
                {
                    return false;
                }

                count += 2;
                return true;
            }

            if (count == Groups || !TryReadHex(group, out var value))
            {
                return false;
            }

            bytes[count * 2] = (byte)(value >> 8);
            bytes[(count * 2) + 1] = (byte)value;
            count++;
            text = colon < 0 ? default : text.Slice(colon + 1);
            if (colon >= 0 && text.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            var digit = c switch
            {
                >= '0' and <= '9' => c - '0',
                >= 'a' and <= 'f' => c - 'a' + 10,
                >= 'A' and <= 'F' => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | digit;
        }

        return text.Length is > 0 and <= 4;
    }
}
