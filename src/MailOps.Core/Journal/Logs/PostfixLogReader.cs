using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>
/// Lines of Postfix: <c>QUEUEID: to=&lt;a@b&gt;, relay=host[ip]:25, delay=1, dsn=5.1.1, status=bounced (host said: …)</c>; qmgr and cleanup tell sender
/// and Message-ID of the queue id before. What Postfix itself refuses to take (NOQUEUE) is no delivery of ours.
/// </summary>
internal sealed class PostfixLogReader(QueuedMails mails, OutcomeJudgement judgement, UnreadTally unread) : ILogLineReader
{
    // Those that tell of deliveries, senders and Message-IDs.
    private static readonly string[] Programs = ["smtp", "lmtp", "local", "virtual", "pipe", "error", "discard", "bounce", "qmgr", "nqmgr", "cleanup"];

    public MailServerLogFormat Format => MailServerLogFormat.Postfix;

    /// <summary>The service, such as <c>smtp</c>, of <c>postfix/smtp[123]: </c>; where its message begins.</summary>
    public static bool TryFindService(ReadOnlySpan<char> line, out ReadOnlySpan<char> service, out int message)
    {
        service = default;
        var end = line.IndexOf("]: ".AsSpan(), StringComparison.Ordinal);
        message = end + 3;
        var bracket = end;
        while (bracket > 0 && line[bracket - 1] is >= '0' and <= '9')
        {
            bracket--;
        }

        if (bracket < 2 || bracket == end || line[--bracket] != '[')
        {
            return false;
        }

        var tag = line.Slice(0, bracket);
        tag = tag.Slice(tag.LastIndexOf(' ') + 1);
        var slash = tag.LastIndexOf('/');
        service = tag.Slice(slash + 1);

        // An instance may have a syslog_name of its own; the program behind it is Postfix's all the same.
        return slash > 0 && (tag.StartsWith("postfix".AsSpan(), StringComparison.Ordinal) || (service.Length is > 2 and < 9 && Array.IndexOf(Programs, service.ToString()) >= 0));
    }

    public void Read(ReadOnlySpan<char> line, in LogLine place, List<MailServerDelivery> output)
    {
        if (!TryFindService(line, out var service, out var at))
        {
            return;
        }

        var text = line.Slice(at);
        var colon = text.IndexOf(": ".AsSpan(), StringComparison.Ordinal);
        if (colon <= 0 || !IsQueueId(text.Slice(0, colon)))
        {
            return;
        }

        var rest = text.Slice(colon + 2);
        var id = text.Slice(0, colon);
        if (rest.StartsWith("to=<".AsSpan(), StringComparison.Ordinal))
        {
            ReadDelivery(rest, id.ToString(), service, place, output);
        }
        else if (rest.StartsWith("from=<".AsSpan(), StringComparison.Ordinal))
        {
            ReadSender(rest, id.ToString(), place, output);
        }
        else if (rest.StartsWith("message-id=".AsSpan(), StringComparison.Ordinal))
        {
            mails[id.ToString()].MessageId = rest.Slice(11).Trim().Trim('<').Trim('>').ToString();
        }
        else if (rest.SequenceEqual("removed".AsSpan()))
        {
            mails.Remove(id.ToString());
        }
    }

