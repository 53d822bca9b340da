using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace MailOps;

/// <summary>
/// A report as one web page: nothing is loaded from elsewhere and no script can run, which a content security policy holds; light and dark, and fit
/// for paper. All text is foreign until it is escaped here.
/// </summary>
internal sealed class HtmlPage(TextWriter writer, CultureInfo culture)
{
    // Styles stand in the page itself; nothing else is allowed.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public void Begin(string title, string style = "")
    {
        var language = culture.TwoLetterISOLanguageName == "de" ? "de" : "en";
        writer.Write("<!DOCTYPE html>\n<html lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\">\n");
        writer.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + Policy + "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        Element("title", title);
        writer.Write("<style>\n" + HtmlStyle.Css + style + "</style>\n</head>\n<body>\n<main>\n");
    }

    public void End(string footer)
    {
        Element("footer", footer);
        writer.Write("</main>\n</body>\n</html>\n");
    }

    /// <summary>Markup of our own.</summary>
    public void Raw(string markup) => writer.Write(markup);

    public void Element(string name, string text, string? @class = null) =>
        writer.Write("<" + name + (@class is null ? ">" : " class=\"" + @class + "\">") + Escape(text) + "</" + name + ">\n");

    public void BeginTable(params (string Title, bool IsNumber)[] columns)
    {
        writer.Write("<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (var (title, isNumber) in columns)
        {
            writer.Write((isNumber ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">") + Escape(title) + "</th>");
        }

        writer.Write("</tr></thead>\n<tbody>\n");
    }

    /// <summary>A row; its cells are markup already.</summary>
    public void Row(params string[] cells)
    {
        writer.Write("<tr>");
        foreach (var cell in cells)
        {
            writer.Write(cell.StartsWith("<td", StringComparison.Ordinal) ? cell : "<td>" + cell + "</td>");
        }

        writer.Write("</tr>\n");
    }

    public void EndTable() => writer.Write("</tbody></table></div>\n");

    public static string Badge(string @class, string text) => "<span class=\"badge " + @class + "\">" + Escape(text) + "</span>";

    public static string Code(string text) => "<code>" + Escape(text) + "</code>";

    /// <summary>A value of several lines, to be copied.</summary>
    public static string Block(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return "<pre>" + string.Join("\n", Array.ConvertAll(lines, Escape)) + "</pre>";
    }

    public static string NumberCell(string text) => "<td class=\"number\">" + Escape(text) + "</td>";

    /// <summary>Foreign text: markup, hidden characters and those that turn the direction of writing are shown and do nothing.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '&':
                    safe.Append("&amp;");
                    break;
                case '<':
                    safe.Append("&lt;");
                    break;
                case '>':
                    safe.Append("&gt;");
                    break;
                case '"':
                    safe.Append("&quot;");
                    break;
                default:
                    Append(safe, text, ref i);
                    break;
            }
        }

        return safe.ToString();
    }

    private static void Append(StringBuilder safe, string text, ref int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            safe.Append(c).Append(text[++i]);
            return;
        }

        var category = char.GetUnicodeCategory(c);
        safe.Append(category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate ? '\uFFFD' : c);
    }
}
