using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Bounces;

/// <summary>
/// Sendmail and its descendants without a report part: "----- The following addresses had … -----" with the recipients, and
/// "----- Transcript of session follows -----" with the dialogue. Sendmail 5 has the transcript alone.
/// </summary>
internal sealed class SendmailReader : IBounceReader
{
    public string Name => "Sendmail";

    public IReadOnlyList<string> Signatures => ["transcript of session", "the following addresses had", "transcript of the session"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        if (context.IsPassedOn || !context.IsAutomatic)
        {
            return false;
        }

        var transcript = lines.Find("Transcript of", 0, context.NoticeEnd);
        var list = FindList(lines, context.NoticeEnd);
        if (transcript < 0 && list < 0)
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) || (list >= 0 && lines[list].IndexOf("transient".AsSpan(), StringComparison.OrdinalIgnoreCase) > 0)
            ? BounceKind.Delay : BounceKind.Failure;
        if (list >= 0)
        {
            ReadList(lines, list + 1, EndOfSection(lines, list + 1, context.NoticeEnd), facts);
        }

        if (transcript >= 0)
        {
            ReadTranscript(lines, transcript + 1, context.NoticeEnd, facts);
        }

        facts.Notice = lines.Slice(transcript < 0 ? list + 1 : transcript + 1, context.NoticeEnd).ToString();

        // Sendmail 5 may name nobody: then whom the returned message went to is meant.
        return facts.Recipients.Count > 0 || UnnamedRecipient.Find(context).Length > 0;
    }

    private static int FindList(TextLines lines, int end)
    {
        var line = lines.Find("following addresses had", 0, end);
        return line >= 0 ? line : lines.Find("following address had", 0, end);
    }

    private static int EndOfSection(TextLines lines, int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (lines[i].TrimStart().StartsWith("-----".AsSpan()))
            {
                return i;
            }
        }

        return end;
    }

    // "<a@b>", then "    (reason: 550 …)" and "    (expanded from: <c@d>)"
    private static void ReadList(TextLines lines, int from, int to, BounceFacts facts)
    {
        var shapes = AddressLine.Angle | AddressLine.Bare | AddressLine.Chevron | AddressLine.Indented | AddressLine.WithText;
        for (var i = from; i < to; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("(reason:".AsSpan()) && facts.Recipients.Count > 0)
            {
                facts.Recipients[facts.Recipients.Count - 1].Remark = line.Slice(8).TrimEnd(')').Trim().ToString();
            }
            else if (line.StartsWith("(expanded from".AsSpan()) && facts.Recipients.Count > 0)
            {
                facts.Recipients[facts.Recipients.Count - 1].Alias = AddressText.FindFirst(line);
            }
            else if (!line.StartsWith("(".AsSpan()) && RecipientBlocks.TryReadAddress(lines[i], shapes, out var address, out var rest))
            {
                facts.Add(address).Diagnostic = rest.Trim('(', ')', '[', ']');
            }
            else if (line.StartsWith("\"|".AsSpan()) || line.StartsWith("|".AsSpan()))
            {
                facts.Add(line.ToString());
            }
        }
    }

    // ">>> RCPT To:<a@b>", "<<< 550 5.1.1 …", "550 5.1.1 <a@b>... User unknown", "<a@b>... Deferred: …"
    private static void ReadTranscript(TextLines lines, int from, int to, BounceFacts facts)
    {
        var said = new StringBuilder();
        var common = new StringBuilder();
        var phase = SmtpStep.Unknown;
        for (var i = from; i < to; i++)
        {
            var line = lines[i].Trim();
            if (TryReadAfter(line, Commands, out var command))
            {
                phase = PhaseOf(command);
                said.Clear();
            }
            else if (TryReadAfter(line, Replies, out var reply))
            {
                said.Append(said.Length > 0 ? "\n" : "").Append(reply);
            }
            else if (TryReadAbout(line, out var address, out var text))
            {
                var recipient = FindOrAdd(facts, address);
                recipient.Phase = recipient.Phase == SmtpStep.Unknown ? phase : recipient.Phase;
                Append(recipient, said.Length > 0 ? said.ToString() : "");
                Append(recipient, text);
            }
            else if (!line.IsEmpty)
            {
                common.Append(line).Append('\n');
            }
        }

        foreach (var recipient in facts.Recipients)
        {
            if (recipient.Diagnostic.Length == 0)
            {
                recipient.Diagnostic = said.Length > 0 ? said.ToString() : recipient.Remark.Length > 0 ? recipient.Remark : common.ToString();
                recipient.Phase = recipient.Phase == SmtpStep.Unknown ? phase : recipient.Phase;
            }
        }

        facts.Notice = common.ToString();
    }

    // Sendmail writes ">>>" and "<<<", GroupWise "Command:" and "Response:", MDaemon "-->" and "<--".
    private static readonly string[] Commands = [">>>", "Command:", "-->"];

    private static readonly string[] Replies = ["<<<", "Response:", "<--"];

    private static bool TryReadAfter(ReadOnlySpan<char> line, string[] marks, out ReadOnlySpan<char> rest)
    {
        foreach (var mark in marks)
        {
            if (line.StartsWith(mark.AsSpan()))
            {
                rest = line.Slice(mark.Length).Trim();
                return true;
            }
        }

        rest = default;
        return false;
    }

    // "550 <a@b>... User unknown": what Sendmail itself says about one recipient.
    private static bool TryReadAbout(ReadOnlySpan<char> line, out string address, out string text)
    {
        text = "";
        address = "";
        var dots = line.IndexOf("... ".AsSpan());
        if (dots <= 0 || line[0] is not ('4' or '5' or '<' or '"'))
        {
            return false;
        }

        // "554 <a@b>... 550 Host unknown": the inner code is the reason, the outer one Sendmail's verdict.
        address = AddressText.FindFirst(line.Slice(0, dots));
        var behind = line.Slice(dots + 4).TrimStart();
        text = (behind is ['4' or '5', >= '0' and <= '9', >= '0' and <= '9', ' ' or '-', ..] ? behind : line).ToString();
        return address.Length > 0;
    }

    private static void Append(RecipientFacts recipient, string text)
    {
        if (text.Length > 0 && recipient.Diagnostic.Length < 4096)
        {
            recipient.Diagnostic += (recipient.Diagnostic.Length == 0 ? "" : "\n") + text;
        }
    }

    private static RecipientFacts FindOrAdd(BounceFacts facts, string address)
    {
        foreach (var recipient in facts.Recipients)
        {
            if (string.Equals(recipient.Address, address, StringComparison.OrdinalIgnoreCase))
            {
                return recipient;
            }
        }

        return facts.Add(address);
    }

    private static SmtpStep PhaseOf(ReadOnlySpan<char> command) =>
        command.StartsWith("RCPT".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Rcpt
        : command.StartsWith("MAIL".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Mail
        : command.StartsWith("DATA".AsSpan(), StringComparison.OrdinalIgnoreCase) || command.StartsWith(".".AsSpan()) ? SmtpStep.Data
        : command.StartsWith("EHLO".AsSpan(), StringComparison.OrdinalIgnoreCase) || command.StartsWith("HELO".AsSpan(), StringComparison.OrdinalIgnoreCase) ? SmtpStep.Ehlo
        : SmtpStep.Unknown;
}
