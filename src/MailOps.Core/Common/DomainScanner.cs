using System;

namespace MailOps;

/// <summary>Reads the domain of an address, or any domain name, into A-labels in lower case. Nothing is mapped here.</summary>
internal static class DomainScanner
{
    /// <summary>The longest domain in octets, without a final dot (RFC 1035 section 2.3.4: 255 on the wire).</summary>
    public const int MaxLength = 253;

    private const int MaxLabel = Idna.MaxLabel;

    /// <summary>Reads a domain.</summary>
    /// <param name="text">The domain, without a final dot.</param>
    /// <param name="ascii">Receives the A-labels; at least <see cref="MaxLength"/> long.</param>
    /// <param name="written">How many characters were written.</param>
    /// <returns>The fault, its position counted from the beginning of <paramref name="text"/>.</returns>
    public static AddressError Scan(ReadOnlySpan<char> text, Span<char> ascii, out int written)
    {
        written = 0;
        if (text.IsEmpty)
        {
            return new(AddressFault.DomainMissing, 0);
        }

        Span<char> label = stackalloc char[MaxLabel];
        for (var start = 0; start <= text.Length;)
        {
            var length = text[start..].IndexOf('.');
            length = length < 0 ? text.Length - start : length;
            var error = ScanLabel(text.Slice(start, length), label, out var labelLength);
            if (error.IsFault)
            {
                // A dot at the very end is a fault of its own, the one that people make.
                return length == 0 && start == text.Length && start > 0
                    ? new(AddressFault.DomainTrailingDot, start - 1)
                    : new(error.Fault, start + error.Position);
            }

            if (written + labelLength + (start == 0 ? 0 : 1) > MaxLength)
            {
                return new(AddressFault.DomainTooLong, start);
            }

            if (start > 0)
            {
                ascii[written++] = '.';
            }

            label[..labelLength].CopyTo(ascii[written..]);
            written += labelLength;
            start += length + 1;
        }

        return default;
    }

    private static AddressError ScanLabel(ReadOnlySpan<char> text, Span<char> ascii, out int written)
    {
        written = 0;
        if (text.IsEmpty)
        {
            return new(AddressFault.LabelEmpty, 0);
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= 0x80)
            {
                return Idna.Encode(text, ascii, out written);
            }

            if (!AddressChars.IsLetterDigitHyphen(c))
            {
                return new(FaultOf(c), i);
            }

            if (i >= MaxLabel)
            {
                continue;
            }

            ascii[i] = AddressChars.ToLower(c);
        }

        written = text.Length;
        return text.Length > MaxLabel ? new(AddressFault.LabelTooLong, MaxLabel)
            : text[0] == '-' ? new(AddressFault.LabelLeadingHyphen, 0)
            : text[text.Length - 1] == '-' ? new(AddressFault.LabelTrailingHyphen, text.Length - 1)
            : default;
    }

    /// <summary>What an ASCII character is reproached with that no domain holds.</summary>
    public static AddressFault FaultOf(char c) => c switch
    {
        ' ' or '\t' => AddressFault.WhiteSpace,
        < ' ' or '\x7F' => AddressFault.ControlCharacter,
        '_' => AddressFault.DomainUnderscore,
        '@' => AddressFault.SecondAt,
        '(' => AddressFault.CommentNotAllowed,
        '[' or ']' => AddressFault.LiteralMisplaced,
        '<' or '>' => AddressFault.AngleBrackets,
        _ => AddressFault.DomainCharacter,
    };
}
