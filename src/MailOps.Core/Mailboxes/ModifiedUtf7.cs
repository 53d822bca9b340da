using System.Text;

namespace MailOps.Mailboxes;

/// <summary>
/// Names of mailboxes in modified UTF-7 (RFC 3501 section 5.1.3): printable ASCII stands for itself but for <c>&amp;-</c>; everything else is
/// UTF-16 in base64, with <c>,</c> for <c>/</c> and without padding, between <c>&amp;</c> and <c>-</c>.
/// </summary>
internal static class ModifiedUtf7
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

    public static string Encode(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length;)
        {
            if (IsDirect(name[i]))
            {
                result.Append(name[i] == '&' ? "&-" : name[i].ToString());
                i++;
                continue;
            }

            var end = i;
            while (end < name.Length && !IsDirect(name[end]))
            {
                end++;
            }

            AppendShifted(result, name, i, end);
            i = end;
        }

        return result.ToString();
    }

    /// <summary>Decodes a name; false for one that no encoder would write, which must not be taken for another name.</summary>
    public static bool TryDecode(string encoded, out string name)
    {
        var result = new StringBuilder(encoded.Length);
        name = "";
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '&')
            {
                result.Append(encoded[i]);
                continue;
            }

            var end = encoded.IndexOf('-', i);
            if (end == i + 1)
            {
                result.Append('&');
            }
            else if (end < 0 || !TryAppendShifted(result, encoded, i + 1, end))
            {
                return false;
            }

            i = end;
        }

        name = result.ToString();

        // Section 5.1.3 leaves one way to write each name; a second one would be a second name for the same text.
        return Encode(name) == encoded;
    }

    private static bool IsDirect(char c) => c is >= ' ' and <= '~';

    private static void AppendShifted(StringBuilder result, string name, int start, int end)
    {
        result.Append('&');
        var bits = 0;
        var value = 0;
        for (var i = start; i < end; i++)
        {
            value = (value << 16) | name[i];
            bits += 16;
            while (bits >= 6)
            {
                bits -= 6;
                result.Append(Alphabet[(value >> bits) & 63]);
                value &= (1 << bits) - 1;
            }
        }

        if (bits > 0)
        {
            result.Append(Alphabet[(value << (6 - bits)) & 63]);
        }

        result.Append('-');
    }

    private static bool TryAppendShifted(StringBuilder result, string encoded, int start, int end)
    {
        var bits = 0;
        var value = 0;
        for (var i = start; i < end; i++)
        {
            var digit = Alphabet.IndexOf(encoded[i]);
            if (digit < 0)
            {
                return false;
            }

            value = (value << 6) | digit;
            bits += 6;
            if (bits >= 16)
            {
                bits -= 16;
                result.Append((char)(value >> bits));
                value &= (1 << bits) - 1;
            }
        }

        return value == 0;
    }
}
