using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Addresses;

/// <summary>The summary of a list as one web page: no script, nothing loaded from elsewhere, light and dark and fit for paper.</summary>
internal sealed class AddressReportPage(TextWriter writer, CultureInfo culture)
{
    private readonly HtmlPage _page = new(writer, culture);

    // A page is read by people; the file of actions has the rest.
    private const int MaxRows = 500;

    public void Write(AddressListSummary summary, string? title)
    {
        var heading = string.IsNullOrEmpty(title) ? Words(AddressReportTexts.Title) : Words(AddressReportTexts.Title) + ": " + title;
        _page.Begin(heading);
        _page.Element("h1", heading);
        WriteDate(summary);
        WriteVerdicts(summary);
        WriteReasons(summary);
        WriteCorrections(summary);
        WriteDuplicates(summary);
        WriteDomains(summary);
        _page.End(Words(AddressReportTexts.Footer));
    }

    private void WriteDate(AddressListSummary summary)
    {
        if (summary is { CheckedFrom: { } from, CheckedTo: { } to })
        {
            var period = from.Date == to.Date ? Date(from) : Date(from) + " – " + Date(to);
            _page.Element("p", string.Format(culture, Words(AddressReportTexts.Checked), summary.Total, period), "lead");
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
            _page.Element("strong", Number(count));
            _page.Element("span", Words(AddressReportTexts.NameOf(verdict)));
            _page.Element("small", Share(count, summary.Total));
            writer.Write("</div>\n");
        }

        writer.Write("</section>\n<div class=\"bar\" role=\"img\" aria-label=\"" + HtmlPage.Escape(Words(AddressReportTexts.Shares)) + "\">");
        foreach (var (verdict, count) in verdicts)
        {
            if (count > 0)
            {
                writer.Write("<i class=\"" + ClassOf(verdict) + "\" style=\"flex-grow:" + count.ToString(CultureInfo.InvariantCulture) + "\"></i>");
            }
        }

        writer.Write("</div>\n");
        _page.Element("p", string.Format(culture, Words(AddressReportTexts.Remarks), summary.Roles, summary.FreeProviders));
    }

    private void WriteReasons(AddressListSummary summary)
    {
        BeginTable(AddressReportTexts.Reasons, AddressReportTexts.Verdict, AddressReportTexts.Reason, AddressReportTexts.Count, AddressReportTexts.Share, AddressReportTexts.ToDo);
        foreach (var reason in summary.Reasons)
        {
            _page.Row(
                HtmlPage.Badge(ClassOf(reason.Verdict), Words(AddressReportTexts.NameOf(reason.Verdict))),
                HtmlPage.Escape(Words(AddressReasonTexts.NameOf(reason.Reason))),
                HtmlPage.NumberCell(Number(reason.Count)),
                HtmlPage.NumberCell(Share(reason.Count, summary.Total)),
                HtmlPage.Escape(Words(AddressReasonTexts.AdviceFor(reason.Reason))));
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
            _page.Row(HtmlPage.Code(correction.Input), HtmlPage.Code(correction.Suggestion), HtmlPage.Escape(Words(AddressReasonTexts.NameOf(correction.Reason))));
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
            _page.Row(HtmlPage.Code(duplicate.CanonicalAddress), HtmlPage.NumberCell(Number(duplicate.Count)), HtmlPage.Code(duplicate.Addresses.ToString()));
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
            _page.Row(HtmlPage.Code(domain.Domain), HtmlPage.NumberCell(Number(domain.Count)), HtmlPage.Escape(Words(AddressReasonTexts.NameOf(domain.Reason))));
        }

        EndTable(summary.WorstDomains.Count, summary.WorstDomains.Count);
    }

    private void BeginTable(Localized caption, params Localized[] titles)
    {
        writer.Write("<section>\n");
        _page.Element("h2", Words(caption));
        _page.BeginTable(Array.ConvertAll(titles, title => (Words(title), title == AddressReportTexts.Count || title == AddressReportTexts.Share)));
    }

    private void EndTable(long shown, long all)
    {
        _page.EndTable();
        if (shown < all)
        {
            _page.Element("p", string.Format(culture, Words(AddressReportTexts.More), shown, all), "lead");
        }

        writer.Write("</section>\n");
    }

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

    private static string ClassOf(AddressVerdict verdict) => verdict switch
    {
        AddressVerdict.Deliverable => "good",
        AddressVerdict.Risky => "weak",
        AddressVerdict.Undeliverable => "bad",
        _ => "unknown",
    };
}
