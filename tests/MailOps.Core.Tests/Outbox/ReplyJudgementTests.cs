using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Outbox;

/// <summary>What the outbox records of a refusal, of which it knows the command.</summary>
public sealed class ReplyJudgementTests
{
    [Theory]
    [InlineData(SmtpPhase.RcptTo, "5.1.1", "user unknown", JournalStage.Recipient, BounceReason.UserUnknown, BouncePermanence.Hard)]
    [InlineData(SmtpPhase.MailFrom, "5.1.1", "user unknown", JournalStage.Sender, BounceReason.Rejected, BouncePermanence.Soft)]
    [InlineData(SmtpPhase.MailFrom, "5.2.1", "mailbox disabled", JournalStage.Sender, BounceReason.Rejected, BouncePermanence.Soft)]
    [InlineData(SmtpPhase.FinalDot, "5.1.1", "user unknown", JournalStage.EndOfContent, BounceReason.UserUnknown, BouncePermanence.Hard)]
    public void Who_is_unknown_at_mail_from_is_the_sender(
        SmtpPhase phase, string status, string text, JournalStage stage, BounceReason reason, BouncePermanence permanence)
    {
        var outcome = new RecipientOutcome
        {
            Recipient = "anna@kunde.example",
            Outcome = MailOutcome.Rejected,
            Phase = phase,
            Reply = new SmtpReply { Code = 550, Lines = [status + " " + text] },
        };
        var described = ReplyJudgement.Describe(1, outcome, "mail.kunde.example");
        Assert.Equal((stage, reason, permanence), (described.Stage, described.Reason, described.Permanence));
        Assert.Equal(reason == BounceReason.UserUnknown, described.Cause == BounceCause.AddressInvalid);
    }
}
