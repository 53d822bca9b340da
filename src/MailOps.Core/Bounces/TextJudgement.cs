using System;
using System.Text;

namespace MailOps.Bounces;

/// <summary>Classifies text that is no mail: a reply, a line of a log, a notice from the clipboard.</summary>
internal static class TextJudgement
{
    private const string BareTextHeader = "From: MAILER-DAEMON\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";

    /// <summary>Text from a screen: a mail as it is, the text of a notice by the readers of prose, anything else as one reply.</summary>
    public static BounceReport ReadNotice(string text, BounceClassifierOptions options)
    {
        if (LooksLikeMail(text))
        {
            return BounceClassifier.Classify(Encoding.UTF8.GetBytes(text), options);
        }

        var isProse = LooksLikeNotice(text);
        if (isProse)
        {
            var report = BounceClassifier.Classify(Encoding.UTF8.GetBytes(BareTextHeader + text), options);
            if (report.Kind is BounceKind.Failure or BounceKind.Delay && report.Recipients[0].Address.Length > 0)
            {
                return report;
            }
        }

        // Numbers in prose that no words of a refusal go with are room numbers and versions.
        var single = Classify(text, options);
        if (isProse && single.Address.Length == 0 && single.Rule.IndexOf('"') < 0)
        {
            single = new BounceClassification { Kind = BounceKind.NotABounce, Format = "Text" };
        }

        return new BounceReport { Kind = single.Kind, Format = single.Format, Recipients = [single] };
    }

    /// <summary>Whether text begins with the line that an mbox puts before each mail.</summary>
    public static bool LooksLikeMbox(string text) => text.TrimStart('\uFEFF').StartsWith("From ", StringComparison.Ordinal) && LooksLikeMail(text);

    /// <summary>Whether an item is no mail but text short enough to be a reply or notice.</summary>
    public static bool IsText(MailSourceItem item) =>
        item.Findings.Contains(BounceFindings.NotAMail.Id) && item.Content.Length is > 0 and <= 64 * 1024 && item.Content.Span.IndexOf((byte)0) < 0;

    // Several lines that are no reply: those begin with a code.
    private static bool LooksLikeNotice(string text)
    {
        var lines = new TextLines(text, 40);
        var filled = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line is [>= '2' and <= '5', >= '0' and <= '9', >= '0' and <= '9', ' ' or '-', ..] && filled == 0)
            {
                return false;
            }

            filled += line.IsEmpty ? 0 : 1;
        }

        return filled >= 3;
    }

    public static BounceClassification Classify(string text, BounceClassifierOptions options)
    {
        if (LooksLikeMail(text))
        {
            var report = BounceClassifier.Classify(Encoding.UTF8.GetBytes(text), options);
            if (report.Kind != BounceKind.NotABounce)
            {
                return report.Recipients[0];
            }
        }

        return ClassifyReply(text, SmtpStep.Unknown, options);
    }

    /// <summary>A reply of which is known what it answered.</summary>
    public static BounceClassification ClassifyReply(string text, SmtpStep phase, BounceClassifierOptions options)
    {
        var reply = SmtpReplyParser.Parse(text.AsSpan());
        var evidence = new BounceEvidence
        {
            Status = reply.Status,
            ReplyCode = reply.ReplyCode,
            Phase = phase,
            DiagnosticType = "",
            RemoteHost = reply.Host,
            RecipientDomain = AddressText.DomainOf(AddressText.FindFirst(text.AsSpan())),
        };
        var facts = new BounceFacts { Format = "Text" };
        var decision = Decision.Make(facts, new RecipientFacts(), reply.Text, ref evidence, BounceKind.Failure, options.Rules ?? BounceRules.BuiltIn);
        decision = phase == SmtpStep.Mail ? decision.OfSender(reply.ReplyCode is >= 400 and < 500) : decision;
        var success = reply.Status.Class == 2 || (reply.ReplyCode == 0 && StartsWithSuccess(text));
        if (success || (reply.ReplyCode == 0 && !reply.Status.HasValue && decision.Rule.Length == 0))
        {
            return new BounceClassification { Kind = BounceKind.NotABounce, Format = "Text", Diagnostic = reply.Text, Status = reply.Status.ToString() };
        }

        return new BounceClassification
        {
            Address = FindRecipient(text),
            Kind = BounceKind.Failure,
            Permanence = decision.Permanence,
            Reason = decision.Reason,
            Cause = decision.Cause,
            Action = decision.Action,
            Confidence = decision.Confidence,
            Rule = decision.Rule,
            Status = reply.Status.ToString(),
            ReplyCode = reply.ReplyCode == 0 ? null : reply.ReplyCode,
            Diagnostic = LogLineQuote.ReplyIn(reply.Text),
            RemoteMta = reply.Host,
            Format = "Text",
        };
    }

    // Logs name the recipient as to=<a@b>; replies as <a@b> or in plain text.
    private static string FindRecipient(string text)
    {
        foreach (var lead in RecipientLeads)
        {
            var at = text.IndexOf(lead, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && AddressText.TryRead(text.AsSpan(at + lead.Length), out var address, out _))
            {
                return address;
            }
        }

        return AddressText.FindFirst(text.AsSpan());
    }

    private static readonly string[] RecipientLeads = [" to=", "orig_to=", "RCPT TO:"];

    private static bool StartsWithSuccess(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        return trimmed.Length >= 4 && trimmed[0] is '2' or '3' && char.IsDigit(trimmed[1]) && char.IsDigit(trimmed[2]) && trimmed[3] is ' ' or '-';
    }

    private static bool LooksLikeMail(string text)
    {
        var lines = new TextLines(text, 40);
        var fields = 0;
        for (var i = 0; i < lines.Count && !lines[i].IsEmpty; i++)
        {
            var line = lines[i];
            fields += line.StartsWith("From:".AsSpan(), StringComparison.OrdinalIgnoreCase) || line.StartsWith("Subject:".AsSpan(), StringComparison.OrdinalIgnoreCase)
                || line.StartsWith("Received:".AsSpan(), StringComparison.OrdinalIgnoreCase) || line.StartsWith("Content-Type:".AsSpan(), StringComparison.OrdinalIgnoreCase)
                || line.StartsWith("To:".AsSpan(), StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return fields >= 2;
    }
}
