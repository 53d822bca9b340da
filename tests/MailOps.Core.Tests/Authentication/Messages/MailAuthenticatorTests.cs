using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Tests.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication.Messages;

public sealed class MailAuthenticatorTests
{
    private const string Trace =
        "Return-Path: <news@corp.example>\r\n"
        + "Received: from localhost (localhost [127.0.0.1]) by mx.receiver.example; Sun, 1 Mar 2026 12:00:02 +0000\r\n"
        + "Received: from mail.corp.example (mail.corp.example [192.0.2.25])\r\n\tby mx.receiver.example (Postfix) with ESMTPS id 1; Sun, 1 Mar 2026 12:00:01 +0000\r\n"
        + "Received: from evil.example ([203.0.113.66]) by mail.corp.example; Sun, 1 Mar 2026 12:00:00 +0000\r\n";

    private const string Message =
        "From: \"Anna, of corp\" <anna@corp.example>\r\nTo: bob@receiver.example\r\nSubject: Hello\r\nMessage-ID: <1@corp.example>\r\n\r\nHello\r\n";

    [Fact]
    public async Task Reads_the_client_from_the_header_and_says_whom_it_believed()
    {
        var result = await Check(Zone("v=DMARC1; p=reject"), Trace + Sign("corp.example") + Message);
        Assert.Equal(("192.0.2.25", "mail.corp.example", "news@corp.example"), (result.ClientAddress, result.Helo, result.MailFrom));
        Assert.Equal((ClientSource.ReceivedField, "mx.receiver.example", "1@corp.example"), (result.ClientSource, result.ReceivedBy, result.MessageId));
        Assert.Equal((SpfResult.Pass, DkimResult.Pass, DmarcResult.Pass, ReceiverAction.Deliver), (result.SpfResult, result.DkimResult, result.DmarcResult, result.Action));
        Assert.Equal("AUTH001", result.Findings.ToString());
        Assert.True(result.Passed);
        Assert.Empty(result.Fixes);
        Assert.Equal(
            "Authentication-Results: mx.receiver.example;\r\n\tspf=pass smtp.mailfrom=corp.example;\r\n\tdkim=pass header.d=corp.example header.s=s1;\r\n"
            + "\tdmarc=pass header.from=corp.example policy.dmarc=reject;\r\n\tarc=none",
            result.AuthenticationResults);
    }

    [Fact]
    public async Task A_host_that_is_named_is_the_only_one_believed()
    {
        var message = Trace + Message;
        var own = await Check(Zone("v=DMARC1; p=reject"), message, new MailAuthenticationQuery { TrustedHost = "MAIL.corp.example" });
        Assert.Equal(("203.0.113.66", SpfResult.Fail), (own.ClientAddress, own.SpfResult));
        var none = await Check(Zone("v=DMARC1; p=reject"), message, new MailAuthenticationQuery { TrustedHost = "other.example" });
        Assert.Equal((ClientSource.None, SpfResult.None), (none.ClientSource, none.SpfResult));
        Assert.Contains("AUTH002", none.Findings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=DMARC1; p=reject", ReceiverAction.Reject)]
    [InlineData("v=DMARC1; p=quarantine", ReceiverAction.Quarantine)]
    [InlineData("v=DMARC1; p=none", ReceiverAction.Suspect)]
    [InlineData("v=DMARC1; p=reject; t=y", ReceiverAction.Quarantine)]
    [InlineData("", ReceiverAction.Suspect)]
    public async Task A_forged_message_gets_what_the_policy_asks_for(string record, ReceiverAction action)
    {
        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("203.0.113.66"), Helo = "evil.example", MailFrom = "x@corp.example" };
        var result = await Check(Zone(record), Message, query);
        Assert.Equal((action, ClientSource.Given, false), (result.Action, result.ClientSource, result.Passed));
        Assert.Equal("Sign it with DKIM as corp.example.", result.Fixes[0]);
        Assert.StartsWith("If 203.0.113.66 sends for corp.example, add ip4:203.0.113.66", result.Fixes[1], StringComparison.Ordinal);
        Assert.Equal(record.Length == 0 ? 3 : 2, result.Fixes.Count);
    }

    [Fact]
    public async Task A_service_that_signs_for_itself_is_told_to_sign_for_the_author()
    {
        var zone = Zone("v=DMARC1; p=reject").AddTxt("s1._domainkey.service.example", TestKeys.Record(1024)).AddTxt("service.example", "v=spf1 ip4:198.51.100.7 -all");
        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("198.51.100.7"), Helo = "out.service.example", MailFrom = "b@service.example" };
        var result = await Check(zone, Sign("service.example") + Message, query);
        Assert.Equal((SpfResult.Pass, DkimResult.Pass, DmarcResult.Fail), (result.SpfResult, result.DkimResult, result.DmarcResult));
        Assert.Equal("AUTH011, AUTH016", result.Findings.ToString());
        Assert.Equal(["Let service.example sign as corp.example too; services call that domain authentication."], result.Fixes);
    }