    // Short ids are hexadecimal, long ones (enable_long_queue_ids) letters and digits without vowels.
    private static bool IsQueueId(ReadOnlySpan<char> text)
    {
        if (text.Length is < 5 or > 40 || text.SequenceEqual("NOQUEUE".AsSpan()))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadSender(ReadOnlySpan<char> rest, string id, in LogLine place, List<MailServerDelivery> output)
    {
        var mail = mails[id];
        var end = rest.IndexOf(">,".AsSpan(), StringComparison.Ordinal);
        if (end < 0)
        {
            return;
        }

        mail.Sender = rest.Slice(6, end - 6).ToString();
        mail.IsNotice = end == 6;
        mail.QueuedAt ??= place.At;
        if (mail.Deferred is { Count: > 0 } deferred && FieldOf(rest.Slice(end + 1), "status=").EndsWith("expired".AsSpan(), StringComparison.Ordinal))
        {
            // One line for the mail, "force-expired" when postsuper did it; its recipients are those still being tried, each with its last reply.
            foreach (var last in deferred.Values)
            {
                output.Add(judgement.Judge(last with { Outcome = MailServerOutcome.Expired, At = place.At, Line = place.Number, Source = place.Source }));
            }

            deferred.Clear();
        }
    }

    private void ReadDelivery(ReadOnlySpan<char> rest, string id, ReadOnlySpan<char> service, in LogLine place, List<MailServerDelivery> output)
    {
        // A quoted local part may hold anything but a bare ">,".
        var end = rest.IndexOf(">, ".AsSpan(), StringComparison.Ordinal);
        var status = end < 0 ? -1 : rest.IndexOf(", status=".AsSpan(), StringComparison.Ordinal);
        if (end < 0 || status <= end)
        {
            unread.AddDelivery(place.Number);
            return;
        }

        var word = rest.Slice(status + 9);
        var blank = word.IndexOf(' ');
        var diagnostic = blank < 0 ? default : Unwrap(word.Slice(blank + 1));
        word = blank < 0 ? word : word.Slice(0, blank);
        if (OutcomeOf(word, service, diagnostic) is not { } outcome)
        {
            if (!IsNoDelivery(word))
            {
                unread.AddDelivery(place.Number);
            }

            return;
        }

        var fields = rest.Slice(end + 1, status - end - 1);
        var mail = mails[id];
        var original = FieldOf(fields, "orig_to=");
        var delivery = judgement.Judge(new MailServerDelivery
        {
            Address = rest.Slice(4, end - 4).ToString(),
            Outcome = outcome,
            At = place.At,
            QueuedAt = mail.QueuedAt,
            OriginalRecipient = original.IsEmpty ? "" : original.Trim('<').Trim('>').ToString(),
            Sender = mail.Sender,
            IsNotice = mail.IsNotice,
            Status = FieldOf(fields, "dsn=").ToString(),
            Diagnostic = diagnostic.ToString(),
            Server = HostOf(FieldOf(fields, "relay=")),
            MessageId = mail.MessageId,
            QueueId = id,
            Host = place.Host,
            Format = Format,
            Source = place.Source,
            Line = place.Number,
        });
        mail.Note(delivery);
        output.Add(delivery);
    }

    // Probes of addresses (sendmail -bv, reject_unverified_recipient), and what was handed on within the server.
    private static bool IsNoDelivery(ReadOnlySpan<char> status) =>
        status.SequenceEqual("sent".AsSpan()) || status.SequenceEqual("deliverable".AsSpan()) || status.SequenceEqual("undeliverable".AsSpan());

    private static MailServerOutcome? OutcomeOf(ReadOnlySpan<char> status, ReadOnlySpan<char> service, ReadOnlySpan<char> text)
    {
        if (status.SequenceEqual("sent".AsSpan()))
        {
            // Into a mailbox of this host or by LMTP into one behind it; everything else only took it. A forwarded mail has lines of its own.
            return text.StartsWith("forwarded as ".AsSpan(), StringComparison.Ordinal) ? null
                : service.SequenceEqual("local".AsSpan()) || service.SequenceEqual("virtual".AsSpan()) || service.SequenceEqual("lmtp".AsSpan())
                    ? MailServerOutcome.Delivered
                    : MailServerOutcome.Accepted;
        }

        return status.SequenceEqual("bounced".AsSpan()) ? MailServerOutcome.Failed
            : status.SequenceEqual("deferred".AsSpan()) || status.SequenceEqual("SOFTBOUNCE".AsSpan()) ? MailServerOutcome.Deferred
            : status.SequenceEqual("expired".AsSpan()) ? MailServerOutcome.Expired
            : null;
    }

    // "mx.example[192.0.2.1]:25"; "none" and the names of local programs are no servers.
    private static string HostOf(ReadOnlySpan<char> relay)
    {
        var bracket = relay.IndexOf('[');
        return bracket <= 0 ? "" : relay.Slice(0, bracket).ToString();
    }

    private static ReadOnlySpan<char> FieldOf(ReadOnlySpan<char> fields, string name)
    {
        var at = fields.IndexOf((" " + name).AsSpan(), StringComparison.Ordinal);
        if (at < 0)
        {
            return default;
        }

        var value = fields.Slice(at + 1 + name.Length);
        var end = value.IndexOf(',');
        return end < 0 ? value : value.Slice(0, end);
    }

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] == '(' && text[text.Length - 1] == ')' ? text.Slice(1, text.Length - 2) : text;
}
