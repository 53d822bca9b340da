using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Mails that are broken on purpose: nothing throws, and what can be read is there.</summary>
public sealed class HostileBounceTests
{
    private const string ReportHead = "From: MAILER-DAEMON@firma.example\nSubject: Undelivered Mail\nReturn-Path: <>\nMIME-Version: 1.0\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nfailed\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.firma.example\n\n";

    private static readonly byte[][] Mails =
    [
        .. Directory.GetFiles(Path.Combine(Corpora.RepositoryRoot, "tests", "MailOps.Core.Tests", "Bounces", "Fixtures", "mails")).OrderBy(f => f, StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    [Fact]
    public void Flipped_bits_do_no_harm() => FlipBits(rounds: 1, seed: 20250303);

    [Fact]
    [Trait("Category", "Long")]
    public void Many_flipped_bits_do_no_harm() => FlipBits(rounds: 200, seed: Environment.TickCount);

    [Fact]
    public void Ten_mails_may_end_at_any_byte()
    {
        var step = Mails.Length / 10;
        for (var i = 0; i < 10; i++)
        {
            var mail = Mails[i * step];
            for (var length = 0; length <= mail.Length; length++)
            {
                AssertReadable(mail.AsMemory(0, length));
            }
        }
    }

    [Fact]
    public void A_truncated_report_still_tells_the_recipients_it_has()
    {
        var mail = Encoding.ASCII.GetBytes(ReportHead + "Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; bert@ku");
        Assert.Equal("anna@kunde.example", BounceClassifier.Classify(mail).Recipients[0].Address);
    }

    [Fact]
    public void Doubled_parts_name_nobody_twice()
    {
        var part = "Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\n\n";
        var doubled = ReportHead + part + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.firma.example\n\n" + part + "--b--\n";
        Assert.Equal("anna@kunde.example", Assert.Single(BounceClassifier.Classify(Encoding.ASCII.GetBytes(doubled)).Recipients).Address);
    }

    [Fact]
    public void Every_mail_with_its_body_doubled_is_readable()
    {
        foreach (var mail in Mails)
        {
            AssertReadable(mail.Concat(mail).ToArray());
        }
    }

    [Fact]
    public void Ten_thousand_nested_parts_are_read_to_the_limit()
    {
        var text = new StringBuilder("From: MAILER-DAEMON@firma.example\nSubject: Undelivered Mail\nReturn-Path: <>\nX-Failed-Recipients: anna@kunde.example\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        }

        text.Append("Content-Type: text/plain\n\nnobody reads this\n");
        var report = AssertReadable(Encoding.ASCII.GetBytes(text.ToString()));
        Assert.InRange(report.Recipients.Count, 1, 1);
    }

    [Fact]
    public void Fifty_thousand_recipients_are_read_to_the_limit() => ReadManyRecipients(50_000);

    [Fact]
    [Trait("Category", "Long")]
    public void A_million_recipients_are_read_to_the_limit() => ReadManyRecipients(1_000_000);

    [Fact]
    public void Many_failed_recipients_in_the_header_are_read_to_the_limit()
    {
        var addresses = string.Join(",\n ", Enumerable.Range(0, 50_000).Select(i => "u" + i + "@kunde.example"));
        var report = AssertReadable(Encoding.ASCII.GetBytes("From: MAILER-DAEMON@firma.example\nSubject: Undelivered Mail\nX-Failed-Recipients: " + addresses + "\n\nfailed\n"));
        Assert.True(report.Recipients.Count <= BounceClassifierOptions.Default.MaxRecipients);
    }

    [Fact]
    public void Five_megabytes_on_one_line_are_read() => ReadLongLine(5_000_000);

    [Fact]
    [Trait("Category", "Long")]
    public void A_hundred_megabytes_on_one_line_are_read() => ReadLongLine(100_000_000);

    [Fact]
    [Trait("Category", "Long")]
    public void A_file_of_a_hundred_megabytes_is_read_to_the_limit()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenWrite(path))
            {
                var head = Encoding.ASCII.GetBytes(ReportHead + "Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\n");
                file.Write(head, 0, head.Length);
                file.SetLength(100_000_000);
            }

            var report = Assert.Single(BounceClassifier.ClassifyFiles(path));
            Assert.Equal("anna@kunde.example", report.Recipients[0].Address);
            Assert.Contains(report.Findings, f => f.Id == "BNC012");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_mail_nested_beyond_the_limit_is_no_silent_judgement()
    {
        var mail = new StringBuilder("From: a@b.example\n");
        for (var i = 0; i < 10_000; i++)
        {
            mail.Append("Content-Type: message/rfc822\n\n");
        }

        AssertCut(mail.Append("Subject: x\n\nText\n").ToString(), "MIME001");
    }

    [Fact]
    public void A_header_of_ten_megabytes_is_no_silent_judgement() =>
        AssertCut("From: a@b.example\nSubject: " + new string('x', 10_000_000) + "\n\nText\n", "MIME004");

    [Fact]
    public void An_ordinary_mail_was_read_whole() =>
        Assert.Empty(BounceClassifier.Classify(Encoding.ASCII.GetBytes("From: a@b.example\nSubject: x\n\nText\n")).Cuts);

    [Fact]
    public void A_report_beyond_a_limit_keeps_its_recipients_and_says_so()
    {
        var mail = "X-Long: " + new string('x', 2_000_000) + "\n" + ReportHead + "Final-Recipient: rfc822; anna@kunde.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n";
        var recipient = Assert.Single(BounceClassifier.Classify(Encoding.ASCII.GetBytes(mail)).Recipients);
        Assert.Equal("anna@kunde.example", recipient.Address);
        Assert.True(recipient.Findings.Contains("MIME004"));
    }

    private static void AssertCut(string mail, string id)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, mail, Encoding.ASCII);
            var report = Assert.Single(BounceClassifier.ClassifyFiles(path));
            Assert.Equal(BounceKind.NotABounce, report.Kind);
            Assert.True(report.Recipients[0].Findings.Contains(id), report.Findings.ToString());
            var cut = Assert.Single(report.Cuts, finding => finding.Id == id);
            Assert.StartsWith("'" + path + "': ", cut.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void FlipBits(int rounds, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var original in Mails)
            {
                var mail = (byte[])original.Clone();
                for (var flips = random.Next(1, 40); flips > 0; flips--)
                {
                    mail[random.Next(mail.Length)] ^= (byte)(1 << random.Next(8));
                }

                try
                {
                    AssertReadable(mail);
                }
                catch (Exception e) when (e is not Xunit.Sdk.XunitException)
                {
                    throw new InvalidOperationException("Seed " + seed + ", round " + round, e);
                }
            }
        }
    }

