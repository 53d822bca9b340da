using System;

namespace MailOps.Authentication;

/// <summary>Base64 with white space anywhere in it, as tag lists have it (RFC 6376 section 2.10), strict in everything else.</summary>
internal static class Base64Text
{
    /// <summary>Decodes a text.</summary>
    /// <returns>Null when it is not base64: other characters, wrong padding, nothing at all.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        // Four characters give three octets.
        var octets = new byte[(text.Length / 4 * 3) + 3];
        var length = 0;
        var bits = 0;
        var count = 0;
        var padding = 0;
        foreach (var c in text)
        {
            var value = ValueOf(c);
            if (value < 0)
            {
                if (TagListReader.IsSpace(c))
                {
                    continue;
                }

                if (c != '=' || ++padding > 2)
                {
                    return null;
                }

                continue;
            }

            if (padding > 0)
            {
                return null;
            }

            bits = (bits << 6) | value;
            if (++count % 4 == 0)
            {
                octets[length++] = (byte)(bits >> 16);
                octets[length++] = (byte)(bits >> 8);
                octets[length++] = (byte)bits;
                bits = 0;
            }
        }

        var rest = count % 4;
        if (count == 0 || rest == 1 || (padding > 0 && rest + padding != 4))
        {
            return null;
        }

        // Padding may be missing; some zone editors cut it off.
        if (rest == 2)
        {
            octets[length++] = (byte)(bits >> 4);
        }
        else if (rest == 3)
        {
            octets[length++] = (byte)(bits >> 10);
            octets[length++] = (byte)(bits >> 2);
        }

        Array.Resize(ref octets, length);
        return octets;
    }

    private static int ValueOf(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
