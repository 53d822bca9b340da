using System;
using System.Globalization;

namespace MailOps.Recall;

/// <summary>Parts that the page of a recall and the report of an incident share.</summary>
internal sealed class RecallPageParts(HtmlPage page, CultureInfo culture)
{
    public const string Css =
        """
        dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; margin: .5rem 0; }
        dt, dd { padding: .35rem 0; border-bottom: 1px solid var(--line); }
        dt { color: var(--soft); padding-right: 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
        dd ul { margin: 0; padding-left: 1.1rem; }
        td { overflow-wrap: anywhere; } td:first-child { min-width: 13rem; } td small { color: var(--soft); display: block; }
        .note { background: var(--panel); border-left: 4px solid var(--weak); border-radius: 6px; padding: .6rem 1rem; }
        @media (max-width: 34rem) { dl { display: block; } dt { border: 0; padding-bottom: 0; } }
        @media print { .tiles { grid-template-columns: repeat(auto-fit, minmax(28mm, 1fr)); } td:first-child { min-width: 38mm; } td, th { font-size: 9.5pt; } dt, dd { break-inside: avoid; } .note { border: 1px solid var(--line); border-left: 4px solid var(--weak); } }

        """;

    public string Words(Localized text) => text.For(culture);

    public string Format(Localized text, params object[] values) => string.Format(culture, text.For(culture), values);

    public void Heading(Localized text) => page.Element("h2", Words(text));

    /// <summary>A name and its value, which is markup already; nothing without a value.</summary>
    public void Fact(Localized name, string markup)
    {
        if (markup.Length > 0)
        {
            page.Raw("<dt>" + HtmlPage.Escape(Words(name)) + "</dt><dd>" + markup + "</dd>\n");
        }
    }

    public void Tile(string @class, string number, string name)
    {
        page.Raw("<div class=\"tile " + @class + "\">");
        page.Element("strong", number);
        page.Element("span", name);
        page.Raw("</div>\n");
    }

    /// <summary>Several texts as a list; one as it is.</summary>
    public static string List(TextList texts)
    {
        if (texts.Count < 2)
        {
            return texts.Count == 0 ? "" : HtmlPage.Escape(texts[0]);
        }

        var items = "";
        foreach (var text in texts)
        {
            items += "<li>" + HtmlPage.Escape(text) + "</li>";
        }

        return "<ul>" + items + "</ul>";
    }

    /// <summary>A moment in local time with its offset, by which it is told from any other.</summary>
    public string Time(DateTime? utc)
    {
        if (utc is not { } time)
        {
            return "";
        }

        var local = new DateTimeOffset(time).ToLocalTime();
        return local.ToString("g", culture) + " (UTC" + local.ToString("zzz", CultureInfo.InvariantCulture) + ")";
    }

    public string Utc(DateTime time) => time.ToString("g", culture) + " UTC";

    public string Number(long count) => count.ToString("N0", culture);

    public string YesNo(bool? value) => Words(value is { } known ? known ? RecallPageTexts.Yes : RecallPageTexts.No : RecallPageTexts.NotKnown);

    public string Address(string address, string sentTo) => HtmlPage.Code(address)
        + (string.Equals(address, sentTo, StringComparison.OrdinalIgnoreCase) ? "" : "<small>" + HtmlPage.Escape(Format(RecallPageTexts.SentTo, sentTo)) + "</small>");
}
