using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MailOps.Recall;

/// <summary>The report of an incident as one web page: what is known, what was said, and marked places for what is not.</summary>
internal sealed class IncidentPage
{
    private const string Css =
        """
        .open { color: var(--bad); } .open::before { content: "▢ "; }
        .letter { white-space: pre-wrap; font: inherit; background: var(--panel); border-radius: 6px; padding: 1rem 1.25rem; overflow-wrap: anywhere; }
        @media print { .open { display: block; min-height: 2.2em; border-bottom: 1px dotted var(--text); } .letter { break-before: page; } }

        """;

    private readonly HtmlPage _page;
    private readonly RecallPageParts _parts;

    public IncidentPage(TextWriter writer, CultureInfo culture)
    {
        _page = new HtmlPage(writer, culture);
        _parts = new RecallPageParts(_page, culture);
    }

    public void Write(MailIncidentReport report)
    {
        var title = _parts.Words(IncidentTexts.Title) + (report.Subject.Length > 0 ? ": " + report.Subject : "");
        _page.Begin(title, RecallPageParts.Css + Css);
        _page.Element("h1", title);
        _page.Element("p", _parts.Format(IncidentTexts.Lead, _parts.Time(report.CreatedAt), report.CreatedBy), "lead");
        if (report.OpenFields.Count > 0)
        {
            _page.Element("p", _parts.Format(IncidentTexts.Incomplete, report.OpenFields.Count), "note");
        }

        WriteClock(report);
        WriteMail(report);
        new IncidentReachPart(_page, _parts).Write(report);
        WriteCourse(report);
        WriteNotice(report);
        WriteDecision(report);
        _parts.Heading(IncidentTexts.Lessons);
        _page.Raw("<p>" + Said(RecallPageParts.List(report.Statement.Lessons), IncidentFields.Lessons) + "</p>\n");
        WriteOpen(report);
        if (report.Letter.Length > 0)
        {
            _parts.Heading(IncidentTexts.Letter);
            // Line ends stay; everything else is made harmless line by line.
            _page.Raw("<div class=\"letter\">" + string.Join("\n", report.Letter.TrimEnd('\n').Split('\n').Select(HtmlPage.Escape)) + "</div>\n");
        }

        _page.Element("p", report.AuditBreak is { } broken
            ? _parts.Format(IncidentTexts.AuditBroken, _parts.Number(report.AuditEntries), _parts.Number(broken))
            : _parts.Format(IncidentTexts.AuditWhole, _parts.Number(report.AuditEntries)));
        _page.End(_parts.Words(IncidentTexts.Footer));
    }

    private void WriteClock(MailIncidentReport report)
    {
        var statement = report.Statement;
        _parts.Heading(IncidentTexts.Clock);
        _page.Raw("<dl>\n");
        _parts.Fact(IncidentTexts.AwareSince, Said(HtmlPage.Escape(_parts.Time(statement.AwareSince)), IncidentFields.AwareSince));
        if (report.Deadline is { } deadline)
        {
            _parts.Fact(
                IncidentTexts.Deadline,
                "<strong>" + HtmlPage.Escape(_parts.Time(deadline)) + "</strong>, " + HtmlPage.Escape(_parts.Utc(deadline)) + "<br>" + StateOf(report, deadline));
        }

        if (statement.NotifiedAt is not null || IncidentFields.NotifiedAt.IsOpen(report))
        {
            _parts.Fact(IncidentTexts.NotifiedAt, Said(HtmlPage.Escape(_parts.Time(statement.NotifiedAt)), IncidentFields.NotifiedAt));
        }

        if (report.IsLate || statement.DelayReason.Length > 0)
        {
            _parts.Fact(IncidentTexts.DelayReason, Said(HtmlPage.Escape(statement.DelayReason), IncidentFields.DelayReason));
        }

        _page.Raw("</dl>\n");
        _page.Element("p", _parts.Words(IncidentTexts.ClockRemark), "lead");
    }

    private string StateOf(MailIncidentReport report, DateTime deadline)
    {
        if (report.Statement.NotifiedAt is not null)
        {
            return report.IsLate ? Badge("bad", IncidentTexts.Late) : Badge("good", IncidentTexts.InTime);
        }

        if (report.Statement.Risk == MailIncidentRisk.Unlikely)
        {
            return HtmlPage.Escape(_parts.Words(IncidentTexts.NotNeeded));
        }

        var left = deadline - report.CreatedAt;
        return report.IsLate
            ? Badge("bad", IncidentTexts.Overdue)
            : HtmlPage.Badge("weak", _parts.Format(IncidentTexts.Running, (int)left.TotalHours, left.Minutes));
    }

    private void WriteMail(MailIncidentReport report)
    {
        _parts.Heading(RecallPageTexts.Mail);
        _page.Raw("<dl>\n");
        _parts.Fact(RecallPageTexts.Subject, HtmlPage.Escape(report.Subject));
        _parts.Fact(RecallPageTexts.Author, HtmlPage.Code(report.Sender));
        _parts.Fact(RecallPageTexts.SentAt, HtmlPage.Escape(_parts.Time(report.SentAt)));
        _parts.Fact(new Localized("Message-ID", "Message-ID"), HtmlPage.Code(report.MessageId));
        _parts.Fact(RecallPageTexts.Attachments, RecallPageParts.List(report.Attachments));
        _parts.Fact(RecallPageTexts.Links, RecallPageParts.List(report.Links));
        _page.Raw("</dl>\n");
    }