    [Fact]
    public async Task A_silent_server_is_unknown_and_no_verdict()
    {
        var zone = new ZoneBuilder().AddFailure("_dmarc.corp.example", DnsRecordType.TXT, DnsFailureReason.Timeout).AddFailure("corp.example", DnsRecordType.TXT, DnsFailureReason.Timeout);
        var result = await Check(zone, Trace + Message);
        Assert.Equal((ReceiverAction.Unknown, SpfResult.TempError, DmarcResult.TempError), (result.Action, result.SpfResult, result.DmarcResult));
    }

    [Theory]
    [InlineData("", "AUTH004", ReceiverAction.Reject)]
    [InlineData("From: anna\r\n", "AUTH004", ReceiverAction.Reject)]
    [InlineData("From: anna@[192.0.2.1]\r\n", "AUTH004", ReceiverAction.Reject)]
    [InlineData("From: anna@corp\0.example\r\n", "AUTH004", ReceiverAction.Reject)]
    [InlineData("From: a@other.example, b@corp.example\r\n", "AUTH005", ReceiverAction.Reject)]
    [InlineData("From: b@corp.example\r\nFrom: a@other.example\r\n", "AUTH005", ReceiverAction.Reject)]
    [InlineData("From: Anna <b@corp.example> <a@other.example>\r\n", "AUTH005", ReceiverAction.Reject)]
    [InlineData("From: \"x@y.example\" (a@b.example) <anna@corp.example>\r\n", "AUTH010", ReceiverAction.Reject)]
    public async Task The_author_is_who_stands_in_From(string from, string finding, ReceiverAction action)
    {
        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("203.0.113.66"), Helo = "evil.example", MailFrom = "x@evil.example" };
        var result = await Check(Zone("v=DMARC1; p=reject"), from + "\r\nHello\r\n", query);
        Assert.Contains(finding, result.Findings.ToString(), StringComparison.Ordinal);
        Assert.Equal(action, result.Action);
    }

    [Fact]
    public async Task Authors_that_are_not_judged_are_told_and_do_not_let_the_message_pass()
    {
        var zone = Zone("v=DMARC1; p=reject");
        var from = "From: " + string.Join(", ", Enumerable.Range(0, 49).Select(i => "a@d" + i + ".example")) + ", anna@corp.example\r\n";
        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("192.0.2.25"), Helo = "mail.corp.example", MailFrom = "x@corp.example" };
        var result = await Check(zone, from + "\r\nHello\r\n", query);
        Assert.Equal(ReceiverAction.Suspect, result.Action);
        Assert.StartsWith("The From fields name 50 domains; receivers may refuse such mail. 10 of them were judged,", result.Findings.Single(f => f.Id == "AUTH005").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forecast_says_what_receivers_will_make_of_it()
    {
        var zone = Zone("v=DMARC1; p=reject").AddAddress("relay.example", "192.0.2.25").AddAddress("relay.example", "203.0.113.9");
        var authenticator = new MailAuthenticator(zone.Build());
        var from = MailAddress.Parse("anna@corp.example");

        // One address of the relay may send, the other may not.
        var unsigned = await authenticator.PredictAsync(new MailForecast { From = from, Relay = "relay.example" }, CancellationToken.None);
        Assert.Equal((ReceiverAction.Reject, "203.0.113.9", ClientSource.Forecast), (unsigned.Action, unsigned.ClientAddress, unsigned.ClientSource));
        var signed = await authenticator.PredictAsync(new MailForecast { From = from, Relay = "relay.example", Selector = "s1" }, CancellationToken.None);
        Assert.Equal((ReceiverAction.Deliver, DkimResult.Pass), (signed.Action, signed.DkimResult));
        var noKey = await authenticator.PredictAsync(new MailForecast { From = from, Relay = "192.0.2.25", Selector = "s2" }, CancellationToken.None);
        Assert.Equal((ReceiverAction.Deliver, DkimResult.PermError), (noKey.Action, noKey.DkimResult));
        var nowhere = await authenticator.PredictAsync(new MailForecast { From = from, Relay = "nowhere.example" }, CancellationToken.None);
        Assert.Equal(ReceiverAction.Unknown, nowhere.Action);
        Assert.Contains("AUTH006", nowhere.Findings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from mail.a.example (unknown [192.0.2.1]) by mx.b.example (Postfix)", "192.0.2.1", "mail.a.example", "mx.b.example")]
    [InlineData("from [192.0.2.1] (helo=mail.a.example) by mx.b.example with esmtp (Exim 4.96)", "192.0.2.1", "mail.a.example", "mx.b.example")]
    [InlineData("from unknown (HELO mail.a.example) (192.0.2.1) by mx.b.example with SMTP", "192.0.2.1", "mail.a.example", "mx.b.example")]
    [InlineData("from A.example (2001:db8::1)\r\n by B.example (2001:db8::2) with Microsoft SMTP Server", "2001:db8::1", "A.example", "B.example")]
    [InlineData("from a (a [IPv6:2001:db8::1]) by b; now", "2001:db8::1", "a", "b")]
    [InlineData("by mx.b.example with local; now", null, "", "mx.b.example")]
    [InlineData("", null, "", "")]
    public void Received_fields_of_many_programs_are_read(string value, string? client, string helo, string by)
    {
        var field = ReceivedField.Read(Encoding.ASCII.GetBytes(value));
        Assert.Equal((client, helo, by), (field.ClientAddress?.ToString(), field.Helo, field.By));
    }

    [Fact]
    public async Task A_HELO_name_proves_no_author_and_is_nothing_to_fix()
    {
        var query = new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("203.0.113.66"), Helo = "evil.example" };
        var result = await Check(Zone("v=DMARC1; p=reject"), Message, query);
        Assert.Equal(("AUTH010, AUTH003", "Sign it with DKIM as corp.example."), (result.Findings.ToString(), result.Fixes.ToString()));
        Assert.Contains("\tspf=none smtp.helo=evil.example;\r\n", result.AuthenticationResults, StringComparison.Ordinal);
    }

    // SPF of the envelope sender might prove the author, so nobody can say what a receiver does.
    [Theory]
    [InlineData("", "v=DMARC1; p=reject", ReceiverAction.Unknown)]
    [InlineData("", "", ReceiverAction.Unknown)]
    [InlineData("Received: from x ([203.0.113.66]) by mx.test\r\n", "v=DMARC1; p=reject", ReceiverAction.Unknown)]
    [InlineData("Received: from x ([203.0.113.66]) by mx.test\r\nReturn-Path: <>\r\n", "v=DMARC1; p=reject", ReceiverAction.Reject)]
    [InlineData("Return-Path: <x@evil.example>\r\n", "v=DMARC1; p=reject", ReceiverAction.Unknown)]
    public async Task Without_the_envelope_an_unsigned_message_is_not_called_forged(string trace, string record, ReceiverAction action)
    {
        var result = await Check(Zone(record), trace + Message);
        Assert.Equal((action, false), (result.Action, result.Passed));
        var signed = await Check(Zone(record), trace + Sign("corp.example") + Message);
        Assert.Equal((ReceiverAction.Deliver, true), (signed.Action, signed.Passed));
    }

    [Fact]
    public async Task What_nobody_knows_is_left_out_of_the_field()
    {
        var result = await Check(Zone("v=DMARC1; p=reject"), Message, new MailAuthenticationQuery { ClientAddress = IPAddress.Parse("203.0.113.66") });
        Assert.StartsWith("Authentication-Results: mailops;\r\n\tspf=none;\r\n\tdkim=none;\r\n", result.AuthenticationResults, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_names_cannot_break_the_field_and_a_stream_gives_the_same()
    {
        var message = Encoding.UTF8.GetBytes("Received: from x ([192.0.2.25]) by \"a\\b;dkim=pass\r\nFrom: <a@corp.example>\r\n\r\nHello\r\n");
        var authenticator = new MailAuthenticator(Zone("v=DMARC1; p=none").Build());
        var result = await authenticator.CheckAsync(message, MailAuthenticationQuery.FromHeader, CancellationToken.None);
        Assert.StartsWith("Authentication-Results: \"\\\"a\\\\b\";\r\n\tspf=", result.AuthenticationResults, StringComparison.Ordinal);
        using var stream = new MemoryStream(message);
        var same = await authenticator.CheckAsync(stream, MailAuthenticationQuery.FromHeader, CancellationToken.None);
        Assert.Equal(result.AuthenticationResults, same.AuthenticationResults);
    }

    private static ZoneBuilder Zone(string dmarc)
    {
        var zone = new ZoneBuilder()
            .AddTxt("corp.example", "v=spf1 ip4:192.0.2.0/24 -all")
            .AddTxt("s1._domainkey.corp.example", TestKeys.Record(1024));
        return dmarc.Length == 0 ? zone : zone.AddTxt("_dmarc.corp.example", dmarc);
    }

    private static string Sign(string domain)
    {
        var key = DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(1024))));
        using var signer = new DkimSigner(domain, "s1", key);
        return signer.Sign(Encoding.UTF8.GetBytes(Message));
    }

    private static async Task<MailAuthenticationResult> Check(ZoneBuilder zone, string message, MailAuthenticationQuery? query = null) =>
        await new MailAuthenticator(zone.Build()).CheckAsync(Encoding.UTF8.GetBytes(message), query ?? MailAuthenticationQuery.FromHeader, CancellationToken.None);
}
