using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Domains.Posture;

/// <summary>The page about one or more domains: what to do first, then what was found, then what was looked at.</summary>
internal sealed class MailDomainPage(TextWriter writer, CultureInfo culture)
{
    private readonly HtmlPage _page = new(writer, culture);

    public void Write(IReadOnlyList<MailDomainResult> results)
    {
        var title = results.Count == 1 ? Words(MailDomainPageTexts.Title) + ": " + results[0].Domain : Words(MailDomainPageTexts.Title);
        _page.Begin(title, MailDomainPageStyle.Css);
        _page.Element("h1", title);
        if (results.Count != 1)
        {
            WriteOverview(results);
        }

        for (var i = 0; i < results.Count; i++)
        {
            _page.Raw("<article id=\"d" + i.ToString(CultureInfo.InvariantCulture) + "\">\n");
            WriteDomain(results[i], results.Count != 1);
            _page.Raw("</article>\n");
        }

        _page.End(Words(MailDomainPageTexts.Footer));
    }

    private void WriteOverview(IReadOnlyList<MailDomainResult> results)
    {
        _page.BeginTable(
            (Words(MailDomainPageTexts.Domain), false), (Words(MailDomainPageTexts.Grade), false), (Words(MailDomainPageTexts.Points), true),
            (Words(MailDomainPageTexts.Verdict), false), (Words(MailDomainPageTexts.First), false));
        for (var i = 0; i < results.Count; i++)
        {
            var result = results[i];
            _page.Row(
                "<a href=\"#d" + i.ToString(CultureInfo.InvariantCulture) + "\">" + HtmlPage.Escape(result.Domain) + "</a>",
                HtmlPage.Badge(ClassOf(result), result.Grade.ToString()),
                HtmlPage.NumberCell(Number(result.Score)),
                HtmlPage.Badge(ClassOf(result.Verdict), Words(MailDomainPageTexts.NameOf(result.Verdict))),
                result.Fixes.Count == 0 ? "" : HtmlPage.Code(result.Fixes[0].Host + " " + result.Fixes[0].Type));
        }

        _page.EndTable();
    }

    private void WriteDomain(MailDomainResult result, bool isOneOfSeveral)
    {
        if (isOneOfSeveral)
        {
            _page.Element("h2", result.Domain, "domain");
        }

        _page.Raw("<div class=\"score " + ClassOf(result) + "\"><div class=\"letter\">" + HtmlPage.Escape(result.Grade.ToString()) + "</div><div>");
        _page.Element("strong", Words(MailDomainPageTexts.NameOf(result.Verdict)));
        _page.Element("div", Text(MailDomainPageTexts.Score, result.Score));
        if (result.Unknown.Count > 0)
        {
            _page.Element("div", Text(MailDomainPageTexts.Unknown, result.Unknown), "lead");
        }

        _page.Element("small", Text(MailDomainPageTexts.CheckedAt, result.CheckedAt.ToLocalTime().ToString("g", culture)), "lead");
        _page.Raw("</div></div>\n");
        WriteFixes(result);
        WriteParts(result);
        WriteRequirements(result);
        WriteFindings(result);
    }

    private void WriteFixes(MailDomainResult result)
    {
        Heading(MailDomainPageTexts.Fixes);
        if (result.Fixes.Count == 0)
        {
            _page.Element("p", Words(MailDomainPageTexts.NothingToDo));
            return;
        }

        _page.Raw("<ol class=\"fixes\">\n");
        foreach (var fix in result.Fixes)
        {
            _page.Raw("<li>" + HtmlPage.Code(fix.Host) + " <b>" + HtmlPage.Escape(fix.Type) + "</b> <small class=\"lead\">"
                + HtmlPage.Escape(Text(MailDomainPageTexts.Gain, fix.Points, fix.FindingIds)) + "</small>\n" + HtmlPage.Block(fix.Value));
            _page.Element("p", fix.Advice);
            _page.Raw("</li>\n");
        }

        _page.Raw("</ol>\n");
    }

    private void WriteParts(MailDomainResult result)
    {
        Heading(MailDomainPageTexts.Checks);
        _page.BeginTable((Words(MailDomainPageTexts.Check), false), (Words(MailDomainPageTexts.Verdict), false), (Words(MailDomainPageTexts.Published), false));
        foreach (var part in MailDomainPartView.Of(result))
        {
            _page.Row(HtmlPage.Escape(part.Name), HtmlPage.Badge(part.Class, part.Verdict), part.Detail.Length == 0 ? "" : HtmlPage.Code(part.Detail));
        }

        _page.EndTable();
    }

    private void WriteRequirements(MailDomainResult result)
    {
        if (result.Requirements.Count == 0)
        {
            return;
        }

        Heading(MailDomainPageTexts.Requirements);
        _page.BeginTable(
            (Words(MailDomainPageTexts.Rule), false), (Words(MailDomainPageTexts.State), false), (Words(MailDomainPageTexts.Why), false), (Words(MailDomainPageTexts.Receivers), false));
        foreach (var rule in result.Requirements)
        {
            _page.Row(
                HtmlPage.Escape(Words(MailDomainPageTexts.NameOf(rule))),
                HtmlPage.Badge(ClassOf(rule.State), Words(MailDomainPageTexts.NameOf(rule.State))),
                HtmlPage.Escape(rule.Why),
                HtmlPage.Escape(rule.Receivers));
        }

        _page.EndTable();
    }

    private void WriteFindings(MailDomainResult result)
    {
        if (result.Findings.Count == 0)
        {
            return;
        }

        Heading(MailDomainPageTexts.Findings);
        _page.BeginTable((Words(MailDomainPageTexts.Severity), false), (Words(MailDomainPageTexts.Finding), false), (Words(MailDomainPageTexts.ToDo), false));
        foreach (var finding in result.Findings)
        {
            _page.Row(
                HtmlPage.Badge(ClassOf(finding.Severity), Words(MailDomainPageTexts.NameOf(finding.Severity))) + "<br>" + HtmlPage.Code(finding.Id),
                HtmlPage.Escape(finding.Message),
                HtmlPage.Escape(finding.Advice) + (finding.Reference.Length == 0 ? "" : "<br><small class=\"lead\">" + HtmlPage.Escape(finding.Reference) + "</small>"));
        }

        _page.EndTable();
    }

    private void Heading(Localized text) => _page.Element("h3", Words(text));

    private string Words(Localized text) => text.For(culture);

    private string Text(Localized text, params object[] values) => string.Format(culture, text.For(culture), values);

    private string Number(int value) => value.ToString("N0", culture);

    private static string ClassOf(MailDomainResult result) => result.Grade switch
    {
        MailDomainGrade.A or MailDomainGrade.B => "good",
        MailDomainGrade.C => "weak",
        _ => "bad",
    };

    private static string ClassOf(MailDomainVerdict verdict) => verdict switch
    {
        MailDomainVerdict.Good => "good",
        MailDomainVerdict.Weak => "weak",
        MailDomainVerdict.Broken => "bad",
        _ => "unknown",
    };

    private static string ClassOf(RequirementState state) => state switch
    {
        RequirementState.Met => "good",
        RequirementState.NotMet => "bad",
        _ => "unknown",
    };

    private static string ClassOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "bad",
        FindingSeverity.Warning => "weak",
        _ => "unknown",
    };
}
