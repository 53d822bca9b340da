using MailOps.Bounces;

namespace MailOps.Journal;

/// <summary>Judges what a log quotes of another server, by the rule table of bounces.</summary>
internal sealed class OutcomeJudgement(BounceRules? rules)
{
    private readonly BounceClassifierOptions _options = BounceClassifierOptions.Default with { Rules = rules };

    // Servers that are down say the same thousands of times.
    private string _lastText = "";
    private string _lastStatus = "";
    private BounceClassification? _last;

    /// <summary>The same delivery with reason, codes and stage.</summary>
    public MailServerDelivery Judge(MailServerDelivery delivery)
    {
        if (delivery.Outcome is MailServerOutcome.Accepted or MailServerOutcome.Delivered)
        {
            return delivery with { Reason = BounceReason.Delivered, Stage = JournalStage.EndOfContent };
        }

        var verdict = Classify(delivery.Diagnostic, delivery.Status);
        var isFinal = delivery.Outcome is MailServerOutcome.Failed or MailServerOutcome.Expired;
        var stage = DialogueStage.Of(delivery.Diagnostic);
        return delivery with
        {
            // Still being tried, or given up after waiting: the address is not lost by that, whatever the last reply was.
            Permanence = delivery.Outcome == MailServerOutcome.Failed && verdict.Permanence != BouncePermanence.None
                ? verdict.Permanence
                : BouncePermanence.Soft,
            Reason = verdict.Reason,
            Cause = verdict.Cause,
            Action = isFinal ? verdict.Action : BounceAction.Wait,
            Status = delivery.Status.Length > 0 && verdict.ReplyCode is null ? delivery.Status : verdict.Status.Length > 0 ? verdict.Status : delivery.Status,
            ReplyCode = verdict.ReplyCode,

            // What the own server says without any dialogue (unknown in a table, no such domain) is about the recipient.
            Stage = stage == JournalStage.None ? JournalStage.Recipient : stage,
        };
    }

    private BounceClassification Classify(string text, string status)
    {
        if (_last is null || text != _lastText || status != _lastStatus)
        {
            (_lastText, _lastStatus) = (text, status);
            _last = BounceClassifier.ClassifyText(text, _options);
            if (_last.Status.Length == 0 && status.Length > 0)
            {
                _last = BounceClassifier.ClassifyText(status + " " + text, _options);
            }

            if (_last.Kind == BounceKind.NotABounce)
            {
                _last = _last with { Reason = BounceReason.OnHold, Permanence = BouncePermanence.Soft, Action = BounceAction.Review };
            }
        }

        return _last;
    }
}
