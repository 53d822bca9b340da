using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Addresses;

/// <summary>The summary of a list as one web page: no script, nothing loaded from elsewhere, light and dark and fit for paper.</summary>
internal sealed class AddressReportPage(TextWriter writer, CultureInfo culture)
{
    // A page is read by people; the file of actions has the rest.
    private const int MaxRows = 500;

    public void Write(AddressListSummary summary, string? title)
    {
        var heading = string.IsNullOrEmpty(title) ? Words(AddressReportTexts.Title) : Words(AddressReportTexts.Title) + ": " + title;
        writer.Write("<!DOCTYPE html>\n<html lang=\"" + (IsGerman ? "de" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        Element("title", heading);
        writer.Write("<style>\n" + AddressReportStyle.Css + "</style>\n</head>\n<body>\n<main>\n");
        Element("h1", heading);
        WriteDate(summary);
        WriteVerdicts(summary);
        WriteReasons(summary);
        WriteCorrections(summary);
        WriteDuplicates(summary);
        WriteDomains(summary);
        writer.Write("<footer>");
        Text(Words(AddressReportTexts.Footer));
        writer.Write("</footer>\n</main>\n</body>\n</html>\n");
    }

    private bool IsGerman => culture.TwoLetterISOLanguageName == "de";

    private void WriteDate(AddressListSummary summary)
    {
        if (summary is { CheckedFrom: { } from, CheckedTo: { } to })
        {
            var period = from.Date == to.Date ? Date(from) : Date(from) + " – " + Date(to);
            Element("p", string.Format(culture, Words(AddressReportTexts.Checked), summary.Total, period), "lead");
        }
    }

    private void WriteVerdicts(AddressListSummary summary)
    {
        (AddressVerdict Verdict, long Count)[] verdicts =
        [
            (AddressVerdict.Deliverable, summary.Deliverable), (AddressVerdict.Risky, summary.Risky),
            (AddressVerdict.Undeliverable, summary.Undeliverable), (AddressVerdict.Unknown, summary.Unknown),
        ];
        writer.Write("<section class=\"tiles\">\n");
        foreach (var (verdict, count) in verdicts)
        {
            writer.Write("<div class=\"tile " + ClassOf(verdict) + "\">");
            Element("strong", Number(count));
            Element("span", Words(AddressReportTexts.NameOf(verdict)));
            Element("small", Share(count, summary.Total));
            writer.Write("</div>\n");
        }

        writer.Write("</section>\n<div class=\"bar\" role=\"img\" aria-label=\"" + Escape(Words(AddressReportTexts.Shares)) + "\">");
        foreach (var (verdict, count) in verdicts)
        {
            if (count > 0)
            {
                writer.Write("<i class=\"" + ClassOf(verdict) + "\" style=\"flex-grow:" + count.ToString(CultureInfo.InvariantCulture) + "\"></i>");
            }
        }

        writer.Write("</div>\n");
        Element("p", string.Format(culture, Words(AddressReportTexts.Remarks), summary.Roles, summary.FreeProviders));
    }

    private void WriteReasons(AddressListSummary summary)
    {
        BeginTable(AddressReportTexts.Reasons, AddressReportTexts.Verdict, AddressReportTexts.Reason, AddressReportTexts.Count, AddressReportTexts.Share, AddressReportTexts.ToDo);
        foreach (var reason in summary.Reasons)
        {
            Row(
                Badge(reason.Verdict),
                Escape(Words(AddressReasonTexts.NameOf(reason.Reason))),
                NumberCell(Number(reason.Count)),
                NumberCell(Share(reason.Count, summary.Total)),
                Escape(Words(AddressReasonTexts.AdviceFor(reason.Reason))));
        }

        EndTable(summary.Reasons.Count, summary.Reasons.Count);
    }

    private void WriteCorrections(AddressListSummary summary)
    {
        if (summary.CorrectionCount == 0)
        {
            return;
        }

        BeginTable(AddressReportTexts.Corrections, AddressReportTexts.Given, AddressReportTexts.Meant, AddressReportTexts.Reason);
        foreach (var correction in Some(summary.Corrections))
        {
            Row(Code(correction.Input), Code(correction.Suggestion), Escape(Words(AddressReasonTexts.NameOf(correction.Reason))));
        }

        EndTable(Math.Min(MaxRows, summary.Corrections.Count), summary.CorrectionCount);
    }

    private void WriteDuplicates(AddressListSummary summary)
    {
        if (summary.DuplicateCount == 0)
        {
            return;
        }

        BeginTable(AddressReportTexts.Duplicates, AddressReportTexts.Mailbox, AddressReportTexts.Count, AddressReportTexts.Spellings);
        foreach (var duplicate in Some(summary.Duplicates))
        {
            Row(Code(duplicate.CanonicalAddress), NumberCell(Number(duplicate.Count)), Code(duplicate.Addresses.ToString()));
        }

        EndTable(Math.Min(MaxRows, summary.Duplicates.Count), summary.Duplicates.Count);
    }

    private void WriteDomains(AddressListSummary summary)
    {
        if (summary.WorstDomains.Count == 0)
        {
            return;
        }

        BeginTable(AddressReportTexts.Domains, AddressReportTexts.Domain, AddressReportTexts.Count, AddressReportTexts.Reason);
        foreach (var domain in summary.WorstDomains)
        {
            Row(Code(domain.Domain), NumberCell(Number(domain.Count)), Escape(Words(AddressReasonTexts.NameOf(domain.Reason))));
        }

        EndTable(summary.WorstDomains.Count, summary.WorstDomains.Count);
    }

    private void BeginTable(Localized caption, params Localized[] titles)
    {
        writer.Write("<section>\n");
        Element("h2", Words(caption));
        writer.Write("<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (var title in titles)
        {
            var isNumber = title == AddressReportTexts.Count || title == AddressReportTexts.Share;
            writer.Write((isNumber ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">") + Escape(Words(title)) + "</th>");
        }

        writer.Write("</tr></thead>\n<tbody>\n");
    }

    private void EndTable(long shown, long all)
    {
        writer.Write("</tbody></table></div>\n");
        if (shown < all)
        {
            Element("p", string.Format(culture, Words(AddressReportTexts.More), shown, all), "lead");
        }

        writer.Write("</section>\n");
    }

    // Cells are markup already.
    private void Row(params string[] cells)
    {
        writer.Write("<tr>");
        foreach (var cell in cells)
        {
            writer.Write(cell.StartsWith("<td", StringComparison.Ordinal) ? cell : "<td>" + cell + "</td>");
        }

        writer.Write("</tr>\n");
    }

    private void Element(string name, string text, string? @class = null)
    {
        writer.Write("<" + name + (@class is null ? ">" : " class=\"" + @class + "\">"));
        Text(text);
        writer.Write("</" + name + ">\n");
    }

    private void Text(string text) => writer.Write(Escape(text));

    private string Badge(AddressVerdict verdict) =>
        "<span class=\"badge " + ClassOf(verdict) + "\">" + Escape(Words(AddressReportTexts.NameOf(verdict))) + "</span>";

    private static string Code(string text) => "<code>" + Escape(text) + "</code>";

    private static string NumberCell(string text) => "<td class=\"number\">" + Escape(text) + "</td>";

    private static IEnumerable<T> Some<T>(IReadOnlyList<T> items)
    {
        for (var i = 0; i < Math.Min(MaxRows, items.Count); i++)
        {
            yield return items[i];
        }
    }

    private string Words(Localized text) => text.For(culture);

    private string Number(long value) => value.ToString("N0", culture);

    private string Share(long part, long all) => (all == 0 ? 0 : (double)part / all).ToString("P1", culture);

    private string Date(DateTime time) => time.ToLocalTime().ToString("d", culture);

    private static string ClassOf(AddressVerdict verdict) => AddressText.ToLower(verdict.ToString());

    // Foreign text: markup, hidden characters and those that turn the direction of writing are shown and do nothing.
    private static string Escape(string text)
    {
        var safe = new System.Text.StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
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

    private static void Append(System.Text.StringBuilder safe, string text, ref int i)
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
