using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Reports that name nobody, or name somebody by the local part alone.</summary>
public sealed class UnnamedRecipientTests
{
    private const string Head = "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.provider.example\r\nTo: news@firma.example\r\nSubject: Undelivered Mail\r\n\r\n";

    private const string Returned = "\r\n--- The original message follows ---\r\n\r\nReturn-Path: <news@firma.example>\r\nReceived: from a.example by mx.provider.example; Mon, 3 Mar 2025 10:00:00 +0100\r\n"
        + "Message-ID: <1@firma.example>\r\nFrom: news@firma.example\r\n";

    [Fact]
    public void The_only_addressee_of_the_returned_message_is_taken_with_low_confidence_and_a_finding()
    {
        var got = Read("Your message could not be delivered. The mailbox does not exist.\r\n" + Returned + "To: Anna <anna@kunde.example>\r\n");
        var recipient = Assert.Single(got.Recipients);
        Assert.Equal("anna@kunde.example", recipient.Address);
        Assert.Equal(BounceReason.UserUnknown, recipient.Reason);
        Assert.Equal(BounceConfidence.Low, recipient.Confidence);
        Assert.True(recipient.Findings.Contains("BNC008"));
    }

    [Fact]
    public void Of_several_addressees_none_is_taken()
    {
        var got = Read("Your message could not be delivered. The mailbox does not exist.\r\n" + Returned + "To: anna@kunde.example, bert@kunde.example\r\n");
        Assert.Equal("", Assert.Single(got.Recipients).Address);
        Assert.True(got.Findings.Contains("BNC001"));
    }

    [Fact]
    public void A_copy_makes_the_addressee_one_of_two()
    {
        var got = Read("Your message could not be delivered.\r\n" + Returned + "To: anna@kunde.example\r\nCc: bert@kunde.example\r\n");
        Assert.Equal("", Assert.Single(got.Recipients).Address);
    }

    [Fact]
    public void A_named_recipient_needs_no_other()
    {
        var got = Read("Your message could not be delivered to\r\n\r\n  <carl@kunde.example>: user unknown\r\n" + Returned + "To: anna@kunde.example\r\n");
        var recipient = Assert.Single(got.Recipients);
        Assert.Equal("carl@kunde.example", recipient.Address);
        Assert.False(recipient.Findings.Contains("BNC008"));
    }

    [Fact]
    public void A_local_part_finds_its_domain_among_the_addressees()
    {
        var got = Read("The following could not be delivered:\r\n\r\n  bert    mailbox is full\r\n" + Returned + "To: anna@kunde.example, bert@filiale.example\r\n");
        var recipient = Assert.Single(got.Recipients);
        Assert.Equal("bert@filiale.example", recipient.Address);
        Assert.Equal(BounceReason.MailboxFull, recipient.Reason);
    }

    [Fact]
    public void The_beginning_of_another_word_is_no_local_part()
    {
        var got = Read("Message was not delivered.\r\nMessages like yours are refused.\r\n" + Returned + "To: message@kunde.example, bert@filiale.example\r\n");
        Assert.DoesNotContain(got.Recipients, recipient => recipient.Address == "bert@filiale.example");
    }

    [Fact]
    public void Words_of_a_sentence_are_no_names()
    {
        var got = Read("Your message was not delivered for the following reason:\r\n\r\n  The mailbox is full.\r\n\r\nRecipients can not be reached:\r\n\r\n  at the moment\r\n");
        Assert.Equal("", Assert.Single(got.Recipients).Address);
    }

    [Theory]
    [InlineData("delivery failed; will not continue trying", BounceKind.Failure)]
    [InlineData("delivery delayed; will continue trying", BounceKind.Delay)]
    public void Whether_a_server_goes_on_trying_is_read_with_its_not(string text, BounceKind kind)
    {
        var got = Read("This is the delivery status of your message.\r\n\r\n  <anna@kunde.example>  " + text + "\r\n");
        Assert.Equal(kind, got.Kind);
        Assert.Equal(["anna@kunde.example"], got.Recipients.Select(recipient => recipient.Address));
    }

    private static BounceReport Read(string text) => BounceClassifier.Classify(Encoding.UTF8.GetBytes(Head + text));
}
