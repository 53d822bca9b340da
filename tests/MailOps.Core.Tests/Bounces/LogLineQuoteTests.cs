using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Bounces;

public sealed class LogLineQuoteTests
{
    private const string Postfix = "Mar  1 12:00:03 mx postfix/smtp[4]: 4A1B2C3D4E: to=<gone@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, dsn=5.1.1, status=";

    [Theory]
    [InlineData(
        Postfix + "bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 <gone@x.example>: no such user (see x) (in reply to RCPT TO command))",
        "550 5.1.1 <gone@x.example>: no such user (see x) (in reply to RCPT TO command)")]
    [InlineData(Postfix + "bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in rep", "550 5.1.1 no such user (in rep")]
    [InlineData(Postfix + "deferred (host mx.x.example[192.0.2.1] refused to talk to me: 554 5.7.1 blocked)", "host mx.x.example[192.0.2.1] refused to talk to me: 554 5.7.1 blocked")]
    [InlineData(Postfix + "deferred (connect to mx.x.example[192.0.2.1]:25: Connection timed out)", "connect to mx.x.example[192.0.2.1]:25: Connection timed out")]
    [InlineData(
        "2026-03-01 12:00:00 1wABCD-000abc-12 ** gone@x.example R=dnslookup T=remote_smtp H=mx.x.example [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<gone@x.example>: 550 5.1.1 no such user",
        "SMTP error from remote mail server after RCPT TO:<gone@x.example>: 550 5.1.1 no such user")]
    [InlineData("host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)", "host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)")]
    [InlineData("550 5.1.1 to=<gone@x.example>, status=bounced no such user", "550 5.1.1 to=<gone@x.example>, status=bounced no such user")]
    public void The_reply_is_taken_out_of_a_pasted_line(string text, string diagnostic) =>
        Assert.Equal(diagnostic, BounceClassifier.ClassifyText(text).Diagnostic);

    [Fact]
    public void The_whole_line_is_judged_and_names_the_recipient_and_the_server()
    {
        var result = BounceClassifier.ClassifyText(Postfix + "bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))");
        Assert.Equal(("gone@x.example", BounceReason.UserUnknown, "5.1.1", "mx.x.example"), (result.Address, result.Reason, result.Status, result.RemoteMta));
    }

    [Fact]
    public void A_line_within_a_notice_gives_its_reply_without_the_prose_around_it()
    {
        var report = BounceClassifier.ClassifyNotice(
            "Hello,\n\nyour mail could not be delivered. The log says:\n\n" + Postfix
            + "bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))\n\nRegards\n");
        Assert.Equal("550 5.1.1 no such user (in reply to RCPT TO command)", Assert.Single(report.Recipients).Diagnostic);
    }

    [Theory]
    [InlineData(Postfix + "bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 unknown user (in reply to MAIL FROM command))", JournalStage.Sender)]
    [InlineData(Postfix + "deferred (host mx.x.example[192.0.2.1] refused to talk to me: 550 5.1.1 unknown user)", JournalStage.Connect)]
    [InlineData("2026-03-01 12:00:00 1wABCD-000abc-12 ** a@x.example R=r T=t H=mx.x.example [192.0.2.1]: SMTP error from remote mail server after MAIL FROM:<s@corp.example>: 550 no such user", JournalStage.Sender)]
    public void What_refused_the_sender_still_says_so_to_the_suppression_list(string text, JournalStage stage) =>
        Assert.Equal(stage, SuppressionEvidence.Of(BounceClassifier.ClassifyText(text)).Stage);
}
