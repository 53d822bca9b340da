using System;

namespace MailOps;

/// <summary>The contextual rules of RFC 5892 appendix A.</summary>
internal static class IdnaContext
{
    // Code points with Canonical_Combining_Class Virama, in rising order.
    private static readonly int[] Viramas =
    [
        0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D3B, 0x0D3C, 0x0D4D, 0x0DCA, 0x0E3A, 0x0EBA, 0x0F84, 0x1039,
        0x103A, 0x1714, 0x1715, 0x1734, 0x17D2, 0x1A60, 0x1B44, 0x1BAA, 0x1BAB, 0x1BF2, 0x1BF3, 0x2D7F, 0xA806, 0xA82C, 0xA8C4, 0xA953,
        0xA9C0, 0xAAF6, 0xABED, 0x10A3F, 0x11046, 0x11070, 0x1107F, 0x110B9, 0x11133, 0x11134, 0x111C0, 0x11235, 0x112EA, 0x1134D,
        0x113CE, 0x113CF, 0x113D0, 0x11442, 0x114C2, 0x115BF, 0x1163F, 0x116B6, 0x1172B, 0x11839, 0x1193D, 0x1193E, 0x119E0, 0x11A34,
        0x11A47, 0x11A99, 0x11C3F, 0x11D44, 0x11D45, 0x11D97, 0x11F41, 0x11F42, 0x1612F,
    ];

    /// <summary>A.1 and A.2: ZERO WIDTH NON-JOINER and ZERO WIDTH JOINER.</summary>
    public static bool AllowsJoiner(ReadOnlySpan<char> label, int at)
    {
        if (at > 0 && Array.BinarySearch(Viramas, PointBefore(label, at)) >= 0)
        {
            return true;
        }

        // Only the non-joiner may also separate two letters that would join: (L or D) T* ZWNJ T* (R or D).
        return label[at] == '\u200C' && JoinsBefore(label, at) && JoinsAfter(label, at);
    }

    /// <summary>A.3 to A.9: middle dot, Greek keraia, Hebrew geresh, Katakana middle dot, Arabic digits.</summary>
    public static bool Allows(ReadOnlySpan<char> label, int at)
    {
        switch ((int)label[at])
        {
            case 0x00B7:
                return at > 0 && at + 1 < label.Length && label[at - 1] == 'l' && label[at + 1] == 'l';
            case 0x0375:
                return at + 1 < label.Length && IsGreek(IdnaRules.PointAt(label, at + 1));
            case 0x05F3 or 0x05F4:
                return at > 0 && IsHebrew(PointBefore(label, at));
            case 0x30FB:
                return HoldsJapanese(label);
            case >= 0x0660 and <= 0x0669:
                return !HoldsBetween(label, '\u06F0', '\u06F9');
            default:
                return !HoldsBetween(label, '\u0660', '\u0669');
        }
    }

    private static int PointBefore(ReadOnlySpan<char> label, int at) =>
        char.IsLowSurrogate(label[at - 1]) ? char.ConvertToUtf32(label[at - 2], label[at - 1]) : label[at - 1];

    private static bool JoinsBefore(ReadOnlySpan<char> label, int at)
    {
        for (var i = at; i > 0;)
        {
            var point = PointBefore(label, i);
            i -= point > 0xFFFF ? 2 : 1;
            var joining = JoiningTypes.Of(point);
            if (joining != Joining.Transparent)
            {
                return joining is Joining.Left or Joining.Dual;
            }
        }

        return false;
    }

    private static bool JoinsAfter(ReadOnlySpan<char> label, int at)
    {
        for (var i = at + 1; i < label.Length; i += char.IsHighSurrogate(label[i]) ? 2 : 1)
        {
            var joining = JoiningTypes.Of(IdnaRules.PointAt(label, i));
            if (joining != Joining.Transparent)
            {
                return joining is Joining.Right or Joining.Dual;
            }
        }

        return false;
    }

    private static bool HoldsBetween(ReadOnlySpan<char> label, char first, char last)
    {
        foreach (var c in label)
        {
            if (c >= first && c <= last)
            {
                return true;
            }
        }

        return false;
    }

    // A.7: at least one character of the scripts Hiragana, Katakana or Han.
    private static bool HoldsJapanese(ReadOnlySpan<char> label)
    {
        for (var i = 0; i < label.Length; i += char.IsHighSurrogate(label[i]) ? 2 : 1)
        {
            if (IdnaRules.PointAt(label, i) is (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) or (>= 0x30A1 and <= 0x30FA)
                or (>= 0x30FD and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or 0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAD9) or (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x323AF))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGreek(int point) => point is (>= 0x0370 and <= 0x0373) or (>= 0x0375 and <= 0x0377) or (>= 0x037A and <= 0x037D)
        or 0x037F or 0x0384 or 0x0386 or (>= 0x0388 and <= 0x03E1) or (>= 0x03F0 and <= 0x03FF) or (>= 0x1D26 and <= 0x1D2A)
        or (>= 0x1F00 and <= 0x1FFE) or 0xAB65 or (>= 0x10140 and <= 0x1018E);

    private static bool IsHebrew(int point) =>
        point is (>= 0x0591 and <= 0x05C7) or (>= 0x05D0 and <= 0x05EA) or (>= 0x05EF and <= 0x05F4) or (>= 0xFB1D and <= 0xFB4F);
}
