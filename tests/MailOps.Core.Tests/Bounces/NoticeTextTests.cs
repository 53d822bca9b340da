using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Text from a screen or a clipboard: replies, log lines, notices, whole mails.</summary>
public sealed class NoticeTextTests
{
    [Fact]
    public void A_reply_of_several_lines_is_one_judgement()
    {
        var report = BounceClassifier.ClassifyNotice("550-5.1.1 The email account that you tried to reach does not exist.\r\n550-5.1.1 Please try\r\n550 5.1.1 double-checking");
        Assert.Equal(BounceReason.UserUnknown, Assert.Single(report.Recipients).Reason);
    }

    [Fact]
    public void A_line_of_a_log_names_its_recipient()
    {
        var report = BounceClassifier.ClassifyNotice(
            "Mar  3 10:00:00 mx postfix/smtp[12]: 4F1: to=<anna@kunde.example>, relay=mx.kunde.example[192.0.2.1]:25, dsn=4.2.2, status=deferred (host mx.kunde.example[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))");
        var result = Assert.Single(report.Recipients);
        Assert.Equal(("anna@kunde.example", BounceReason.MailboxFull), (result.Address, result.Reason));
    }

    [Fact]
    public void The_text_of_a_notice_gives_each_recipient()
    {
        const string Text = "Your message could not be delivered to:\n\n  anna@kunde.example\n    mailbox full\n\n  bert@kunde.example\n    550 5.1.1 no such user\n";
        var results = BounceClassifier.ClassifyNotice(Text).Recipients;
        Assert.Equal(["anna@kunde.example", "bert@kunde.example"], results.Select(r => r.Address));
        Assert.Equal([BounceReason.MailboxFull, BounceReason.UserUnknown], results.Select(r => r.Reason));
    }

    [Fact]
    public void A_whole_mail_gives_each_recipient()
    {
        const string Text = "From: MAILER-DAEMON@firma.example\nSubject: failure\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
            + "Reporting-MTA: dns; firma.example\n\nFinal-Recipient: rfc822; a@kunde.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@kunde.example\nAction: failed\nStatus: 5.2.2\n--b--\n";
        Assert.Equal(["a@kunde.example", "b@kunde.example"], BounceClassifier.ClassifyNotice(Text).Recipients.Select(r => r.Address));
    }

    [Fact]
    public void An_ordinary_mail_that_quotes_a_reply_is_no_bounce() =>
        Assert.Equal(BounceKind.NotABounce, BounceClassifier.ClassifyNotice("From: a@kunde.example\nTo: b@firma.example\nSubject: Question\n\nWhat does 550 5.1.1 mean?\n").Kind);

    [Theory]
    [InlineData("")]
    [InlineData("Hello world")]
    [InlineData("250 2.0.0 Ok: queued")]
    [InlineData("Dear all,\n\nthe meeting is moved to room 451 at 5.1.1.\n\nAnna\n")]
    public void What_refuses_nothing_is_no_bounce(string text) => Assert.Equal(BounceKind.NotABounce, BounceClassifier.ClassifyNotice(text).Kind);

    [Fact]
    public void Standard_input_takes_a_bare_reply_as_well_as_a_mail()
    {
        Assert.Equal(BounceReason.MailboxFull, ReadStream("452 4.2.2 mailbox full\n").Recipients[0].Reason);
        Assert.Equal(BounceKind.NotABounce, ReadStream("From: a@kunde.example\nSubject: x\n\ntext\n").Kind);
    }

    [Fact]
    public void Bytes_of_an_mbox_give_each_mail()
    {
        const string Mail = "From MAILER-DAEMON Mon Mar  3 10:00:00 2025\nFrom: a@kunde.example\nSubject: x\n\ntext\n\n";
        Assert.Equal([1, 2], BounceClassifier.ClassifyEach(Encoding.ASCII.GetBytes(Mail + Mail)).Select(r => r.SourceIndex));
        Assert.Equal([1, 2], BounceClassifier.ClassifyEach(Mail + Mail).Select(r => r.SourceIndex));
        Assert.Equal(BounceReason.UserUnknown, Assert.Single(BounceClassifier.ClassifyEach("550 5.1.1 no such user")).Recipients[0].Reason);
    }

    [Theory]
    [InlineData("Abwesenheitsnotiz: Angebot")]
    [InlineData("Abwesenheitsmeldung: Re: Angebot")]
    public void A_label_of_absence_is_enough_without_any_field(string subject) => Assert.Equal(
        BounceKind.AutoReply, BounceClassifier.ClassifyNotice("From: a@kunde.example\nTo: b@firma.example\nSubject: " + subject + "\n\nGuten Tag\n").Kind);

    private static BounceReport ReadStream(string text) => BounceClassifier.ClassifyStream(new MemoryStream(Encoding.ASCII.GetBytes(text)), "-").Single();
}
