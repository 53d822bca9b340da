using System;
using System.Globalization;
using System.Text;

namespace MailOps;

/// <summary>Foreign text on its way to a terminal: it can neither steer the terminal nor hide or rearrange what stands around it.</summary>
internal static class DisplayText
{
    /// <summary>What a table shows of one value; objects and JSON have all of it.</summary>
    public const int LongestCell = 300;

    private const int LongestQuote = 100;

    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// The text with U+FFFD for what is not seen but acts: control characters, and Unicode's format characters, which turn the direction of
    /// writing (U+202A to U+202E, U+2066 to U+2069; UTR 36 section 3.2) or have no width; and for halves of surrogate pairs. The joiners stay:
    /// scripts of India and Persia and many emoji need them.
    /// </summary>
    /// <param name="text">The foreign text.</param>
    /// <param name="keepLines">Whether line ends and tabs stay.</param>
    public static string Clean(string text, bool keepLines = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnseen(text, i, keepLines))
            {
                return Replace(text, i, keepLines);
            }
        }

        return text;
    }

    /// <summary>The text for one cell of a table: clean, on one line, and cut with an ellipsis.</summary>
    public static string Cell(string text) => text.Length <= LongestCell ? Clean(text) : Cut(text.AsSpan(), LongestCell);

    /// <summary>The text inside a sentence: clean, on one line, and cut with an ellipsis.</summary>
    public static string Quote(ReadOnlySpan<char> text, int longest = LongestQuote) =>
        text.Length <= longest ? Clean(text.ToString()) : Cut(text, longest);

    // Half a pair is no character.
    private static string Cut(ReadOnlySpan<char> text, int length) =>
        Clean(text.Slice(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length).ToString()) + "…";

    private static string Replace(string text, int start, bool keepLines)
    {
        var clean = new StringBuilder(text, 0, start, text.Length);
        for (var i = start; i < text.Length; i++)
        {
            if (IsUnseen(text, i, keepLines))
            {
                clean.Append('\uFFFD');
                i += char.IsSurrogatePair(text, i) ? 1 : 0;
            }
            else
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    private static bool IsUnseen(string text, int index, bool keepLines)
    {
        var c = text[index];
        if (c is >= ' ' and <= '~' || c is ZeroWidthNonJoiner or ZeroWidthJoiner || (keepLines && IsLayout(text, index)))
        {
            return false;
        }

        // A pair is judged where it begins.
        if (char.IsLowSurrogate(c) && index > 0 && char.IsHighSurrogate(text[index - 1]))
        {
            return false;
        }

        return CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
    }

    // A CR alone would let what follows overwrite the line.
    private static bool IsLayout(string text, int index) =>
        text[index] is '\n' or '\t' || (text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n');
}
