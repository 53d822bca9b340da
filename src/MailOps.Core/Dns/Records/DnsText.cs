using System;
using System.Text;

namespace MailOps.Dns;

/// <summary>Octets as text.</summary>
internal static class DnsText
{
    private const string Hex = "0123456789abcdef";

    /// <summary>A string of a zone file: in quotes, with what is not visible ASCII as <c>\DDD</c> (RFC 1035 section 5.1).</summary>
    public static string Quote(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length + 2).Append('"');
        foreach (var octet in octets)
        {
            if (octet is (byte)'"' or (byte)'\\')
            {
                text.Append('\\').Append((char)octet);
            }
            else if (octet is >= 0x20 and < 0x7F)
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('\\').Append((char)('0' + (octet / 100))).Append((char)('0' + (octet / 10 % 10))).Append((char)('0' + (octet % 10)));
            }
        }

        return text.Append('"').ToString();
    }

    public static string ToHex(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length * 2);
        foreach (var octet in octets)
        {
            text.Append(Hex[octet >> 4]).Append(Hex[octet & 15]);
        }

        return text.ToString();
    }

    public static bool TryParseHex(string text, out byte[] octets)
    {
        octets = new byte[text.Length / 2];
        var isHex = text.Length % 2 == 0;
        for (var i = 0; isHex && i < text.Length; i++)
        {
            var digit = Hex.IndexOf(char.ToLowerInvariant(text[i]));
            isHex = digit >= 0;
            octets[i / 2] = (byte)((octets[i / 2] << 4) | (digit & 15));
        }

        return isHex;
    }

    public static int Hash(ReadOnlySpan<byte> octets)
    {
        var hash = 17;
        foreach (var octet in octets)
        {
            hash = (hash * 31) + octet;
        }

        return hash;
    }
}
