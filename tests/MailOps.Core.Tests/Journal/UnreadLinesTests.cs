using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Journal;
using Xunit;

namespace MailOps.Tests.Journal;

/// <summary>No line that tells of a delivery vanishes without a word.</summary>
public sealed class UnreadLinesTests
{
    private const string Good = "2026-03-01T12:00:00Z mx postfix/smtp[4]: 4A1B2C3D4E: to=<a@x.example>, relay=mx.x.example[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)\n";

    [Theory]
    [InlineData("2026-03-01T12:00:00Z mx postfix/smtp[4]: 4A1B2C3D4E: to=<a@x.example>, relay=mx.x.example[192.0.2.1]:25, dsn=5.1.1, stat")]
    [InlineData("2026-03-01T12:00:00Z mx postfix/smtp[4]: 4A1B2C3D4E: to=<a@x.exa")]
    [InlineData("2026-03-01T12:00:00Z mx postfix/smtp[4]: 4A1B2C3D4E: to=<a@x.example>, dsn=2.0.0, status=vanished (what)")]
    [InlineData("t/smtp[4: 4A1B2C3D4E: to=<a@x.example>, relay=none, dsn=5.1.1, status=bounced (no)")]
    [InlineData("2026-03-01 12:00:00 1wABCD-000abc-12 => \"anna b\"@x.example R=dnslookup T=remote_smtp")]
    [InlineData("2026-03-01 12:00:00 1wABCD-000abc-12 ** anna R=local_user: no")]
    public void A_delivery_that_cannot_be_read_is_counted(string line)
    {
        var finding = Assert.Single(Read(Good + line + "\n" + line + "\n").Findings);
        Assert.Equal("LOG006", finding.Id);
        Assert.Contains("read: 2, first line 2.", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z mx postfix/smtp[4]: 4A1B2C3D4E: to=<a@x.example>, dsn=2.0.0, status=deliverable (250 ok)")]
    [InlineData("2026-03-01T12:00:00Z mx postfix/local[4]: 4A1B2C3D4E: to=<a@x.example>, dsn=2.0.0, status=sent (forwarded as 5A1B2C3D4E)")]
    [InlineData("2026-03-01T12:00:00Z mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from bad.example[192.0.2.66]: 550 5.1.1 no; from=<s@bad.example> to=<x@corp.example> proto=SMTP")]
    [InlineData("2026-03-01 12:00:00 1wABCD-000abc-12 == a@x.example R=r T=t defer (-53): retry time not reached for any host")]
    [InlineData("2026-03-01T12:00:00Z mx dovecot: lmtp(anna)<1>: saved mail to INBOX")]
    public void What_is_no_delivery_is_not_counted(string line) => Assert.Empty(Read(Good + line + "\n").Findings);

    [Theory]
    [InlineData("Mar  1 12:00:00 postfix postfix/smtp[4]: ")]
    [InlineData("Mar  1 12:00:00 postfix01 postfix-out/smtp[4]: ")]
    [InlineData("Mar  1 12:00:00 mx relay7/smtp[4]: ")]
    [InlineData("Mar  1 12:00:00 mx out/relay/smtp[4]: ")]
    public void An_instance_is_read_whatever_it_and_its_host_are_called(string start)
    {
        var (all, findings) = Read(start + "4A1B2C3D4E: to=<a@x.example>, relay=none, dsn=4.4.1, status=deferred (connect to x.example[192.0.2.1]:25: Connection timed out)\n");
        Assert.Equal(MailServerOutcome.Deferred, Assert.Single(all).Outcome);
        Assert.Empty(findings);
    }

    [Fact]
    public void What_an_admin_let_expire_is_expired()
    {
        var (all, _) = Read(
            "2026-03-01T12:00:00Z mx postfix/smtp[4]: 4A1B2C3D4E: to=<a@x.example>, relay=none, dsn=4.4.1, status=deferred (connect to x.example[192.0.2.1]:25: Connection timed out)\n"
            + "2026-03-01T13:00:00Z mx postfix/qmgr[3]: 4A1B2C3D4E: from=<news@corp.example>, status=force-expired, returned to sender\n");
        Assert.Equal([MailServerOutcome.Deferred, MailServerOutcome.Expired], all.Select(d => d.Outcome));
    }

    private static (List<MailServerDelivery> All, List<Finding> Findings) Read(string text)
    {
        List<Finding> findings = [];
        return ([.. MailServerLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "mail.log", null, findings.Add)], findings);
    }
}
