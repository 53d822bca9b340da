using System;
using System.Globalization;

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

    /// <summary>The derived property (RFC 5892 section 3).</summary>
    public static Property PropertyOf(int point)
    {
        if (point < 0x80)
        {
            return point is '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') ? Property.Valid : Property.Disallowed;
        }

        if (IdnaTable.IsValid(point))
        {
            return Property.Valid;
        }

        if (point is 0x200C or 0x200D)
        {
            return Property.ContextJoiner;
        }

        if (NeedsContext(point))
        {
            return Property.ContextOther;
        }

        return CategoryOf(point) == UnicodeCategory.OtherNotAssigned && !IsNonCharacter(point) ? Property.Unassigned : Property.Disallowed;
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
    private static bool NeedsContext(int point) => point
        is 0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB or (>= 0x0660 and <= 0x0669) or (>= 0x06F0 and <= 0x06F9);

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

    private static bool IsNonCharacter(int point) => point is >= 0xFDD0 and <= 0xFDEF || (point & 0xFFFE) == 0xFFFE;
}
