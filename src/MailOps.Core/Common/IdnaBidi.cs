using System;
using System.Globalization;

namespace MailOps;

/// <summary>
/// The Bidi rule of RFC 5893 section 2, for labels that hold other letters than ASCII. Plain ASCII labels beside a right-to-left one
/// are left alone, though the section would forbid those that begin with a digit: such domains exist, and the DNS takes them.
/// </summary>
internal static class IdnaBidi
{
    private static readonly int[] RightToLeft =
    [
        0x0590, 0x0590, 0x05BE, 0x05BE, 0x05C0, 0x05C0, 0x05C3, 0x05C3, 0x05C6, 0x05C6, 0x05C8, 0x05FF, 0x07C0, 0x085F, 0x200F, 0x200F,
        0xFB1D, 0xFB4F, 0x10800, 0x10CFF, 0x10D40, 0x10E5F, 0x10E7F, 0x10EBF, 0x10F00, 0x10F2F, 0x10F70, 0x10FFF, 0x1E800, 0x1EC6F,
        0x1ECC0, 0x1ECFF, 0x1ED50, 0x1EDFF, 0x1EF00, 0x1EFFF,
    ];

    private static readonly int[] ArabicLetters =
    [
        0x0608, 0x0608, 0x060B, 0x060B, 0x060D, 0x060D, 0x061B, 0x064A, 0x066D, 0x06D5, 0x06E5, 0x06E6, 0x06EE, 0x06EF, 0x06FA, 0x07BF,
        0x0860, 0x08FF, 0xFB50, 0xFDFF, 0xFE70, 0xFEFE, 0x10D00, 0x10D2F, 0x10D3A, 0x10D3F, 0x10EC0, 0x10EFF, 0x10F30, 0x10F6F, 0x1EC70,
        0x1ECBF, 0x1ED00, 0x1ED4F, 0x1EE00, 0x1EEFF,
    ];

    private static readonly int[] ArabicNumbers =
        [0x0600, 0x0605, 0x0660, 0x0669, 0x066B, 0x066C, 0x06DD, 0x06DD, 0x0890, 0x0891, 0x08E2, 0x08E2, 0x10D30, 0x10D39, 0x10E60, 0x10E7E];

    private enum Class
    {
        Left,
        Right,
        ArabicLetter,
        ArabicNumber,
        EuropeanNumber,
        Mark,
        Neutral,
    }

    public static AddressError Check(ReadOnlySpan<char> label)
    {
        var first = ClassOf(IdnaRules.PointAt(label, 0));
        var seen = 0;
        var last = first;
        for (var i = 0; i < label.Length; i += char.IsHighSurrogate(label[i]) ? 2 : 1)
        {
            var @class = ClassOf(IdnaRules.PointAt(label, i));
            seen |= 1 << (int)@class;
            last = @class == Class.Mark ? last : @class;

            // Conditions 2 and 5: what a label of each direction may hold.
            var fits = first is Class.Right or Class.ArabicLetter
                ? @class != Class.Left
                : @class is not (Class.Right or Class.ArabicLetter or Class.ArabicNumber);
            if (!fits)
            {
                return new(AddressFault.IdnBidi, i);
            }
        }

        if (first is not (Class.Right or Class.ArabicLetter))
        {
            return default;
        }

        // Conditions 3 and 4: a right-to-left label ends with a letter or digit, and does not mix European and Arabic digits.
        const int BothNumbers = (1 << (int)Class.ArabicNumber) | (1 << (int)Class.EuropeanNumber);
        return last is Class.Neutral || (seen & BothNumbers) == BothNumbers ? new(AddressFault.IdnBidi, 0) : default;
    }

    /// <summary>Whether a code point is written from right to left.</summary>
    public static bool IsRightToLeft(int point) => ClassOf(point) is Class.Right or Class.ArabicLetter;

    private static Class ClassOf(int point)
    {
        if (point < 0x80)
        {
            return point is >= '0' and <= '9' ? Class.EuropeanNumber : point == '-' ? Class.Neutral : Class.Left;
        }

        if (IdnaRules.CategoryOf(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return Class.Mark;
        }

        return CodePointRanges.Contains(ArabicNumbers, point) ? Class.ArabicNumber
            : CodePointRanges.Contains(ArabicLetters, point) ? Class.ArabicLetter
            : CodePointRanges.Contains(RightToLeft, point) ? Class.Right
            : point is >= 0x06F0 and <= 0x06F9 ? Class.EuropeanNumber
            : point is 0x200C or 0x200D or 0x30FB or 0x0F0B ? Class.Neutral
            : Class.Left;
    }
}
