using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MailOps.Journal;
using MailOps.Mime;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>Tells the sender that a mail is late and still being tried: a delivery status notification with the action "delayed" (RFC 3464).</summary>
internal static class DelayNotice
{
    private const int MaxNamed = 50;

    /// <summary>The notice; null when nobody is to be told.</summary>
    public static NewMessage? Compose(
        ClaimedMessage message, ReadOnlyMemory<byte> content, IReadOnlyList<DeliveryOutcome> outcomes, RetryLimits limits, DateTime now)
    {
        // Where the server itself is out of order a notice would only wait behind it.
        var late = outcomes.Where(o => o.State == DeliveryState.Queued && o.Stage > JournalStage.Authentication).Take(MaxNamed).ToList();

        // RFC 3461 section 6.2: nobody is told about mail from the null reverse path, nor who has not asked for it while asking for others.
        if (late.Count == 0 || message.Sender.Length == 0 || message.Notify is { } notify && (notify & DsnNotify.Delay) == 0)
        {
            return null;
        }

        var domain = message.Sender.Substring(message.Sender.LastIndexOf('@') + 1);
        var token = $"delay-{message.Id}-{now.Ticks:x}";
        var id = token + "@" + domain;
        var bytes = Encoding.UTF8.GetBytes(Write(message, content, late, limits, now, id, "=_" + token));
        return new NewMessage
        {
            MessageId = id,
            Sender = "",
            From = message.Sender,
            Subject = Subject,
            Server = message.Server,
            Content = bytes,
            Digest = MailDigest.Compute(bytes, "", [message.Sender]),
            Recipients = [new NewRecipient { Address = message.Sender }],
            Key = string.Join("\u001f", "delay-notice", message.Sender, message.Server, message.Campaign, now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)),
            IfMissed = MissedAction.Skip,
            CreatedBy = "mailops",
        };
    }

    private const string Subject = "Delayed mail: it is still being tried";

    private static string Write(
        ClaimedMessage message, ReadOnlyMemory<byte> content, List<DeliveryOutcome> late, RetryLimits limits, DateTime now, string id, string boundary)
    {
        var until = MailDate.Format(message.DueAt + limits.Lifetime);
        var text = new StringBuilder();
        Line("From: <" + message.Sender + ">");
        Line("To: <" + message.Sender + ">");
        Line("Subject: " + Subject);
        Line("Message-ID: <" + id + ">");
        Line("Date: " + MailDate.Format(now));
        Line("Auto-Submitted: auto-replied");
        Line("MIME-Version: 1.0");
        Line("Content-Type: multipart/report; report-type=delivery-status; boundary=\"" + boundary + "\"");
        Line("");
        Line("--" + boundary);
        Line("Content-Type: text/plain; charset=utf-8");
        Line("Content-Transfer-Encoding: 8bit");
        Line("");
        Line("This mail has not been delivered yet. Nothing has to be done: it is tried again");
        Line("until " + until + ".");
        Line("");
        foreach (var outcome in late)
        {
            Line(AddressOf(message, outcome));
            Line("    " + Cut(Reply(outcome)));
        }

        Line("");
        Line("Other mails of the same sender may be late as well.");
        Line("");
        Line("--" + boundary);
        Line("Content-Type: message/delivery-status");
        Line("");
        Line("Reporting-MTA: dns; " + MachineName());
        Line("Arrival-Date: " + MailDate.Format(message.DueAt));
        foreach (var outcome in late)
        {
            Line("");
            Line("Final-Recipient: rfc822; " + AddressOf(message, outcome));
            Line("Action: delayed");
            Line("Status: " + (outcome.Status is { HasValue: true, Class: 4 } status ? status.ToString() : "4.0.0"));
            if (outcome.ReplyCode is not null)
            {
                Line("Diagnostic-Code: smtp; " + Cut(Reply(outcome)));
            }

            Line("Will-Retry-Until: " + until);
        }

        Line("");
        Line("--" + boundary);
        Line("Content-Type: text/rfc822-headers; charset=utf-8");
        Line("Content-Transfer-Encoding: 8bit");
        Line("");
        text.Append(HeaderOf(content));
        Line("--" + boundary + "--");
        return text.ToString();

        void Line(string line) => text.Append(line).Append("\r\n");
    }

    private static string AddressOf(ClaimedMessage message, DeliveryOutcome outcome) => message.Deliveries.First(d => d.Number == outcome.Number).Address;

    private static string Reply(DeliveryOutcome outcome) => string.Join(
        " ",
        new[] { outcome.ReplyCode?.ToString(CultureInfo.InvariantCulture) ?? "", outcome.Status.HasValue ? outcome.Status.ToString() : "", outcome.Text }
            .Where(part => part.Length > 0));

    // What a server said is foreign: one line, no controls, and no longer than a line may be (RFC 5322 section 2.1.1).
    private static string Cut(string text)
    {
        var clean = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        return clean.Length > 500 ? clean.Substring(0, 500) : clean;
    }

    private static string HeaderOf(ReadOnlyMemory<byte> content)
    {
        var text = Encoding.UTF8.GetString(content.Slice(0, Math.Min(content.Length, 65_536)).ToArray()).Replace("\r\n", "\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (end < 0 ? "" : text.Substring(0, end + 1)).Replace("\n", "\r\n") + "\r\n";
    }

    // A host name holds letters, digits, dots and hyphens; whatever else a machine is called does not belong into a report.
    private static string MachineName() => new([.. Environment.MachineName.Where(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-')]);
}
