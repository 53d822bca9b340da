using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>
/// The report of a recall as a mail to those who asked for it: a first one as long as something is pending, and a final one. Each is queued once,
/// however often a recall goes on.
/// </summary>
internal static class RecallReportMail
{
    private const int MaxNamed = 100;

    /// <summary>Checks the addresses, before anything is taken.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Address.Invalid</c>, <c>MailOps.Mime.*</c>: an address is none.</exception>
    public static void Check(MailRecallRequest request)
    {
        foreach (var address in request.ReportTo.Concat(request.ReportFrom.Length > 0 ? [request.ReportFrom] : TextList.Empty))
        {
            _ = new MimeMailbox(address);
        }
    }

    public static OutgoingMail Compose(MailRecall recall, MailClock clock, CultureInfo culture)
    {
        var pending = recall.Recipients.Where(r => r.IsPending).ToList();
        var subject = DisplayText.Clean(recall.Subject.Length > 0 ? recall.Subject : recall.MessageId).Replace("\uFFFD", "");
        var builder = new MimeMessageBuilder(clock)
        {
            From = new MimeMailbox(recall.ReportFrom.Length > 0 ? recall.ReportFrom : recall.ReportTo[0]),
            Subject = pending.Count > 0
                ? string.Format(culture, RecallReportTexts.SubjectFirst.For(culture), recall.Id, pending.Count, subject)
                : string.Format(culture, RecallReportTexts.SubjectFinal.For(culture), recall.Id, subject),
            TextBody = Write(recall, pending, culture),
        };
        foreach (var address in recall.ReportTo)
        {
            builder.To.Add(new MimeMailbox(address));
        }

        // RFC 3834 section 5: no machine answers it.
        builder.AddHeader("Auto-Submitted", "auto-generated");
        using var page = new StringWriter(culture);
        MailRecallReport.WriteHtml([recall], page, culture);
        builder.Attachments.Add(MimeAttachment.FromBytes(
            Encoding.UTF8.GetBytes(page.ToString()), "recall-" + recall.Id.ToString(CultureInfo.InvariantCulture) + ".html"));
        return OutgoingMail.FromBuilder(builder) with
        {
            Due = MailDueTime.Now,
            Server = recall.ReportServer,
            Key = OutboxKey.From("recall report", recall.Marker, pending.Count > 0 ? "first" : "final"),
        };
    }

    private static string Write(MailRecall recall, List<MailRecallRecipient> pending, CultureInfo culture)
    {
        var text = new StringBuilder();
        text.AppendFormat(
            culture, RecallReportTexts.Opening.For(culture), DisplayText.Clean(recall.Subject), DisplayText.Clean(recall.Sender), DisplayText.Clean(recall.RequestedBy),
            recall.CreatedAt.ToLocalTime().ToString("g", culture), DisplayText.Clean(recall.Reason));
        text.Append("\n\n");
        foreach (var group in recall.Recipients.GroupBy(r => RecallNames.Of(r.Status).For(culture)).OrderBy(g => g.Min(r => r.Status)))
        {
            text.Append(group.Count().ToString("N0", culture)).Append("  ").Append(group.Key).Append('\n');
        }

        text.Append('\n').Append(pending.Count == 0
            ? RecallReportTexts.Final.For(culture)
            : string.Format(culture, RecallReportTexts.First.For(culture), pending.Count)).Append("\n\n");
        Name(text, RecallReportTexts.PendingThese, pending, culture);
        Name(text, RecallReportTexts.NotTaken, [.. recall.Recipients.Where(r => r is { HasMail: true, IsPending: false })], culture);
        return text.Append(RecallPageTexts.Caveats.For(culture)).Append("\n\n").Append(RecallReportTexts.SeePage.For(culture)).Append('\n').ToString();
    }

    private static void Name(StringBuilder text, Localized heading, List<MailRecallRecipient> recipients, CultureInfo culture)
    {
        if (recipients.Count == 0)
        {
            return;
        }

        text.Append(heading.For(culture)).Append('\n');
        foreach (var recipient in recipients.Take(MaxNamed))
        {
            text.Append("  ").Append(DisplayText.Clean(recipient.Mailbox)).Append(": ").Append(RecallNames.Of(recipient.Status).For(culture));
            if (recipient.Detail.Length > 0)
            {
                text.Append(" (").Append(DisplayText.Cell(recipient.Detail)).Append(')');
            }

            text.Append('\n');
        }

        if (recipients.Count > MaxNamed)
        {
            text.Append("  ").AppendFormat(culture, RecallReportTexts.AndMore.For(culture), recipients.Count - MaxNamed).Append('\n');
        }

        text.Append('\n');
    }
}
