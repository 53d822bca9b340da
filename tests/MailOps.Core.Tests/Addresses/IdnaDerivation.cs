using System;
using System.Globalization;
using System.Text;

namespace MailOps.Tests.Addresses;

/// <summary>The derived property of RFC 5892 section 3, by its rules and the Unicode data of this runtime.</summary>
internal static class IdnaDerivation
{
    public static IdnaRules.Property Of(int point)
    {
        if (Exception(point) is { } exception)
        {
            return exception;
        }

        var category = IdnaRules.CategoryOf(point);
        if (category == UnicodeCategory.OtherNotAssigned)
        {
            return IsNonCharacter(point) ? IdnaRules.Property.Disallowed : IdnaRules.Property.Unassigned;
        }

        if (point < 0x80)
        {
            return point is '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') ? IdnaRules.Property.Valid : IdnaRules.Property.Disallowed;
        }

        if (point is 0x200C or 0x200D)
        {
            return IdnaRules.Property.ContextJoiner;
        }

        return IsOldHangulJamo(point) || IsIgnorable(point) || !IsLetterOrDigit(category) || IsUnstable(point)
            ? IdnaRules.Property.Disallowed
            : IdnaRules.Property.Valid;
    }

    // Section 2.6.
    private static IdnaRules.Property? Exception(int point) => point switch
    {
        0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007 => IdnaRules.Property.Valid,
        0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB or (>= 0x0660 and <= 0x0669) or (>= 0x06F0 and <= 0x06F9) =>
            IdnaRules.Property.ContextOther,
        0x0640 or 0x07FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B => IdnaRules.Property.Disallowed,
        _ => null,
    };

    // Section 2.1: Ll, Lu, Lo, Nd, Lm, Mn, Mc.
    private static bool IsLetterOrDigit(UnicodeCategory category) => category is UnicodeCategory.LowercaseLetter
        or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Section 2.2: what NFKC and case folding change. Invariant lower case differs from folding in the cases named here.
    private static bool IsUnstable(int point)
    {
        if (point is 0x0130 or 0x0345 or (>= 0x13F8 and <= 0x13FD) or (>= 0x1C80 and <= 0x1C88) or (>= 0xAB70 and <= 0xABBF))
        {
            return true;
        }

        if (point is >= 0x13A0 and <= 0x13F5)
        {
            return false;
        }

        var text = char.ConvertFromUtf32(point);
        return text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC) != text
            || text.Normalize(NormalizationForm.FormD).AsSpan().IndexOf('\u0345') >= 0;
    }

    // Sections 2.3 and 2.4: default ignorable code points, white space, non-characters, three blocks.
    private static bool IsIgnorable(int point) => IsNonCharacter(point) || point
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
        or 0xFFA0 or (>= 0x20D0 and <= 0x20FF) or (>= 0x1D100 and <= 0x1D24F) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsNonCharacter(int point) => point is >= 0xFDD0 and <= 0xFDEF || (point & 0xFFFE) == 0xFFFE;

    // Section 2.9: Hangul_Syllable_Type L, V or T.
    private static bool IsOldHangulJamo(int point) =>
        point is (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97C) or (>= 0xD7B0 and <= 0xD7C6) or (>= 0xD7CB and <= 0xD7FB);
}
