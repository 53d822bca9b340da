using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Delivery reports (RFC 3464, RFC 6533) as they occur in the wild, broken ones above all.</summary>
public sealed class DeliveryStatusTests
{
    private const string Group = "Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\n";

    [Theory]
    [InlineData("Reporting-MTA: dns; mx.firma.example\n\n" + Group)]
    [InlineData("Reporting-MTA: dns; mx.firma.example\n" + Group)]
    [InlineData("Reporting-MTA : dns; mx.firma.example\n\nFinal-Recipient : rfc822; anna@kunde.example\nAction : failed\nStatus : 5.1.1\n")]
    [InlineData("\uFEFFReporting-MTA: dns; mx.firma.example\n\n" + Group)]
    [InlineData("Reporting-MTA: dns; mx.firma.example\n\nFinal-Recipient: rfc822; anna@kunde.example\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\n")]
    [InlineData("reporting-mta: DNS;mx.firma.example\n\nfinal-recipient: RFC822;<anna@kunde.example>\naction: Failed\nstatus: 5.1.1 (bad address)\n")]
    [InlineData("Reporting-MTA: dns; mx.firma.example\n\nFinal-Recipient: anna@kunde.example\nAction: failed\nStatus: 5.1.1\n")]
    [InlineData("Reporting-MTA: dns; mx.firma.example\n\nStatus: 5.1.1\nAction: failed\nFinal-Recipient: rfc822; anna@kunde.example\n")]
    public void Each_form_names_the_recipient_and_the_reason(string fields)
    {
        var result = Assert.Single(Classify(fields).Recipients);
        Assert.Equal(("anna@kunde.example", BounceKind.Failure, BounceReason.UserUnknown), (result.Address, result.Kind, result.Reason));
        Assert.Equal("5.1.1", result.Status);
        Assert.Equal("mx.firma.example", result.ReportingMta);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Recipients_need_no_blank_line_between_them(string newLine)
    {
        var fields = "Reporting-MTA: dns; mx.firma.example\n" + Group + Group.Replace("anna", "bert") + Group.Replace("anna", "carla");
        Assert.Equal(["anna@kunde.example", "bert@kunde.example", "carla@kunde.example"], Classify(fields, newLine).Recipients.Select(r => r.Address));
    }

    [Fact]
    public void Each_recipient_keeps_its_own_action()
    {
        var fields = "Reporting-MTA: dns; mx.firma.example\n\n" + Group
            + "\nFinal-Recipient: rfc822; bert@kunde.example\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; carla@kunde.example\nAction: delivered\nStatus: 2.1.5\n"
            + "\nFinal-Recipient: rfc822; doris@kunde.example\nAction: relayed\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; emil@kunde.example\nAction: expanded\nStatus: 2.0.0\n";
        var report = Classify(fields);
        Assert.Equal(
            [BounceKind.Failure, BounceKind.Delay, BounceKind.Delivered, BounceKind.Relayed, BounceKind.Delivered], report.Recipients.Select(r => r.Kind));
        Assert.Equal(BounceKind.Failure, report.Kind);
        Assert.Equal(
            [BouncePermanence.Hard, BouncePermanence.Soft, BouncePermanence.None, BouncePermanence.None, BouncePermanence.None], report.Recipients.Select(r => r.Permanence));
    }

    [Fact]
    public void The_identities_of_the_original_are_told()
    {
        var result = Assert.Single(Classify("Reporting-MTA: dns; mx.firma.example\nOriginal-Envelope-Id: QQ314159\n\nOriginal-Recipient: rfc822; info@firma.example\n" + Group).Recipients);
        Assert.Equal(("QQ314159", "info@firma.example", "4711@firma.example"), (result.EnvelopeId, result.OriginalRecipient, result.MessageId));
    }

    [Fact]
    public void An_international_address_is_decoded()
    {
        var fields = "Reporting-MTA: dns; mx.firma.example\n\nFinal-Recipient: utf-8; \\x{E4}nna@kunde.example\nAction: failed\nStatus: 5.1.1\n";
        Assert.Equal("\u00E4nna@kunde.example", Assert.Single(Classify(fields, type: "message/global-delivery-status").Recipients).Address);
    }

    [Fact]
    public void An_empty_report_leaves_the_word_to_the_text()
    {
        var report = Classify("", text: "<anna@kunde.example>: host mx.kunde.example said: 550 5.1.1 user unknown");
        Assert.Equal("anna@kunde.example", Assert.Single(report.Recipients).Address);
    }

    [Fact]
    public void A_missing_status_is_a_finding_and_not_invented()
    {
        var report = Classify("Reporting-MTA: dns; mx.firma.example\n\nFinal-Recipient: rfc822; anna@kunde.example\nAction: failed\n", text: "no words");
        Assert.Equal("", report.Recipients[0].Status);
        Assert.Contains(report.Findings, f => f.Id == "BNC003");
    }

    [Fact]
    public void A_server_that_wraps_the_answer_of_another_does_not_decide_in_its_place()
    {
        var result = Assert.Single(Classify(
            "Reporting-MTA: dns; mx.firma.example\n\nFinal-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.0.0\n"
            + "Diagnostic-Code: smtp; 5.1.0 - Unknown address error 550-'5.7.1 Service unavailable; client blocked using a block list' (delivery attempts: 0)\n").Recipients);
        Assert.Equal((BounceReason.Blocked, BouncePermanence.Soft), (result.Reason, result.Permanence));
    }

    private static BounceReport Classify(string fields, string newLine = "\n", string type = "message/delivery-status", string text = "This is the mail system.")
    {
        var mail = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.firma.example\nTo: a@firma.example\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n\n--b\nContent-Type: " + type + "\n\n" + fields
            + "\n--b\nContent-Type: message/rfc822\n\nFrom: a@firma.example\nMessage-ID: <4711@firma.example>\nSubject: Offer\n\nText\n--b--\n";
        return BounceClassifier.Classify(Encoding.UTF8.GetBytes(mail.Replace("\n", newLine)));
    }
}
