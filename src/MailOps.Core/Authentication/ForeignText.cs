using System;
using System.Globalization;

namespace MailOps.Authentication;

/// <summary>Foreign text inside findings: short, on one line, and without characters that would rearrange it.</summary>
internal static class ForeignText
{
    private const int Longest = 100;

    public static string Quote(ReadOnlySpan<char> text) => Clean(text, Longest);

    /// <summary>The same for a value that is kept, such as a field of a report.</summary>
    public static string Clean(ReadOnlySpan<char> text, int longest)
    {
        var isCut = text.Length > longest;
        var chars = (isCut ? text.Slice(0, longest) : text).ToArray();
        for (var i = 0; i < chars.Length; i++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(chars[i]);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)
            {
                chars[i] = '\uFFFD';
            }
        }

        return new string(chars) + (isCut ? "..." : "");
    }

    public static string Quote(string text) => Quote(text.AsSpan());
}
