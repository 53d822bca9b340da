using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

public sealed class SecondMailTests
{
    [Fact]
    public void Two_reports_in_one_file_without_mbox_lines_are_said()
    {
        var report = Classify(Report("a", "one") + Report("b", "two"));
        Assert.Equal("one@x.example", Assert.Single(report.Recipients).Address);
        Assert.Contains("BNC014", report.Findings.Select(f => f.Id));
        Assert.Equal("BNC014", Assert.Single(report.Cuts).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n-- \nThis list is run by From: nobody\n\n")]
    [InlineData("\nReceived: from a by b\nFrom: news@corp.example\nDate: Sun, 22 Nov 2026 10:00:00 +0000\nMessage-ID: <m@corp.example>\nContent-Type: text/plain\n\nThe returned mail\n")]
    public void What_else_stands_behind_a_report_is_no_mail_that_was_missed(string epilogue) =>
        Assert.DoesNotContain("BNC014", Classify(Report("a", "one") + epilogue).Findings.Select(f => f.Id));

    [Fact]
    public void Two_reports_in_an_mbox_are_both_read()
    {
        var mbox = "From MAILER-DAEMON Sun Nov 22 10:00:00 2026\n" + Report("a", "one") + "\nFrom MAILER-DAEMON Sun Nov 22 10:00:01 2026\n" + Report("b", "two");
        var all = BounceClassifier.ClassifyEach(Encoding.ASCII.GetBytes(mbox)).ToList();
        Assert.Equal(["one@x.example", "two@x.example"], all.Select(r => r.Recipients[0].Address));
        Assert.All(all, r => Assert.DoesNotContain("BNC014", r.Findings.Select(f => f.Id)));
    }

    private static BounceReport Classify(string text) => BounceClassifier.Classify(Encoding.ASCII.GetBytes(text));

    private static string Report(string boundary, string user) =>
        $"""
        Return-Path: <>
        Received: from mx.example by mx.corp.example; Sun, 22 Nov 2026 10:00:00 +0000
        From: MAILER-DAEMON@mx.example
        To: news@corp.example
        Date: Sun, 22 Nov 2026 10:00:00 +0000
        Subject: Undelivered Mail
        Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"

        --{boundary}
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {user}@x.example
        Action: failed
        Status: 5.1.1

        --{boundary}--

        """;
}
