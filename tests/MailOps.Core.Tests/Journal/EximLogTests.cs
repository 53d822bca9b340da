using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using MailOps.Journal;
using Xunit;

namespace MailOps.Tests.Journal;

/// <summary>Lines that Exim 4.96 wrote when it sent to a server of ours, which refused as its recipients are called.</summary>
public sealed class EximLogTests
{
    private const string Log =
        """
        2026-11-22 09:12:26 1xV3cY-0007gu-1e <= news@corp.example H=([127.0.0.1]) [127.0.0.1] P=esmtp S=238 id=m1@corp.example
        2026-11-22 09:12:26 1xV3cY-0007gu-1e ** y@nowhere.test: Unrouteable address
        2026-11-22 09:12:26 1xV3cY-0007gu-1i <= news@corp.example H=([127.0.0.1]) [127.0.0.1] P=esmtp S=5233 id=m2@corp.example
        2026-11-22 09:12:26 1xV3cY-0007gu-1e => alice <alice@exim.test> R=box T=box
        2026-11-22 09:12:26 1xV3cY-0007gu-1e H=127.0.0.1 [127.0.0.1] Connection refused
        2026-11-22 09:12:26 1xV3cY-0007gu-1i == full@exim.test R=box T=box defer (-22): mailbox is full (MTA-imposed quota exceeded while writing to tmp/1795338746.M557772P29575.mx.exim.test)
        2026-11-22 09:12:26 1xV3cY-0007gu-1e == x@down.test R=route T=smtp defer (111): Connection refused
        2026-11-22 09:12:26 1xV3cY-0007gu-1e => ok@remote.test R=route T=smtp H=127.0.0.1 [127.0.0.1] C="250 2.0.0 Ok: queued as 4711"
        2026-11-22 09:12:26 1xV3cY-0007gu-1e ** unknown@remote.test R=route T=smtp H=127.0.0.1 [127.0.0.1]: SMTP error from remote mail server after RCPT TO:<unknown@remote.test>: 550 5.1.1 <unknown@remote.test>: Recipient address rejected: User unknown
        2026-11-22 09:12:26 1xV3cY-0007gu-1e == grey@remote.test R=route T=smtp defer (-44) H=127.0.0.1 [127.0.0.1]: SMTP error from remote mail server after RCPT TO:<grey@remote.test>: 451 4.7.1 Greylisted, please try again later
        2026-11-22 09:12:26 1xV3cY-0007gu-1e ** multi@remote.test R=route T=smtp H=127.0.0.1 [127.0.0.1]: SMTP error from remote mail server after RCPT TO:<multi@remote.test>: 550-5.7.1 first line\n550 5.7.1 second line: blocked
        2026-11-22 09:12:26 1xV3cY-0007hB-2W <= <> R=1xV3cY-0007gu-1e U=mail P=local S=2732
        2026-11-22 09:12:26 1xV3cY-0007hB-2W Frozen (delivery error message)
        2026-11-22 09:12:28 1xV3cY-0007gu-1e Spool file for 1xV3cY-0007gu-1e is locked (another process is handling this message)
        2026-11-22 09:12:30 1xV3cY-0007gu-1i == full@exim.test R=box T=box defer (-53): Retry time not yet reached
        2026-11-22 09:12:31 1xV3cY-0007gu-1i ** full@exim.test: retry timeout exceeded
        2026-11-22 09:12:31 1xV3cY-0007gu-1i Completed
        2026-11-22 09:12:32 1xV3cY-0007gu-1e ** grey@remote.test: retry timeout exceeded
        2026-11-22 09:12:32 1xV3cY-0007gu-1e ** x@down.test: retry timeout exceeded
        2026-11-22 09:12:32 1xV3cY-0007gu-1e Completed
        """;

    private static readonly MailServerDelivery[] Deliveries =
        [.. MailServerLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(Log)), "mainlog", new MailServerLogOptions { TimeZone = TimeZoneInfo.Utc })];

    [Fact]
    public void Each_attempt_and_its_outcome_is_told_once() => Assert.Equal(
        [
            "y@nowhere.test Failed HostUnknown", "alice@exim.test Delivered", "full@exim.test Deferred MailboxFull", "x@down.test Deferred NetworkError", "ok@remote.test Accepted",
            "unknown@remote.test Failed UserUnknown", "grey@remote.test Deferred Greylisted", "multi@remote.test Failed Blocked",
            "full@exim.test Expired MailboxFull", "grey@remote.test Expired Greylisted", "x@down.test Expired NetworkError",
        ],
        Deliveries.Select(d => d.Address + " " + d.Outcome + (d.Reason == BounceReason.Delivered || d.Reason == BounceReason.Undefined ? "" : " " + d.Reason)));

    [Fact]
    public void The_lines_of_a_reply_are_one_text() =>
        Assert.DoesNotContain("\\n", Assert.Single(Deliveries, d => d.Address == "multi@remote.test").Diagnostic);

    [Fact]
    public void Sender_and_message_are_known_from_the_arrival() =>
        Assert.All(Deliveries, d => Assert.True(d.Sender == "news@corp.example" && d.MessageId.EndsWith("@corp.example", StringComparison.Ordinal)));
}
