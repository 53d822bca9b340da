using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Makes results of what a reader found: the rule table judges each recipient.</summary>
internal static class Judgement
{
    private const int MaxDiagnostic = 2048;

    public static BounceReport NoReport(in SourcePlace place) => new()
    {
        Kind = BounceKind.NotABounce,
        Recipients = [new BounceClassification { Kind = BounceKind.NotABounce, Source = place.Source, SourceIndex = place.Index, Findings = place.Findings }],
        Findings = place.Findings,
        Source = place.Source,
        SourceIndex = place.Index,
    };

    public static BounceReport ToReport(BounceContext context, BounceFacts facts, BounceClassifierOptions options, in SourcePlace place)
    {
        facts.Findings.AddRange(place.Findings);
        var original = context.Returned.ToOriginal(facts.MessageId);
        if (facts.Recipients.Count == 0 && facts.Kind is BounceKind.Failure or BounceKind.Delay)
        {
            facts.Findings.Add(BounceFindings.NoRecipient.Found());
        }

        var findings = facts.Findings.Count == 0 ? FindingList.Empty : new FindingList(facts.Findings);
        var (to, at, sent) = ReportOrigin.Of(context, original);
        var recipients = new List<BounceClassification>(Math.Max(1, facts.Recipients.Count));
        foreach (var recipient in facts.Recipients)
        {
            recipients.Add(Judge(facts, recipient, original, findings, options, place) with { ReportedTo = to, ReportedAt = at, SentAt = sent });
        }

        if (recipients.Count == 0)
        {
            recipients.Add(
                Judge(facts, facts.Unnamed ?? new RecipientFacts(), original, findings, options, place) with { ReportedTo = to, ReportedAt = at, SentAt = sent });
        }

        return new BounceReport
        {
            Kind = MostSerious(recipients),
            Format = facts.Format,
            ReportingMta = facts.ReportingMta,
            EnvelopeId = facts.EnvelopeId,
            FeedbackType = facts.FeedbackType,
            Original = original,
            Recipients = recipients,
            Findings = findings,
            Source = place.Source,
            SourceIndex = place.Index,
        };
    }

    private static BounceClassification Judge(
        BounceFacts facts, RecipientFacts recipient, OriginalMessage original, FindingList findings, BounceClassifierOptions options, in SourcePlace place)
    {
        var kind = recipient.Kind ?? facts.Kind;
        var reply = SmtpReplyParser.Parse(recipient.Diagnostic.AsSpan());
        var further = reply.ReplyCode == 0 ? SmtpReplyParser.Parse(recipient.Remark.AsSpan()) : default;
        var evidence = new BounceEvidence
        {
            Status = StatusOf(reply.Status, StatusOf(recipient.Status, further.Status)),
            ReplyCode = ReplyCodeOf(reply, recipient, further, kind),
            Phase = recipient.Phase,
            DiagnosticType = recipient.DiagnosticType,
            RemoteHost = recipient.RemoteMta.Length > 0 ? recipient.RemoteMta : reply.Host,
            RecipientDomain = AddressText.DomainOf(recipient.Address),
        };

        var decision = kind is BounceKind.Failure or BounceKind.Delay
            ? Decision.Make(facts, recipient, reply.Text, ref evidence, kind, options.Rules ?? BounceRules.BuiltIn)
            : Decision.Of(kind);

        var shown = LogLineQuote.ReplyIn(reply.Text);
        return new BounceClassification
        {
            Address = recipient.Address,
            OriginalRecipient = recipient.OriginalRecipient,
            Kind = kind,
            Permanence = decision.Permanence,
            Reason = decision.Reason,
            Cause = decision.Cause,
            Action = decision.Action,
            Confidence = decision.Confidence,
            Rule = decision.Rule,
            Status = evidence.Status.ToString(),
            ReplyCode = evidence.ReplyCode == 0 ? null : evidence.ReplyCode,
            Diagnostic = shown.Length <= MaxDiagnostic ? shown : shown.Substring(0, MaxDiagnostic),
            RemoteMta = evidence.RemoteHost,
            ReportingMta = facts.ReportingMta,
            MessageId = original.MessageId,
            EnvelopeId = facts.EnvelopeId,
            Format = facts.Format,
            FeedbackType = facts.FeedbackType,
            Findings = findings,
            Source = place.Source,
            SourceIndex = place.Index,
        };
    }

    private static int ReplyCodeOf(SmtpReplyText reply, RecipientFacts recipient, SmtpReplyText further, BounceKind kind)
    {
        if (kind is BounceKind.Delivered or BounceKind.Relayed)
        {
            return reply.Text is ['2', >= '0' and <= '9', >= '0' and <= '9', ' ' or '-', ..] text ? ((text[0] - '0') * 100) + ((text[1] - '0') * 10) + (text[2] - '0') : 0;
        }

        return reply.ReplyCode != 0 ? reply.ReplyCode : recipient.ReplyCode != 0 ? recipient.ReplyCode : further.ReplyCode;
    }

    /// <summary>The server's own code says more than the report's; x.0.0 says nothing.</summary>
    public static EnhancedStatus StatusOf(EnhancedStatus reply, EnhancedStatus field)
    {
        if (!reply.HasValue || !field.HasValue)
        {
            return reply.HasValue ? reply : field;
        }

        // x.0.0 and x.1.0 say less than x.1.1.
        var isVague = field.Class == reply.Class && reply.Detail == 0 && (reply.Subject == 0 || (reply.Subject == field.Subject && field.Detail != 0));
        return isVague ? field : reply;
    }

    private static BounceKind MostSerious(List<BounceClassification> recipients)
    {
        var best = recipients[0].Kind;
        foreach (var recipient in recipients)
        {
            best = Weight(recipient.Kind) > Weight(best) ? recipient.Kind : best;
        }

        return best;
    }

    private static int Weight(BounceKind kind) => kind switch
    {
        BounceKind.Failure => 6,
        BounceKind.Delay => 5,
        BounceKind.Complaint => 4,
        BounceKind.Delivered => 3,
        BounceKind.Relayed => 2,
        BounceKind.AutoReply => 1,
        _ => 0,
    };
}
