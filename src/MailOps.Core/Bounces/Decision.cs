using System;

namespace MailOps.Bounces;

/// <summary>What was decided about one recipient, and by which rule.</summary>
internal readonly record struct Decision
{
    private const int Opening = 500;

    public BounceReason Reason { get; init; }

    public BouncePermanence Permanence { get; init; }

    public BounceCause Cause { get; init; }

    public BounceAction Action { get; init; }

    public BounceConfidence Confidence { get; init; }

    public string Rule { get; init; }

    /// <summary>What needs no rule: successes, complaints, automatic replies.</summary>
    public static Decision Of(BounceKind kind)
    {
        var reason = kind switch
        {
            BounceKind.Delivered or BounceKind.Relayed => BounceReason.Delivered,
            BounceKind.Complaint => BounceReason.Feedback,
            BounceKind.AutoReply => BounceReason.Vacation,
            _ => BounceReason.Undefined,
        };
        return new Decision
        {
            Reason = reason,
            Cause = ReasonTraits.CauseOf(reason),
            Action = kind == BounceKind.NotABounce ? BounceAction.None : ReasonTraits.ActionOf(reason),
            Confidence = BounceConfidence.High,
            Rule = "",
        };
    }

    /// <summary>
    /// Asks the table about the diagnostic first. Where no text in it decides, the further text of the report is asked; its codes stay
    /// those of the diagnostic.
    /// </summary>
    public static Decision Make(
        BounceFacts facts, RecipientFacts recipient, string text, ref BounceEvidence evidence, BounceKind kind, BounceRules rules)
    {
        var rule = rules.Judge(text.AsSpan(), ref evidence);
        if (rule is null || !rule.HasText)
        {
            rule = First(rule, AskNotice(recipient.Remark, ref evidence, rules));
        }

        if (rule is null || rule.IsWeak || recipient.IsFromNotice)
        {
            var further = AskNotice(facts.Notice, ref evidence, rules);
            rule = recipient.IsFromNotice && rule is { IsWeak: false } && further is not null ? (further.IsOfProvider && further.Rank < rule.Rank ? further : rule) : First(rule, further);
        }

        var reason = rule?.Reason
            ?? (kind == BounceKind.Delay ? BounceReason.Expired
            : text.Length > 0 || evidence.ReplyCode != 0 || evidence.Status.HasValue ? BounceReason.OnHold
            : BounceReason.Undefined);
        var isTemporary = evidence.Status.Class == 4 || (evidence.Status.Class != 5 && evidence.ReplyCode is >= 400 and < 500);
        return new Decision
        {
            Reason = reason,
            Permanence = kind == BounceKind.Delay ? BouncePermanence.Soft : ReasonTraits.PermanenceOf(reason, isTemporary),
            Cause = rule?.Cause ?? ReasonTraits.CauseOf(reason),
            Action = kind == BounceKind.Delay ? BounceAction.Wait : rule?.Action ?? ReasonTraits.ActionOf(reason),
            Confidence = ConfidenceOf(facts, rule, evidence),
            Rule = rule is null ? "" : rule.Text.Length == 0 ? rule.Origin : rule.Origin + " \"" + rule.Text + "\"",
        };
    }

    /// <summary>
    /// The same of a reply to MAIL, which names nobody but the sender (RFC 5321 section 4.1.1.2): whoever is unknown there is he. Only for who
    /// knows the command; a notice may speak of MAIL and quote the reply to RCPT.
    /// </summary>
    public Decision OfSender(bool isTemporary) => Reason is BounceReason.UserUnknown or BounceReason.HasMoved or BounceReason.Suspend
        ? this with
        {
            Reason = BounceReason.Rejected,
            Permanence = ReasonTraits.PermanenceOf(BounceReason.Rejected, isTemporary),
            Cause = ReasonTraits.CauseOf(BounceReason.Rejected),
            Action = ReasonTraits.ActionOf(BounceReason.Rejected),
        }
        : this;

    // A code that decided stays unless a text says more.
    private static BounceRule? First(BounceRule? code, BounceRule? further) => further is { HasText: true } || code is null ? further : code;

    private static BounceRule? AskFurther(string text, ref BounceEvidence evidence, BounceRules rules) =>
        text.Length == 0 ? null : rules.Judge(text.AsSpan(), ref evidence);

    // A notice begins with the reason; advice, the original's header and disclaimers come below.
    private static BounceRule? AskNotice(string notice, ref BounceEvidence evidence, BounceRules rules)
    {
        if (notice.Length <= Opening)
        {
            return AskFurther(notice, ref evidence, rules);
        }

        var first = rules.Judge(notice.AsSpan(0, Opening), ref evidence);
        return first is { HasText: true } ? first : First(first, AskFurther(notice, ref evidence, rules));
    }

    private static BounceConfidence ConfidenceOf(BounceFacts facts, BounceRule? rule, in BounceEvidence evidence)
    {
        if (rule is null || facts.IsGuess)
        {
            return BounceConfidence.Low;
        }

        var hasCode = evidence.Status.HasValue || evidence.ReplyCode != 0;
        return rule.HasText
            ? hasCode || rule.Hosts.Length > 0 ? BounceConfidence.High : BounceConfidence.Medium
            : rule.Statuses.Length > 0 && evidence.Status.Detail != 0 ? BounceConfidence.Medium : BounceConfidence.Low;
    }
}