    private void WriteCourse(MailIncidentReport report)
    {
        _parts.Heading(IncidentTexts.Course);
        _page.BeginTable((_parts.Words(IncidentTexts.When), false), (_parts.Words(IncidentTexts.What), false));
        foreach (var (at, what) in IncidentCourse.Of(report, _parts).OrderBy(step => step.At))
        {
            _page.Row(HtmlPage.Escape(_parts.Time(at)), HtmlPage.Escape(what));
        }

        _page.EndTable();
    }

    private void WriteNotice(MailIncidentReport report)
    {
        var statement = report.Statement;
        _parts.Heading(IncidentTexts.Notice);
        _page.Raw("<dl>\n");
        Field(IncidentTexts.Controller, statement.Controller, IncidentFields.Controller);
        Field(IncidentTexts.Nature, statement.Nature, IncidentFields.Nature);
        Field(IncidentTexts.Persons, statement.PersonCategories, IncidentFields.PersonCategories);
        Field(IncidentTexts.PersonCount, Count(statement.PersonCount), IncidentFields.PersonCount);
        Field(IncidentTexts.Data, statement.DataCategories, IncidentFields.DataCategories);
        Field(IncidentTexts.RecordCount, Count(statement.RecordCount), IncidentFields.RecordCount);
        Field(IncidentTexts.Contact, statement.Contact, IncidentFields.Contact);
        Field(IncidentTexts.Consequences, statement.Consequences, IncidentFields.Consequences);
        _parts.Fact(IncidentTexts.Taken, RecallPageParts.List(report.MeasuresTaken));
        if (statement.Measures.Count > 0 || IncidentFields.Measures.IsOpen(report))
        {
            Field(IncidentTexts.Measures, statement.Measures, IncidentFields.Measures);
        }

        _page.Raw("</dl>\n");
        _page.Element("p", _parts.Words(IncidentTexts.PersonsRemark), "lead");
    }

    private void WriteDecision(MailIncidentReport report)
    {
        var statement = report.Statement;
        _parts.Heading(IncidentTexts.Decision);
        _page.Raw("<dl>\n");
        Field(IncidentTexts.Risk, RiskOf(statement.Risk), IncidentFields.Risk);
        Field(IncidentTexts.RiskReason, statement.RiskReason, IncidentFields.RiskReason);
        var isDecided = statement.InformPersons != MailIncidentDecision.Open;
        Field(
            IncidentTexts.Inform, isDecided ? _parts.YesNo(statement.InformPersons == MailIncidentDecision.Yes) : "", IncidentFields.InformPersons);
        if (statement.InformPersons == MailIncidentDecision.No || statement.InformPersonsReason.Length > 0)
        {
            Field(IncidentTexts.InformReason, statement.InformPersonsReason, IncidentFields.InformPersonsReason);
        }

        if (statement.InformPersons == MailIncidentDecision.Yes)
        {
            Field(IncidentTexts.InformedAt, _parts.Time(statement.InformedAt), IncidentFields.InformedAt);
        }

        _page.Raw("</dl>\n");
        if (statement is { Risk: MailIncidentRisk.High, InformPersons: MailIncidentDecision.No })
        {
            _page.Element("p", _parts.Words(IncidentTexts.HighButNo), "note");
        }
    }

    private void WriteOpen(MailIncidentReport report)
    {
        _parts.Heading(IncidentTexts.OpenPoints);
        List<string> open = [];
        if (report.OpenRecipients > 0)
        {
            open.Add(HtmlPage.Escape(_parts.Format(
                IncidentTexts.OpenRecipient, _parts.Number(report.Recipients.Count(r => r.HasMail)), _parts.Number(report.Recipients.Count(r => r.IsUndecided)))));
        }

        if (report.Links.Count > 0)
        {
            open.Add(HtmlPage.Escape(_parts.Words(IncidentTexts.LinksOpen)));
        }

        open.AddRange(IncidentFields.FindOpen(report).Select(field => Said("", field)));
        _page.Raw(open.Count == 0
            ? "<p>" + HtmlPage.Escape(_parts.Words(IncidentTexts.NothingOpen)) + "</p>\n"
            : "<ul>\n" + string.Concat(open.Select(item => "<li>" + item + "</li>\n")) + "</ul>\n");
    }

    private void Field(Localized name, string text, IncidentField field) => _parts.Fact(name, Said(HtmlPage.Escape(text), field));

    private void Field(Localized name, TextList texts, IncidentField field) => _parts.Fact(name, Said(RecallPageParts.List(texts), field));

    // What nobody has said is a marked place, never a guess.
    private string Said(string markup, IncidentField field) => markup.Length > 0 ? markup
        : "<span class=\"open\">" + HtmlPage.Escape(_parts.Format(IncidentTexts.ToFillIn, _parts.Words(field.Label))) + "</span>";

    private string Count(long? count) => count is { } number ? _parts.Number(number) : "";

    private string Badge(string @class, Localized text) => HtmlPage.Badge(@class, _parts.Words(text));

    private string RiskOf(MailIncidentRisk? risk) => risk switch
    {
        MailIncidentRisk.Unlikely => _parts.Words(IncidentTexts.RiskUnlikely),
        MailIncidentRisk.Likely => _parts.Words(IncidentTexts.RiskLikely),
        MailIncidentRisk.High => _parts.Words(IncidentTexts.RiskHigh),
        _ => "",
    };
}
