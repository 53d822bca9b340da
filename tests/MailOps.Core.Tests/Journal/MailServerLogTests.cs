using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Journal;

public sealed class MailServerLogTests
{
    private const string Postfix =
        """
        Mar  1 12:00:00 mx postfix/smtpd[1]: 4A1B2C3D4E: client=localhost[127.0.0.1]
        Mar  1 12:00:00 mx postfix/cleanup[2]: 4A1B2C3D4E: message-id=<m1@corp.example>
        Mar  1 12:00:01 mx postfix/qmgr[3]: 4A1B2C3D4E: from=<news@corp.example>, size=500, nrcpt=3 (queue active)
        Mar  1 12:00:02 mx postfix/smtp[4]: 4A1B2C3D4E: to=<ok@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, delays=1/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ABC)
        Mar  1 12:00:03 mx postfix/smtp[4]: 4A1B2C3D4E: to=<gone@x.example>, orig_to=<old@corp.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, delays=1/0/0/1, dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 <gone@x.example>: no such user (in reply to RCPT TO command))
        Mar  1 12:00:04 mx postfix/smtp[5]: 4A1B2C3D4E: to=<full@y.example>, relay=mx.y.example[192.0.2.2]:25, delay=2, delays=1/0/0/1, dsn=4.2.2, status=deferred (host mx.y.example[192.0.2.2] said: 452 4.2.2 mailbox full (in reply to RCPT TO command))
        Mar  6 12:00:05 mx postfix/qmgr[3]: 4A1B2C3D4E: from=<news@corp.example>, status=expired, returned to sender
        Mar  6 12:00:05 mx postfix/qmgr[3]: 4A1B2C3D4E: removed
        Mar  6 12:01:00 mx postfix/lmtp[6]: 3xQ9Yz1BcDz1f: to=<a@corp.example>, relay=mx[private/lmtp], delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 saved)
        Mar  6 12:01:00 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from bad.example[192.0.2.66]: 550 5.1.1 <x@corp.example>: Recipient address rejected; from=<s@bad.example> to=<x@corp.example> proto=SMTP helo=<bad>
        Mar  6 12:02:00 mx postfix/smtp[8]: 5A1B2C3D4E: to=<spam@z.example>, relay=mx.z.example[192.0.2.3]:25, delay=2, delays=1/0/0/1, dsn=5.7.1, status=bounced (host mx.z.example[192.0.2.3] said: 550 5.7.1 message looks like spam (in reply to end of DATA command))
        """;

