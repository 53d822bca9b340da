using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MailOps.Recall;

/// <summary>The page about one or more recalls: for how many it worked, who is pending, then everybody.</summary>
internal sealed class RecallPage
{
    // A page is read by people; the JSON form has the rest.
    private const int MaxRows = 2000;

    private readonly HtmlPage _page;
    private readonly RecallPageParts _parts;

    public RecallPage(TextWriter writer, CultureInfo culture)
    {
        _page = new HtmlPage(writer, culture);
        _parts = new RecallPageParts(_page, culture);
    }

    public void Write(IReadOnlyList<MailRecall> recalls)
    {
        var title = recalls.Count == 1 ? TitleOf(recalls[0]) : _parts.Words(RecallReportTexts.Title);
        _page.Begin(title, RecallPageParts.Css);
        _page.Element("h1", title);
        foreach (var recall in recalls)
        {
            if (recalls.Count > 1)
            {
                _page.Element("h2", TitleOf(recall));
            }

            WriteRecall(recall);
        }

        if (recalls.Count == 0)
        {
            _page.Element("p", _parts.Words(RecallReportTexts.Nothing));
        }

        _page.End(_parts.Words(RecallReportTexts.Footer));
    }

    private string TitleOf(MailRecall recall) => _parts.Format(RecallReportTexts.TitleOfOne, recall.Id, recall.Subject.Length > 0 ? recall.Subject : recall.MessageId);

    private void WriteRecall(MailRecall recall)
    {
        var pending = recall.Recipients.Where(r => r.IsPending).ToList();
        _page.Element(
            "p", pending.Count == 0 ? _parts.Words(RecallReportTexts.Final) : _parts.Format(RecallReportTexts.First, _parts.Number(pending.Count)), pending.Count == 0 ? "lead" : "note");
        WriteTiles(recall);
        _page.Element("p", _parts.Words(RecallPageTexts.Caveats), "note");
        WriteFacts(recall);
        if (pending.Count > 0)
        {
            _page.Element("h3", _parts.Words(RecallReportTexts.Pending));
            WriteTable(pending, (RecallReportTexts.NextTry, r => _parts.Time(r.NextAt)));
        }

        _page.Element("h3", _parts.Words(RecallPageTexts.Recipients));
        WriteTable([.. recall.Recipients.Where(r => !r.IsPending)], (RecallPageTexts.Changed, r => _parts.Time(r.ChangedAt)));
    }

    private void WriteTiles(MailRecall recall)
    {
        _page.Raw("<section class=\"tiles\">\n");
        foreach (var group in recall.Recipients.GroupBy(r => (Name: _parts.Words(RecallNames.Of(r.Status)), Class: RecallNames.ClassOf(r.Status))).OrderBy(g => g.Min(r => r.Status)))
        {
            _parts.Tile(group.Key.Class, _parts.Number(group.Count()), group.Key.Name);
        }

        _parts.Tile("unknown", _parts.Number(recall.Recipients.Count(r => r.IsRead == true)), _parts.Words(RecallPageTexts.MarkedRead));
        _page.Raw("</section>\n");
    }

    private void WriteFacts(MailRecall recall)
    {
        _page.Raw("<dl>\n");
        _parts.Fact(RecallPageTexts.Subject, HtmlPage.Escape(recall.Subject));
        _parts.Fact(RecallPageTexts.Author, HtmlPage.Code(recall.Sender));
        _parts.Fact(RecallPageTexts.SentAt, HtmlPage.Escape(_parts.Time(recall.SentAt)));
        _parts.Fact(new Localized("Message-ID", "Message-ID"), HtmlPage.Code(recall.MessageId));
        _parts.Fact(RecallPageTexts.Reason, HtmlPage.Escape(recall.Reason));
        _parts.Fact(RecallPageTexts.RequestedBy, HtmlPage.Escape(recall.RequestedBy));
        _parts.Fact(RecallPageTexts.RequestedAt, HtmlPage.Escape(_parts.Time(recall.CreatedAt)));
        _parts.Fact(RecallPageTexts.State, HtmlPage.Escape(_parts.Words(RecallNames.Of(recall.State))));
        _parts.Fact(RecallPageTexts.Mode, HtmlPage.Escape(recall.Mode == MailRecallMode.Permanent
            ? _parts.Words(RecallPageTexts.Deleted)
            : _parts.Format(RecallPageTexts.Quarantined, recall.QuarantineFolder, recall.QuarantineMailbox, _parts.Time(recall.KeepUntil))));
        _page.Raw("</dl>\n");
    }

    private void WriteTable(List<MailRecallRecipient> recipients, (Localized Title, Func<MailRecallRecipient, string> Of) time)
    {
        _page.BeginTable(
            (_parts.Words(RecallPageTexts.Recipient), false), (_parts.Words(RecallPageTexts.Status), false), (_parts.Words(RecallPageTexts.MarkedRead), false),
            (_parts.Words(RecallPageTexts.Folders), false), (_parts.Words(time.Title), false));
        foreach (var recipient in recipients.Take(MaxRows))
        {
            _page.Row(
                _parts.Address(recipient.Mailbox, recipient.Address),
                HtmlPage.Badge(RecallNames.ClassOf(recipient.Status), _parts.Words(RecallNames.Of(recipient.Status)))
                    + (recipient.Detail.Length == 0 ? "" : "<small>" + HtmlPage.Escape(recipient.Detail) + "</small>"),
                HtmlPage.Escape(_parts.YesNo(recipient.IsRead)),
                HtmlPage.Escape(recipient.Folders.ToString()),
                HtmlPage.Escape(time.Of(recipient)));
        }

        _page.EndTable();
        if (recipients.Count > MaxRows)
        {
            _page.Element("p", _parts.Format(RecallPageTexts.More, _parts.Number(recipients.Count - MaxRows)));
        }
    }
}
