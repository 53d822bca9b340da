using System;
using System.Globalization;
using System.Text;

namespace MailOps;

/// <summary>Which code points a U-label may hold: the derived property of RFC 5892 and the contextual rules of its appendix A.</summary>
internal static class IdnaRules
{
    internal enum Property
    {
        Valid,
        ContextJoiner,
        ContextOther,
        Disallowed,
        Unassigned,
    }

    public static AddressError CheckCharacters(ReadOnlySpan<char> label)
    {
        for (var i = 0; i < label.Length; i += char.IsHighSurrogate(label[i]) ? 2 : 1)
        {
            var point = PointAt(label, i);
            if (i == 0 && IsMark(CategoryOf(point)))
            {
                return new(AddressFault.IdnLeadingMark, 0);
            }

            var fault = PropertyOf(point) switch
            {
                Property.Valid => AddressFault.None,
                Property.ContextJoiner => IdnaContext.AllowsJoiner(label, i) ? AddressFault.None : AddressFault.IdnContext,
                Property.ContextOther => IdnaContext.Allows(label, i) ? AddressFault.None : AddressFault.IdnContext,
                Property.Unassigned => AddressFault.IdnUnassigned,
                _ => FaultOfDisallowed(point),
            };
            if (fault != AddressFault.None)
            {
                return new(fault, i);
            }
        }

        return label.Length == 0 ? new(AddressFault.LabelEmpty, 0)
            : label[0] == '-' ? new(AddressFault.LabelLeadingHyphen, 0)
            : label[label.Length - 1] == '-' ? new(AddressFault.LabelTrailingHyphen, label.Length - 1)
            : default;
    }

    /// <summary>The derived property (RFC 5892 section 3), its rules in the order given there.</summary>
    public static Property PropertyOf(int point)
    {
        if (Exception(point) is { } exception)
        {
            return exception;
        }

        var category = CategoryOf(point);
        if (category == UnicodeCategory.OtherNotAssigned)
        {
            return IsNonCharacter(point) ? Property.Disallowed : Property.Unassigned;
        }

        if (point < 0x80)
        {
            return point is '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') ? Property.Valid : Property.Disallowed;
        }

        if (point is 0x200C or 0x200D)
        {
            return Property.ContextJoiner;
        }

        return IsOldHangulJamo(point) || IsIgnorable(point) || !IsLetterOrDigit(category) || IsUnstable(point)
            ? Property.Disallowed
            : Property.Valid;
    }

    public static UnicodeCategory CategoryOf(int point) =>
        point < 0x10000 && !char.IsSurrogate((char)point)
            ? CharUnicodeInfo.GetUnicodeCategory((char)point)
            : point < 0x10000 ? UnicodeCategory.Surrogate : CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(point), 0);

    public static int PointAt(ReadOnlySpan<char> label, int i) =>
        char.IsHighSurrogate(label[i]) ? char.ConvertToUtf32(label[i], label[i + 1]) : label[i];

    public static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Section 2.6.
    private static Property? Exception(int point) => point switch
    {
        0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007 => Property.Valid,
        0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB or (>= 0x0660 and <= 0x0669) or (>= 0x06F0 and <= 0x06F9) => Property.ContextOther,
        0x0640 or 0x07FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B => Property.Disallowed,
        _ => null,
    };

    // A person who typed a capital or a full-width letter is told what to change, and not that the letter is forbidden.
    private static AddressFault FaultOfDisallowed(int point)
    {
        if (IsWhiteSpace(point))
        {
            return AddressFault.WhiteSpace;
        }

        if (CategoryOf(point) == UnicodeCategory.Control)
        {
            return AddressFault.ControlCharacter;
        }

        if (point < 0x80)
        {
            return point is >= 'A' and <= 'Z' ? AddressFault.IdnNotMapped
                : point == '_' ? AddressFault.DomainUnderscore
                : point == '@' ? AddressFault.SecondAt
                : AddressFault.DomainCharacter;
        }

        if (point is >= 0xD800 and <= 0xDFFF || IsNonCharacter(point))
        {
            return AddressFault.IdnDisallowed;
        }

        var text = char.ConvertFromUtf32(point);
        return Idna.Map(text) is { } mapped && mapped != text ? AddressFault.IdnNotMapped : AddressFault.IdnDisallowed;
    }

    private static bool IsWhiteSpace(int point) => point < 0x10000 && char.IsWhiteSpace((char)point);

    // Section 2.1: Ll, Lu, Lo, Nd, Lm, Mn, Mc.
    private static bool IsLetterOrDigit(UnicodeCategory category) => category is UnicodeCategory.LowercaseLetter
        or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Section 2.2: what NFKC and case folding change. Invariant lower case differs from folding in the cases named here.
    private static bool IsUnstable(int point)
    {
        if (point is 0x0345 or (>= 0x13F8 and <= 0x13FD) or (>= 0x1C80 and <= 0x1C88) or (>= 0xAB70 and <= 0xABBF))
        {
            return true;
        }

        if (point is >= 0x13A0 and <= 0x13F5)
        {
            return false;
        }

        var text = char.ConvertFromUtf32(point);
        return text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC) != text
            || text.Normalize(NormalizationForm.FormD).Contains('\u0345');
    }

    // Sections 2.3 and 2.4: default ignorable code points, white space, non-characters, three blocks.
    private static bool IsIgnorable(int point) => IsWhiteSpace(point) || IsNonCharacter(point) || point
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
        or 0xFFA0 or (>= 0x20D0 and <= 0x20FF) or (>= 0x1D100 and <= 0x1D24F) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsNonCharacter(int point) => point is >= 0xFDD0 and <= 0xFDEF || (point & 0xFFFE) == 0xFFFE;

    // Section 2.9: Hangul_Syllable_Type L, V or T.
    private static bool IsOldHangulJamo(int point) =>
        point is (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97C) or (>= 0xD7B0 and <= 0xD7C6) or (>= 0xD7CB and <= 0xD7FB);
}
