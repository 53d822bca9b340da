using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>Makes of what a transport reports for one recipient what the store records.</summary>
internal static class ReplyJudgement
{
    /// <summary>The outcome without its state, which also depends on time and lifetime.</summary>
    public static DeliveryOutcome Describe(int number, RecipientOutcome outcome, string server)
    {
        var described = new DeliveryOutcome
        {
            Number = number,
            State = DeliveryState.Queued,
            Stage = StageOf(outcome.Phase),
            ReplyCode = outcome.Reply?.Code,
            Status = outcome.Reply?.EnhancedStatus ?? default,
            Text = OneLine(outcome.Failure?.Message ?? outcome.Reply?.Text ?? ""),
            Server = server,
        };
        if (outcome.Outcome != MailOutcome.Rejected || outcome.Reply is null)
        {
            return described;
        }

        var verdict = TextJudgement.ClassifyReply(outcome.Reply.ToString(), StepOf(outcome.Phase), BounceClassifierOptions.Default);
        return described with { Permanence = verdict.Permanence, Reason = verdict.Reason, Cause = verdict.Cause };
    }

    /// <summary>
    /// Whether an outcome is about the server and not about the message: it never came to MAIL FROM, or the server wants a log-in first
    /// (RFC 4954 section 6: 530).
    /// </summary>
    public static bool IsAboutServer(RecipientOutcome outcome) =>
        outcome.Phase is SmtpPhase.Connect or SmtpPhase.Ehlo or SmtpPhase.StartTls or SmtpPhase.Auth
        || (outcome.Phase == SmtpPhase.MailFrom && outcome.Reply?.Code == 530);

    /// <summary>
    /// Whether the server wants less speed: 432 in a transaction (Exchange Online's "concurrent connections limit exceeded"; in AUTH it would be RFC
    /// 4954's "password transition"), or a transient refusal for the rate of the sender. One mailbox that is asked too often is not meant.
    /// </summary>
    public static bool IsSlowDown(RecipientOutcome outcome)
    {
        if (outcome.Outcome != MailOutcome.Deferred || outcome.Reply is not { } reply
            || outcome.Phase is not (SmtpPhase.MailFrom or SmtpPhase.RcptTo or SmtpPhase.Data or SmtpPhase.FinalDot))
        {
            return false;
        }

        return reply.Code == 432
            || (outcome.Phase != SmtpPhase.RcptTo
                && BounceClassifier.ClassifyText(reply.ToString()).Reason is BounceReason.Speeding or BounceReason.TooManyConn);
    }

    private static SmtpStep StepOf(SmtpPhase phase) => phase switch
    {
        SmtpPhase.Connect => SmtpStep.Connect,
        SmtpPhase.Ehlo => SmtpStep.Ehlo,
        SmtpPhase.StartTls => SmtpStep.StartTls,
        SmtpPhase.Auth => SmtpStep.Auth,
        SmtpPhase.MailFrom => SmtpStep.Mail,
        SmtpPhase.RcptTo => SmtpStep.Rcpt,
        _ => SmtpStep.Data,
    };

    private static JournalStage StageOf(SmtpPhase phase) => phase switch
    {
        SmtpPhase.Connect => JournalStage.Connect,
        SmtpPhase.Ehlo => JournalStage.Hello,
        SmtpPhase.StartTls => JournalStage.Tls,
        SmtpPhase.Auth => JournalStage.Authentication,
        SmtpPhase.MailFrom => JournalStage.Sender,
        SmtpPhase.RcptTo => JournalStage.Recipient,
        SmtpPhase.Data => JournalStage.Content,
        _ => JournalStage.EndOfContent,
    };

    private static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
