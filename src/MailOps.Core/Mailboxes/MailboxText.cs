using System.Globalization;
using System.Text;

namespace MailOps.Mailboxes;

/// <summary>Text of mailboxes for people: names of folders may hold anything.</summary>
internal static class MailboxText
{
    /// <summary>The text without what a terminal would obey or what hides: controls, directions, characters without width.</summary>
    public static string Printable(string text)
    {
        foreach (var c in text)
        {
            if (IsUnfit(c))
            {
                return Replace(text);
            }
        }

        return text;
    }

    private static string Replace(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            builder.Append(IsUnfit(c) ? '\uFFFD' : c);
        }

        return builder.ToString();
    }

    private static bool IsUnfit(char c) => c < ' '
        || (c >= '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
