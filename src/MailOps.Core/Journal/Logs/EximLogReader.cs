using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>
/// Lines of Exim's main log (Exim specification, chapter 53): behind the message id <c>&lt;=</c> an arrival, <c>=&gt;</c> and <c>-&gt;</c> deliveries,
/// <c>**</c> a failure, <c>==</c> a deferral, each with the address and fields like <c>H=host [ip]</c>.
/// </summary>
internal sealed class EximLogReader(QueuedMails mails, OutcomeJudgement judgement, UnreadTally unread) : ILogLineReader
{
    public MailServerLogFormat Format => MailServerLogFormat.Exim;

    /// <summary>Finds the message id, six characters, a hyphen, six or eleven, a hyphen, two or four; and where its message begins.</summary>
    public static bool TryFindId(ReadOnlySpan<char> line, out ReadOnlySpan<char> id, out int message)
    {
        for (var start = 0; start + 16 < line.Length && start < 120;)
        {
            foreach (var (middle, last) in Shapes)
            {
                var length = 6 + 1 + middle + 1 + last;
                if (IsId(line, start, middle, last) && line.Length > start + length && line[start + length] == ' ')
                {
                    id = line.Slice(start, length);
                    message = start + length + 1;
                    return true;
                }
            }

            var blank = line.Slice(start).IndexOf(' ');
            if (blank < 0)
            {
                break;
            }

            start += blank + 1;
        }

        id = default;
        message = 0;
        return false;
    }

    public void Read(ReadOnlySpan<char> line, in LogLine place, List<MailServerDelivery> output)
    {
        if (!TryFindId(line, out var id, out var at))
        {
            return;
        }

        var text = line.Slice(at);
        if (text.Length < 4)
        {
            return;
        }

        var rest = text.Slice(3);
        switch (text.Slice(0, 3).ToString())
        {
            case "<= ":
                ReadArrival(rest, mails[id.ToString()], place);
                break;
            case "=> " or "-> " or ">> ":
                ReadOutcome(rest, id.ToString(), MailServerOutcome.Accepted, place, output);
                break;
            case "** ":
                ReadOutcome(rest, id.ToString(), MailServerOutcome.Failed, place, output);
                break;
            case "== ":
                ReadOutcome(rest, id.ToString(), MailServerOutcome.Deferred, place, output);
                break;
            case "Com" when text.StartsWith("Completed".AsSpan(), StringComparison.Ordinal):
                mails.Remove(id.ToString());
                break;
        }
    }

    // Exim 4.97 made the ids longer.
    private static readonly (int Middle, int Last)[] Shapes = [(6, 2), (11, 4)];

    private static bool IsId(ReadOnlySpan<char> line, int start, int middle, int last)
    {
        var end = start + 6 + 1 + middle + 1 + last;
        for (var i = start; i < end; i++)
        {
            var isHyphen = i == start + 6 || i == start + 7 + middle;
            if (i >= line.Length || (isHyphen ? line[i] != '-' : !(line[i] < 0x80 && char.IsLetterOrDigit(line[i]))))
            {
                return false;
            }
        }

        return true;
    }

    private static void ReadArrival(ReadOnlySpan<char> rest, QueuedMail mail, in LogLine place)
    {
        var sender = Word(rest, out _);
        mail.Sender = sender.SequenceEqual("<>".AsSpan()) ? "" : sender.ToString();
        mail.IsNotice = mail.Sender.Length == 0;
        mail.QueuedAt = place.At;
        mail.MessageId = Field(rest, " id=").ToString();
    }

    private void ReadOutcome(ReadOnlySpan<char> rest, string id, MailServerOutcome outcome, in LogLine place, List<MailServerDelivery> output)
    {
        // "user <user@example.com> R=…": the address of the envelope stands in brackets where routing made another one of it.
        var final = Word(rest, out var after);
        var fields = rest.Slice(after);
        var original = fields.Length > 0 && fields[0] == '<' && fields.IndexOf('>') is > 0 and var close ? fields.Slice(1, close - 1) : default;
        var address = final.IndexOf('@') >= 0 ? final : original.IsEmpty ? final : original;
        if (address.IndexOf('@') <= 0)
        {
            unread.AddDelivery(place.Number);
            return;
        }

        // "R=dnslookup T=remote_smtp H=mx [192.0.2.1]: SMTP error …": the fields end at the first colon with a blank.
        var colon = outcome == MailServerOutcome.Accepted ? -1 : fields.IndexOf(": ".AsSpan(), StringComparison.Ordinal);
        var text = colon >= 0 ? fields.Slice(colon + 2) : outcome == MailServerOutcome.Accepted ? Quoted(Field(fields, " C=", isQuoted: true)) : fields;
        fields = colon >= 0 ? fields.Slice(0, colon) : fields;
        if (outcome == MailServerOutcome.Deferred && IsNoAttempt(text))
        {
            return;
        }

        var server = Field(fields, " H=");
        var transport = Field(fields, " T=");
        var isExpired = outcome == MailServerOutcome.Failed && text.IndexOf("retry timeout exceeded".AsSpan(), StringComparison.Ordinal) >= 0;
        var mail = mails[id];
        if (isExpired && mail.Deferred is { } deferred && deferred.TryGetValue(address.ToString(), out var last))
        {
            text = last.Diagnostic.AsSpan();
        }

        var delivery = judgement.Judge(new MailServerDelivery
        {
            Address = address.ToString(),
            Outcome = isExpired ? MailServerOutcome.Expired
                : outcome == MailServerOutcome.Accepted && server.IsEmpty && !transport.IsEmpty ? MailServerOutcome.Delivered
                : outcome,
            At = place.At,
            QueuedAt = mail.QueuedAt,
            OriginalRecipient = original.IsEmpty || original.SequenceEqual(address) ? "" : original.ToString(),
            Sender = mail.Sender,
            IsNotice = mail.IsNotice,
            Diagnostic = Unescape(text),
            Server = server.ToString(),
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

    // "Retry time not yet reached", "retry time not reached for any host": the queue runner only looked, and nobody was asked.
    private static bool IsNoAttempt(ReadOnlySpan<char> text) => text.StartsWith("retry time not ".AsSpan(), StringComparison.OrdinalIgnoreCase);

    // The log shows the line ends of a reply as \n.
    private static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = text.ToString();
        return plain.IndexOf('\\') < 0 ? plain : plain.Replace("\\n", " ", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, out int after)
    {
        var end = text.IndexOf(' ');
        end = end < 0 ? text.Length : end;
        after = Math.Min(text.Length, end + 1);
        return text.Slice(0, end).TrimEnd(':');
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> text, string name, bool isQuoted = false)
    {
        var at = text.IndexOf(name.AsSpan(), StringComparison.Ordinal);
        if (at < 0 && text.StartsWith(name.AsSpan(1), StringComparison.Ordinal))
        {
            return Value(text.Slice(name.Length - 1), isQuoted);
        }

        return at < 0 ? default : Value(text.Slice(at + name.Length), isQuoted);
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> text, bool isQuoted)
    {
        var end = isQuoted && text.Length > 1 && text[0] == '"' ? text.Slice(1).IndexOf('"') + 2 : text.IndexOf(' ');
        return end <= 1 ? text : text.Slice(0, Math.Min(end, text.Length));
    }

    private static ReadOnlySpan<char> Quoted(ReadOnlySpan<char> text) => text.Trim('"');
}