    private static readonly MailServerLogOptions Options = new()
    {
        Newest = new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc),
        TimeZone = TimeZoneInfo.Utc,
    };

    [Fact]
    public void Postfix_tells_outcome_reason_sender_and_message()
    {
        var all = Read(Postfix);
        Assert.Equal(
            [
                ("ok@x.example", MailServerOutcome.Accepted), ("gone@x.example", MailServerOutcome.Failed), ("full@y.example", MailServerOutcome.Deferred),
                ("full@y.example", MailServerOutcome.Expired), ("a@corp.example", MailServerOutcome.Delivered), ("spam@z.example", MailServerOutcome.Failed),
            ],
            all.Select(d => (d.Address, d.Outcome)));

        var gone = all[1];
        Assert.Equal((BounceReason.UserUnknown, BouncePermanence.Hard, BounceCause.AddressInvalid, "5.1.1", 550), (gone.Reason, gone.Permanence, gone.Cause, gone.Status, gone.ReplyCode!.Value));
        Assert.Equal(("news@corp.example", "m1@corp.example", "old@corp.example", "mx.x.example", "4A1B2C3D4E"), (gone.Sender, gone.MessageId, gone.OriginalRecipient, gone.Server, gone.QueueId));
        Assert.Equal((JournalStage.Recipient, "mx", 5L), (gone.Stage, gone.Host, gone.Line));
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 3, DateTimeKind.Utc), gone.At);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 1, DateTimeKind.Utc), gone.QueuedAt);

        // What expired keeps its last reply; that the address waited too long does not make it lost.
        Assert.Equal((BounceReason.MailboxFull, BouncePermanence.Soft), (all[3].Reason, all[3].Permanence));
        Assert.Equal(new DateTime(2026, 3, 6, 12, 0, 5, DateTimeKind.Utc), all[3].At);
        Assert.Equal((JournalStage.EndOfContent, BounceReason.SpamDetected), (all[5].Stage, all[5].Reason));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00.123456+01:00 mx", "2026-03-01 11:00:00")]
    [InlineData("2026-03-01T12:00:00Z mx", "2026-03-01 12:00:00")]
    [InlineData("Mar  1 12:00:00 mx", "2026-03-01 12:00:00")]
    [InlineData("Mar 31 12:00:00 mx", "2025-03-31 12:00:00")]
    [InlineData("Dec 31 23:59:59 mx", "2025-12-31 23:59:59")]
    [InlineData("Feb 29 12:00:00 mx", "2024-02-29 12:00:00")]
    public void Stamps_find_their_year_and_zone(string start, string expected)
    {
        var found = Assert.Single(Read(start + " postfix/smtp[4]: 4A1B2C: to=<a@x.example>, relay=none, delay=2, dsn=4.4.1, status=deferred (connect to x[192.0.2.1]:25: Connection timed out)"));
        Assert.Equal(expected, found.At!.Value.AddTicks(-(found.At.Value.Ticks % TimeSpan.TicksPerSecond)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((JournalStage.Connect, "4.4.1", ""), (found.Stage, found.Status, found.Server));
    }

    [Theory]
    [InlineData("""
        Mar  1 12:00:00 mx postfix/qmgr[1]: 4A1B2C3D4E: from=<>, size=3000, nrcpt=1 (queue active)
        Mar  1 12:00:01 mx postfix/smtp[2]: 4A1B2C3D4E: to=<forged@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))
        """)]
    [InlineData("""
        2026-03-01 12:00:00 1wABCD-000abc-12 <= <> R=1wABCC-000abc-12 U=exim P=local S=3000
        2026-03-01 12:00:02 1wABCD-000abc-12 ** forged@x.example R=dnslookup T=remote_smtp H=mx.x.example [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<forged@x.example>: 550 5.1.1 no such user
        """)]
    [InlineData("""
        #Fields: date-time,source,event-id,sender-address,recipient-address,recipient-status,message-id
        2026-03-01T12:00:00.000Z,SMTP,FAIL,<>,forged@x.example,550 5.1.1 no such user,<n@corp.example>
        """)]
    public void A_bounce_that_fails_itself_counts_for_nobody(string log)
    {
        var delivery = Assert.Single(Read(log));
        Assert.Equal((true, BounceReason.UserUnknown), (delivery.IsNotice, delivery.Reason));
        Assert.Null(SuppressionEvidence.Of(delivery).Kind);

        var meter = new BounceMeter([BounceGrouping.Domain]);
        meter.Add(delivery);
        Assert.Empty(meter.Measure());
    }

    [Fact]
    public void Exim_tells_the_same()
    {
        var all = Read(
            """
            2026-03-01 12:00:00 1wABCD-000abc-12 <= news@corp.example H=app [10.0.0.1] P=esmtp S=500 id=m1@corp.example
            2026-03-01 12:00:01 1wABCD-000abc-12 => ok@x.example R=dnslookup T=remote_smtp H=mx.x.example [192.0.2.1] X=TLS1.3:X:256 CV=yes C="250 2.0.0 Ok: queued"
            2026-03-01 12:00:01 1wABCD-000abc-12 -> Second@x.example R=dnslookup T=remote_smtp H=mx.x.example [192.0.2.1] C="250 2.0.0 Ok: queued"
            2026-03-01 12:00:02 1wABCD-000abc-12 ** gone@x.example R=dnslookup T=remote_smtp H=mx.x.example [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<gone@x.example>: 550 5.1.1 no such user
            2026-03-01 12:00:03 1wABCD-000abc-12 == full@y.example R=dnslookup T=remote_smtp defer (-44) H=mx.y.example [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<full@y.example>: 452 4.2.2 mailbox full
            2026-03-01 12:00:04 1wABCD-000abc-12 => alice <alice@corp.example> R=local_user T=local_delivery
            2026-03-05 12:00:05 1wABCD-000abc-12 ** full@y.example: retry timeout exceeded
            2026-03-05 12:00:06 1wABCD-000abc-12 Completed
            2026-03-05 12:00:07 +0100 1wABCD-00000001abc-1Xyz => b@x.example R=r T=remote_smtp H=mx.x.example [192.0.2.1]
            Mar  5 12:00:08 mx exim[77]: 1wABCE-000abc-12 ** old <new@z.example> <first@corp.example> R=x T=remote_smtp: all hosts for 'z.example' have been failing for a long time
            2026-03-05 12:00:09 H=bad [192.0.2.66] F=<s@bad.example> rejected RCPT <x@corp.example>: no
            """);
        Assert.Equal(
            [
                ("ok@x.example", MailServerOutcome.Accepted), ("Second@x.example", MailServerOutcome.Accepted), ("gone@x.example", MailServerOutcome.Failed),
                ("full@y.example", MailServerOutcome.Deferred), ("alice@corp.example", MailServerOutcome.Delivered), ("full@y.example", MailServerOutcome.Expired),
                ("b@x.example", MailServerOutcome.Accepted), ("new@z.example", MailServerOutcome.Failed),
            ],
            all.Select(d => (d.Address, d.Outcome)));
        Assert.Equal((BounceReason.UserUnknown, BouncePermanence.Hard, JournalStage.Recipient, 550), (all[2].Reason, all[2].Permanence, all[2].Stage, all[2].ReplyCode!.Value));
        Assert.Equal(("news@corp.example", "m1@corp.example", "mx.x.example"), (all[2].Sender, all[2].MessageId, all[2].Server));
        Assert.Equal((BounceReason.MailboxFull, BouncePermanence.Soft), (all[5].Reason, all[5].Permanence));
        Assert.Equal("250 2.0.0 Ok: queued", all[0].Diagnostic);
        Assert.Equal(new DateTime(2026, 3, 5, 11, 0, 7, DateTimeKind.Utc), all[6].At);
    }

    [Theory]
    [InlineData("#Software: Microsoft Exchange Server\r\n#Fields: date-time,server-hostname,source,event-id,message-id,recipient-address,recipient-status,sender-address\r\n")]
    [InlineData("\uFEFF#Fields: date-time,server-hostname,source,event-id,message-id,recipient-address,recipient-status,sender-address\r\n")]
    public void Exchange_tracking_logs_are_read_by_their_own_header(string header)
    {
        var all = Read(header +
            "2026-03-01T12:00:00.123Z,mx.x.example,SMTP,SEND,<m1@corp.example>,a@x.example;b@x.example,250 2.1.5 Recipient OK;250 2.1.5 Recipient OK,news@corp.example\r\n"
            + "2026-03-01T12:00:01.123Z,mx.x.example,SMTP,FAIL,<m1@corp.example>,gone@x.example,\"[{LED=550 5.1.1 User unknown};{MSG=};{FQDN=mx.x.example}]\",news@corp.example\r\n"
            + "2026-03-01T12:00:02.123Z,,STOREDRIVER,DELIVER,<m1@corp.example>,c@corp.example,,news@corp.example\r\n"
            + "2026-03-01T12:00:03.123Z,,SMTP,RECEIVE,<m1@corp.example>,c@corp.example,,news@corp.example\r\n");
        Assert.Equal(
            [
                ("a@x.example", MailServerOutcome.Accepted), ("b@x.example", MailServerOutcome.Accepted), ("gone@x.example", MailServerOutcome.Failed),
                ("c@corp.example", MailServerOutcome.Delivered),
            ],
            all.Select(d => (d.Address, d.Outcome)));
        Assert.Equal((BounceReason.UserUnknown, "550 5.1.1 User unknown", "m1@corp.example", "mx.x.example"), (all[2].Reason, all[2].Diagnostic, all[2].MessageId, all[2].Server));
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 1, 123, DateTimeKind.Utc), all[2].At);
    }

    [Fact]
    public void Objects_of_exchange_are_read_by_their_properties()
    {
        Dictionary<string, object?> tracking = new()
        {
            ["EventId"] = "FAIL",
            ["Source"] = "SMTP",
            ["Recipients"] = new[] { "gone@x.example", "full@x.example" },
            ["RecipientStatus"] = new[] { "550 5.1.1 User unknown", "552 5.2.2 mailbox full" },
            ["Sender"] = "news@corp.example",
            ["MessageId"] = "<m1@corp.example>",
            ["Timestamp"] = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
        };
        var failed = MailServerLog.ReadObject(name => tracking.TryGetValue(name, out var value) ? value : null)!;
        Assert.Equal([BounceReason.UserUnknown, BounceReason.MailboxFull], failed.Select(d => d.Reason));

        Dictionary<string, object?> trace = new()
        {
            ["Received"] = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Unspecified),
            ["SenderAddress"] = "news@corp.example",
            ["RecipientAddress"] = "a@x.example",
            ["Status"] = "Delivered",
            ["MessageTraceId"] = Guid.Empty,
        };
        var traced = Assert.Single(MailServerLog.ReadObject(name => trace.TryGetValue(name, out var value) ? value : null)!);
        Assert.Equal((MailServerOutcome.Accepted, new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc)), (traced.Outcome, traced.At!.Value));
        Assert.Null(MailServerLog.ReadObject(name => name == "Name" ? "x" : null));
    }

    [Fact]
    public void Compressed_logs_read_the_same() =>
        Assert.Equal(Read(Postfix), MailServerLog.Read(new MemoryStream(Gzip(Postfix)), "", Options));

    [SkippableFact]
    public void A_damaged_compressed_log_says_so()
    {
        Skip.If(Type.GetType("Mono.Runtime") is not null, "Mono reports damaged gzip data as a fault of the disk.");
        var damaged = Gzip(Postfix);
        for (var i = 10; i < damaged.Length; i++)
        {
            damaged[i] ^= 0x5A;
        }

        List<Finding> findings = [];
        Assert.Empty(MailServerLog.Read(new MemoryStream(damaged), "mail.log.gz", Options, findings.Add));
        Assert.Contains("LOG003", findings.Select(f => f.Id));
    }

    [Fact]
    public void What_is_no_log_is_named()
    {
        List<Finding> findings = [];
        Assert.Empty(MailServerLog.Read(new MemoryStream(Encoding.ASCII.GetBytes("Hello\nWorld\n")), "readme.txt", Options, findings.Add));
        Assert.Equal("LOG001", Assert.Single(findings).Id);
        Assert.Contains("readme.txt", findings[0].Message);
        findings.Clear();
        Assert.Empty(MailServerLog.Read(new MemoryStream([]), "empty", Options, findings.Add));
        Assert.Empty(findings);
    }

    [Fact]
    public void A_line_of_many_megabytes_is_cut_and_the_next_one_read()
    {
        var text = "Mar  1 12:00:00 mx postfix/smtp[4]: 4A1B2C: to=<a@x.example>, " + new string('x', 3_000_000) + "\n" + Postfix;
        List<Finding> findings = [];
        Assert.Equal(6, MailServerLog.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), "", Options, findings.Add).Count());

        // What was cut off had the outcome.
        Assert.Equal(["LOG002", "LOG006"], findings.Select(f => f.Id));
    }

    [Fact]
    public void Hostile_lines_never_throw()
    {
        var random = new Random(20260301);
        var lines = Postfix.Split('\n').Concat(["2026-03-01 12:00:00 1wABCD-000abc-12 ** gone@x.example R=d T=r H=m [1.2.3.4]: 550 no", "#Fields: date-time,event-id,recipient-address"]).ToArray();
        for (var round = 0; round < Series.Length(20_000); round++)
        {
            var line = lines[random.Next(lines.Length)].ToCharArray();
            for (var i = random.Next(4); i >= 0 && line.Length > 0; i--)
            {
                line[random.Next(line.Length)] = "\0<>=,:;()[] \"\u00e9{}"[random.Next(16)];
            }

            var text = new string(line, 0, random.Next(line.Length + 1));
            MailServerLog.Begin(Options).Read(text);
            Assert.All(MailServerLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "", Options), d => Assert.NotEqual("", d.Address));
        }
    }

    [Fact]
    public void Only_so_many_mails_are_remembered()
    {
        var mails = new QueuedMails(1000);
        for (var i = 0; i < 100_000; i++)
        {
            mails["id" + i].Sender = "s";
            mails["kept"].Sender = "kept";
        }

        Assert.True(mails.Count <= 1001);
        Assert.Equal("kept", mails["kept"].Sender);
        Assert.Equal("", mails["id0"].Sender);
    }

    private static List<MailServerDelivery> Read(string text) =>
        [.. MailServerLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "", Options)];

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            gzip.Write(bytes, 0, bytes.Length);
        }

        return packed.ToArray();
    }
}