    private static void ReadManyRecipients(int count)
    {
        var text = new StringBuilder(ReportHead, count * 80);
        for (var i = 0; i < count; i++)
        {
            text.Append("Final-Recipient: rfc822; u").Append(i).Append("@kunde.example\nAction: failed\nStatus: 5.1.1\n\n");
        }

        var report = BounceClassifier.Classify(Encoding.ASCII.GetBytes(text.ToString()));
        Assert.Equal(BounceClassifierOptions.Default.MaxRecipients, report.Recipients.Count);
        Assert.Equal("u9999@kunde.example", report.Recipients[9_999].Address);
        Assert.Contains(report.Findings, f => f.Id == "BNC004");
    }

    private static void ReadLongLine(int length)
    {
        var head = "From: MAILER-DAEMON@firma.example\nSubject: Undelivered Mail\nReturn-Path: <>\nX-Failed-Recipients: anna@kunde.example\n\n";
        var mail = new byte[head.Length + length];
        Encoding.ASCII.GetBytes(head, 0, head.Length, mail, 0);
        for (var i = head.Length; i < mail.Length; i++)
        {
            mail[i] = (byte)('a' + (i % 26));
        }

        Assert.Equal("anna@kunde.example", AssertReadable(mail).Recipients[0].Address);
        var withoutHeader = AssertReadable(mail.AsMemory(head.Length));
        Assert.Equal(BounceKind.NotABounce, withoutHeader.Kind);
    }

    private static BounceReport AssertReadable(ReadOnlyMemory<byte> mail)
    {
        var report = BounceClassifier.Classify(mail);
        Assert.NotEmpty(report.Recipients);
        Assert.All(report.Recipients, r => Assert.True(r.Kind == BounceKind.NotABounce || r.Format.Length > 0));
        return report;
    }
}
