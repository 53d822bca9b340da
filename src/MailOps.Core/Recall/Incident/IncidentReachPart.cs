using System.Linq;

namespace MailOps.Recall;

/// <summary>Who has the mail, recipient by recipient.</summary>
internal sealed class IncidentReachPart(HtmlPage page, RecallPageParts parts)
{
    // A page is read by people; the JSON form has the rest.
    private const int MaxRows = 2000;

    public void Write(MailIncidentReport report)
    {
        parts.Heading(IncidentTexts.Reach);
        page.Raw("<section class=\"tiles\">\n");
        parts.Tile("unknown", parts.Number(report.Recipients.Count), parts.Words(IncidentTexts.TileRecipients));
        parts.Tile("good", parts.Number(report.Recipients.Count(r => r is { HasMail: false, IsUndecided: false })), parts.Words(IncidentTexts.TileTaken));
        parts.Tile("bad", parts.Number(report.Recipients.Count(r => r.HasMail)), parts.Words(IncidentTexts.TileHave));
        parts.Tile("weak", parts.Number(report.Recipients.Count(r => r.IsUndecided)), parts.Words(IncidentTexts.TileUndecided));
        parts.Tile("unknown", parts.Number(report.Recipients.Count(r => r.IsMarkedRead == true)), parts.Words(IncidentTexts.TileRead));
        page.Raw("</section>\n");
        if (report.RecallId is null)
        {
            page.Element("p", parts.Words(IncidentTexts.NoRecall));
        }

        page.Element("p", parts.Words(RecallPageTexts.Caveats), "note");
        page.BeginTable(
            (parts.Words(RecallPageTexts.Recipient), false), (parts.Words(RecallPageTexts.Status), false), (parts.Words(RecallPageTexts.MarkedRead), false),
            (parts.Words(RecallPageTexts.Changed), false), (parts.Words(IncidentTexts.Has), false), (parts.Words(IncidentTexts.Correction), false));
        foreach (var recipient in report.Recipients.Take(MaxRows))
        {
            WriteRow(recipient);
        }

        page.EndTable();
        if (report.Recipients.Count > MaxRows)
        {
            page.Element("p", parts.Format(RecallPageTexts.More, parts.Number(report.Recipients.Count - MaxRows)));
        }
    }

    private void WriteRow(MailIncidentRecipient recipient) => page.Row(
        parts.Address(recipient.Address, recipient.SentTo),
        StatusOf(recipient),
        HtmlPage.Escape(recipient.Recall is null ? parts.Words(RecallPageTexts.NotKnown) : parts.YesNo(recipient.IsMarkedRead)),
        HtmlPage.Escape(parts.Time(recipient.ChangedAt)),
        HtmlPage.Escape(recipient.IsUndecided ? parts.Words(IncidentTexts.Undecided) : parts.YesNo(recipient.HasMail)),
        recipient.Correction is { } correction
            ? HtmlPage.Escape(parts.Words(RecallNames.Of(correction))) + "<small>" + HtmlPage.Escape(parts.Time(recipient.CorrectedAt)) + "</small>"
            : "");

    private string StatusOf(MailIncidentRecipient recipient)
    {
        var badge = recipient.Recall is { } recall ? HtmlPage.Badge(RecallNames.ClassOf(recall), parts.Words(RecallNames.Of(recall)))
            : recipient.Log is { } log ? HtmlPage.Badge(RecallNames.ClassOf(log), parts.Words(RecallNames.Of(log)))
            : HtmlPage.Escape(parts.Words(RecallPageTexts.NotKnown));
        var detail = recipient.Detail.Length > 0 ? recipient.Detail : recipient.Folders.ToString();
        return badge + (detail.Length == 0 ? "" : "<small>" + HtmlPage.Escape(detail) + "</small>");
    }
}
