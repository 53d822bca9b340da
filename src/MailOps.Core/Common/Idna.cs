using System;
using System.Text;

namespace MailOps;

/// <summary>
/// Labels of internationalised domain names by IDNA2008 (RFC 5890 to 5893): checks, both directions of the encoding, and the mapping of
/// what people type. Own code, so that every runtime gives the same answers.
/// </summary>
internal static class Idna
{
    public const int MaxLabel = 63;

    private const string Prefix = "xn--";

    /// <summary>Whether a label begins with <c>xn--</c> in any case.</summary>
    public static bool HasPrefix(ReadOnlySpan<char> label) =>
        label.Length >= 4 && (label[0] | 0x20) == 'x' && (label[1] | 0x20) == 'n' && label[2] == '-' && label[3] == '-';

    /// <summary>
    /// Encodes a label that holds other letters than ASCII. The label is taken as it is: what would have to be mapped first is a fault.
    /// </summary>
    /// <param name="label">One label.</param>
    /// <param name="ascii">Receives the A-label; at least 63 long.</param>
    /// <param name="written">The length of the A-label.</param>
    /// <returns>The fault, its position counted from the beginning of the label.</returns>
    public static AddressError Encode(ReadOnlySpan<char> label, Span<char> ascii, out int written)
    {
        written = 0;
        var error = Check(label);
        if (error.IsFault)
        {
            return error;
        }

        Prefix.AsSpan().CopyTo(ascii);
        if (!Punycode.TryEncode(label, ascii[Prefix.Length..MaxLabel], out var length))
        {
            return new(AddressFault.LabelTooLong, 0);
        }

        written = Prefix.Length + length;
        return default;
    }

    /// <summary>
    /// Decodes an A-label in lower case. False, when it is none: its text must be a valid label that encodes to the very same A-label
    /// (RFC 5891 section 5.4).
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> label, out string unicode)
    {
        unicode = "";
        if (!HasPrefix(label) || label.Length > MaxLabel || !Punycode.TryDecode(label[Prefix.Length..], out var decoded))
        {
            return false;
        }

        Span<char> again = stackalloc char[MaxLabel];
        if (IsAscii(decoded.AsSpan()) || Encode(decoded.AsSpan(), again, out var written).IsFault || !label.SequenceEqual(again[..written]))
        {
            return false;
        }

        unicode = decoded;
        return true;
    }

    /// <summary>
    /// Maps what a person typed to what IDNA2008 takes, in the spirit of UTS 46 without its transitional rules: lower case, NFKC (which
    /// also turns full-width letters and dots into plain ones), no invisible characters; ß and ς stay. Null when the text is no Unicode.
    /// </summary>
    public static string? Map(string text)
    {
        if (IndexOfUnpairedSurrogate(text.AsSpan()) >= 0)
        {
            return null;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var c in Fold(text))
        {
            if (c is '\u3002' or '\uFF0E' or '\uFF61')
            {
                builder.Append('.');
            }
            else if (!IsIgnored(c))
            {
                // A capital sharp s has no simple lower case in some runtimes.
                builder.Append(c == '\u1E9E' ? '\u00DF' : c);
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    // NFKC would also make dots of what are none: "⒈" is a figure with a point. UTS 46 refuses such characters, and so does Check, which meets them as they are.
    private static string Fold(string text)
    {
        var builder = new StringBuilder(text.Length);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            if (text[i] >= '\u0080' && HidesDot(text.Substring(i, length)))
            {
                builder.Append(Fold(text, start, i)).Append(text, i, length);
                start = i + length;
            }

            i += length - 1;
        }

        return builder.Append(Fold(text, start, text.Length)).ToString();
    }

    private static string Fold(string text, int start, int end) =>
        text.Substring(start, end - start).ToLowerInvariant().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    // UTS 46 section 2.3 knows three dots besides the plain one.
    private static bool HidesDot(string character) =>
        character is not ("\u3002" or "\uFF0E" or "\uFF61") && character.Normalize(NormalizationForm.FormKC).IndexOfAny(['.', '\u3002']) >= 0;

    /// <summary>The index of the first half of a surrogate pair that stands alone, or -1.</summary>
    public static int IndexOfUnpairedSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    private static AddressError Check(ReadOnlySpan<char> label)
    {
        if (HasPrefix(label))
        {
            return new(AddressFault.IdnMixedEncoding, 0);
        }

        if (label.Length >= 4 && label[2] == '-' && label[3] == '-')
        {
            return new(AddressFault.IdnHyphens, 2);
        }

        // Each code point needs an octet at least, so a longer label can never fit; this bounds all that follows.
        if (label.Length > 2 * MaxLabel)
        {
            return new(AddressFault.LabelTooLong, 0);
        }

        if (IndexOfUnpairedSurrogate(label) is var half and >= 0)
        {
            return new(AddressFault.UnpairedSurrogate, half);
        }

        var error = IdnaRules.CheckCharacters(label);
        if (error.IsFault)
        {
            return error;
        }

        return label.ToString().IsNormalized(NormalizationForm.FormC)
            ? IdnaBidi.Check(label)
            : new(AddressFault.IdnNotNormalized, 0);
    }

    private static bool IsAscii(ReadOnlySpan<char> text)
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

    // UTS 46 "ignored": soft hyphen, zero width space, word joiner, byte order mark, variation selectors. ZWJ and ZWNJ are judged, not dropped.
    private static bool IsIgnored(char c) => c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or (>= '\uFE00' and <= '\uFE0F');
}
