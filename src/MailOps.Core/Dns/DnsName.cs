using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailOps.Dns;

/// <summary>
/// Names as text. The normal form has lower-case A-labels between dots and no final dot; the root is <c>.</c>. Octets that are neither
/// letters nor visible ASCII, and dots and backslashes inside labels, are escaped as in zone files (RFC 1035 section 5.1, RFC 4343 section 2.1):
/// <c>\.</c>, <c>\\</c>, <c>\032</c>. So every name on the wire has exactly one text.
/// </summary>
internal static class DnsName
{
    public const string Root = ".";

    // RFC 1035 section 2.3.4: a label has 63 octets at most, a name 255 with its length octets and the root's.
    public const int MaxLabel = 63;
    public const int MaxWire = 255;

    // Every octet written as \DDD, and the dots.
    public const int MaxText = (MaxWire * 4) + 128;

    /// <summary>Brings a name into normal form.</summary>
    /// <returns>False when no name of the DNS can be that.</returns>
    public static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (string.IsNullOrEmpty(text) || text!.Length > MaxText)
        {
            return false;
        }

        return IsNormal(text) ? (name = text) is not null : TryRewrite(text, out name);
    }

    /// <summary>Appends one label of a name on the wire in normal form.</summary>
    public static int WriteLabel(ReadOnlySpan<byte> label, Span<char> text)
    {
        var length = 0;
        foreach (var octet in label)
        {
            var c = ToLower((char)octet);
            if (c is '.' or '\\')
            {
                text[length++] = '\\';
                text[length++] = c;
            }
            else if (c is > ' ' and < '\u007f')
            {
                text[length++] = c;
            }
            else
            {
                text[length++] = '\\';
                text[length++] = (char)('0' + (octet / 100));
                text[length++] = (char)('0' + (octet / 10 % 10));
                text[length++] = (char)('0' + (octet % 10));
            }
        }

        return length;
    }

    /// <summary>Writes a name in normal form as length-prefixed labels and the root's zero octet, without compression.</summary>
    /// <param name="name">The name.</param>
    /// <param name="wire">At least <see cref="MaxWire"/> octets.</param>
    /// <returns>The octets written.</returns>
    public static int Encode(string name, Span<byte> wire) =>
        TryEncode(name, wire, out var length) ? length : throw new ArgumentException("Not a name in normal form: " + name, nameof(name));

    /// <summary>The name above this one, or null for the root.</summary>
    public static string? Parent(string name)
    {
        if (name == Root)
        {
            return null;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\')
            {
                // Behind the backslash stands the escaped character or the first of three digits; none of these digits is a dot.
                i++;
            }
            else if (name[i] == '.')
            {
                return name.Substring(i + 1);
            }
        }

        return Root;
    }

    // The common case, decided without allocation: letters, digits, hyphen, underscore and other visible ASCII, all lower case.
    private static bool IsNormal(string text)
    {
        if (text == Root)
        {
            return true;
        }

        var label = 0;
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (label is 0 or > MaxLabel)
                {
                    return false;
                }

                label = 0;
            }
            else if (c is > ' ' and < '\u007f' and not '\\' and not (>= 'A' and <= 'Z'))
            {
                label++;
            }
            else
            {
                return false;
            }
        }

        // One length octet before the first label and the root's at the end, the dots being the others.
        return label is > 0 and <= MaxLabel && text.Length + 2 <= MaxWire;
    }

    private static bool TryRewrite(string text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (!TryToAscii(text, out var ascii))
        {
            return false;
        }

        Span<byte> wire = stackalloc byte[MaxWire];
        return TryEncode(ascii, wire, out var length) && TryDecode(wire.Slice(0, length), out name);
    }

    private static bool TryEncode(string text, Span<byte> wire, out int length)
    {
        length = 0;
        if (text == Root)
        {
            wire[length++] = 0;
            return true;
        }

        var label = 0;
        length = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var octet = (int)text[i];
            if (octet == '.')
            {
                var size = length - label - 1;
                if (size is 0 or > MaxLabel || length >= MaxWire)
                {
                    return false;
                }

                wire[label] = (byte)size;
                label = length++;
                continue;
            }

            if (octet == '\\' && !TryReadEscape(text, ref i, out octet))
            {
                return false;
            }

            if (octet > 0xFF || length >= MaxWire)
            {
                return false;
            }

            wire[length++] = (byte)octet;
        }

        var last = length - label - 1;
        if (last > MaxLabel)
        {
            return false;
        }

        wire[label] = (byte)last;
        if (last == 0)
        {
            // The final dot; only one, and not alone.
            return label > 0;
        }

        if (length >= MaxWire)
        {
            return false;
        }

        wire[length++] = 0;
        return true;
    }

    private static bool TryReadEscape(string text, ref int position, out int octet)
    {
        octet = 0;
        if (++position >= text.Length)
        {
            return false;
        }

        if (text[position] is not (>= '0' and <= '9'))
        {
            octet = text[position];
            return octet < 0x80;
        }

        for (var i = 0; i < 3; i++)
        {
            if (position + i >= text.Length || text[position + i] is not (>= '0' and <= '9'))
            {
                return false;
            }

            octet = (octet * 10) + (text[position + i] - '0');
        }

        position += 2;
        return octet <= 0xFF;
    }

    private static bool TryDecode(ReadOnlySpan<byte> wire, [NotNullWhen(true)] out string? name)
    {
        Span<char> text = stackalloc char[MaxText];
        var length = 0;
        for (var i = 0; wire[i] != 0; i += wire[i] + 1)
        {
            if (length > 0)
            {
                text[length++] = '.';
            }

            length += WriteLabel(wire.Slice(i + 1, wire[i]), text.Slice(length));
        }

        name = length == 0 ? Root : text.Slice(0, length).ToString();
        return true;
    }

    // Labels outside ASCII become A-labels (RFC 5891 section 4.4); all others stay as they are, underscores included.
    private static bool TryToAscii(string text, [NotNullWhen(true)] out string? ascii)
    {
        ascii = text;
        if (IsAscii(text))
        {
            return true;
        }

        // An escape names an octet, a letter outside ASCII a code point: a name that mixes both has no meaning.
        if (text.Contains('\\') || Idna.Map(text) is not { } mapped)
        {
            ascii = null;
            return false;
        }

        var builder = new StringBuilder(mapped.Length);
        Span<char> encoded = stackalloc char[MaxLabel];
        var separator = "";
        foreach (var label in mapped.Split('.'))
        {
            builder.Append(separator);
            separator = ".";
            if (IsAscii(label))
            {
                builder.Append(label);
            }
            else if (!Idna.Encode(label.AsSpan(), encoded, out var length).IsFault)
            {
                builder.Append(encoded.Slice(0, length));
            }
            else
            {
                ascii = null;
                return false;
            }
        }

        ascii = builder.ToString();
        return true;
    }

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static char ToLower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | ' ') : c;
}
