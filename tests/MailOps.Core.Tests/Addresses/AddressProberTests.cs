using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using MailOps.Tests.Servers;
using MailOps.Tests.Smtp;
using Xunit;

namespace MailOps.Tests.Addresses;

/// <summary>Asking a scripted mail server; the scripts hold every line that may be said, so that DATA can never be among them.</summary>
public sealed class AddressProberTests
{
    private const string Bye = """

        C: QUIT
        S: 221 bye
        """;

    private const string MadeUpRefused = """

        C: MAIL FROM:<>
        S: 250 ok
        C: RCPT TO:<*
        S: 550 5.1.1 no such user
        C: RSET
        S: 250 ok
        """;

    private static readonly IDnsResolver Zone = new ZoneBuilder()
        .AddMx("example.com", 10, "mx.example.net")
        .AddAddress("mx.example.net", "127.0.0.1")
        .AddAddress("mx2.example.net", "127.0.0.1")
        .AddAddress("mx3.example.net", "127.0.0.1")
        .AddAddress("mx4.example.net", "127.0.0.1")
        .Build();

    [Fact]
    public async Task A_mailbox_is_accepted_when_a_made_up_one_is_refused()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Rcpt("anna", "250 2.1.5 ok") + MadeUpRefused + Bye);
        var outcome = await Probe(server, "anna@example.com");
        Assert.Equal((ProbeState.Accepted, "mx.example.net", "250 2.1.5 ok"), (outcome.State, outcome.Host, outcome.Text));
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_server_that_takes_a_made_up_mailbox_proves_nothing_and_is_not_asked_again_for_the_domain()
    {
        using var server = new ScriptedServer(
            SmtpTesting.PlainHello + Rcpt("anna", "250 ok") + MadeUpRefused.Replace("550 5.1.1 no such user", "250 ok") + Bye);
        using var prober = Prober(server.Port);
        Assert.Equal(ProbeState.CatchAll, (await Probe(prober, "anna@example.com")).State);
        Assert.Equal(ProbeState.CatchAll, (await Probe(prober, "bernd@example.com")).State);
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData("550 5.1.1 no such user", ProbeState.NotFound)]
    [InlineData("553 5.1.3 bad address", ProbeState.NotFound)]
    [InlineData("550 Unknown user here", ProbeState.NotFound)]
    [InlineData("550 mailbox unavailable", ProbeState.Refused)]
    [InlineData("550 5.7.1 your address is listed, user unknown to us", ProbeState.Refused)]
    [InlineData("550 5.1.8 sender domain does not exist", ProbeState.Refused)]
    [InlineData("554 5.2.1 mailbox disabled", ProbeState.Refused)]
    [InlineData("450 4.2.0 greylisted", ProbeState.TempError)]
    [InlineData("452 4.2.2 over quota", ProbeState.TempError)]
    public async Task The_reply_decides(string reply, object state)
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Rcpt("anna", reply) + Bye);
        var outcome = await Probe(server, "anna@example.com");
        Assert.Equal((ProbeState)state, outcome.State);
        Assert.Equal(reply, outcome.Text);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_made_up_mailbox_that_gets_no_decision_leaves_the_proof_open()
    {
        using var server = new ScriptedServer(
            SmtpTesting.PlainHello + Rcpt("anna", "250 ok") + MadeUpRefused.Replace("550 5.1.1 no such user", "450 later") + Bye);
        Assert.Equal(ProbeState.AcceptedWithoutProof, (await Probe(server, "anna@example.com")).State);
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData("S: 554 5.7.1 no service for you", ProbeState.Refused)]
    [InlineData("S: 421 4.7.0 busy", ProbeState.TempError)]
    public async Task A_server_that_sends_us_away_says_nothing_about_the_mailbox(string greeting, object state)
    {
        using var server = new ScriptedServer(greeting);
        Assert.Equal((ProbeState)state, (await Probe(server, "anna@example.com")).State);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_refused_sender_says_nothing_about_the_mailbox()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + "C: MAIL FROM:<probe@corp.example>\nS: 550 5.1.1 unknown sender" + Bye);
        using var prober = Prober(server.Port, o => o with { Sender = "probe@corp.example" });
        Assert.Equal(ProbeState.Refused, (await Probe(prober, "anna@example.com")).State);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task TLS_is_used_where_it_is_offered_whatever_the_certificate_says()
    {
        using var server = new ScriptedServer(
            """
            S: 220 mx.test
            C: EHLO client.test
            S: 250-mx.test
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go
            TLS
            C: EHLO client.test
            S: 250 mx.test

            """ + Rcpt("anna", "550 5.1.1 no") + Bye);
        Assert.Equal(ProbeState.NotFound, (await Probe(server, "anna@example.com")).State);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_server_whose_TLS_is_broken_is_asked_in_the_clear()
    {
        const string Offer = """
            S: 220 mx.test
            C: EHLO client.test
            S: 250-mx.test
            S: 250 STARTTLS

            """;
        using var server = new ScriptedServer(Offer + "C: STARTTLS\nS: 454 4.7.0 TLS not available", Offer + Rcpt("anna", "550 5.1.1 no") + Bye);
        Assert.Equal(ProbeState.NotFound, (await Probe(server, "anna@example.com")).State);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task After_three_refusals_in_a_row_the_server_is_left_alone()
    {
        string[] names = ["a", "b", "c"];
        using var server = new ScriptedServer([.. names.Select(name => SmtpTesting.PlainHello + Rcpt(name, "550 5.1.1 no") + Bye)]);
        using var prober = Prober(server.Port);
        foreach (var name in names)
        {
            Assert.Equal(ProbeState.NotFound, (await Probe(prober, name + "@example.com")).State);
        }

        Assert.Equal(ProbeState.NotProbed, (await Probe(prober, "d@example.com")).State);
        Assert.Equal(3, server.Connections);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_server_hears_no_more_recipients_a_minute_than_allowed()
    {
        using var server = new ScriptedServer(
            SmtpTesting.PlainHello + Rcpt("a", "450 later") + Bye,
            SmtpTesting.PlainHello + Rcpt("b", "450 later") + Bye,
            SmtpTesting.PlainHello + Rcpt("c", "450 later") + Bye);
        var clock = new ManualClock();
        using var prober = Prober(server.Port, o => o with { RecipientsPerMinute = 2 }, clock);
        await Probe(prober, "a@example.com");
        await Probe(prober, "b@example.com");
        var waitsBefore = clock.PendingWaits;
        var third = Probe(prober, "c@example.com");
        Assert.Equal(waitsBefore + 1, clock.PendingWaits);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, server.Connections);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ProbeState.TempError, (await third).State);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_run_has_a_limit_and_providers_that_take_everything_are_not_asked()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Rcpt("a", "450 later") + Bye);
        using var prober = Prober(server.Port, o => o with { MaxAddresses = 1 });
        Assert.Equal(ProbeState.NotProbed, (await Probe(prober, "x@example.com", "mta5.am0.yahoodns.net")).State);
        Assert.Equal(ProbeState.TempError, (await Probe(prober, "a@example.com")).State);
        Assert.Equal(ProbeState.NotProbed, (await Probe(prober, "b@example.com")).State);
        Assert.Equal(1, prober.Asked);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_port_that_is_blocked_is_told_once_and_after_three_servers_no_more_are_tried()
    {
        using var server = new ScriptedServer();
        var port = server.Port;
        server.Dispose();
        List<string> told = [];
        using var prober = Prober(port, notice: finding => told.Add(finding.Id));
        foreach (var host in new[] { "mx.example.net", "mx.example.net", "mx2.example.net", "mx3.example.net", "mx4.example.net" })
        {
            Assert.Equal(ProbeState.NotProbed, (await Probe(prober, "anna@example.com", host)).State);
        }

        Assert.Equal(["ADDR077"], told);
        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), (await Probe(prober, "anna@example.com", "mx4.example.net")).Text);
    }

    [Fact]
    public async Task The_second_server_is_asked_when_the_first_does_not_exist()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Rcpt("anna", "450 later") + Bye);
        using var prober = Prober(server.Port);
        Assert.Equal(ProbeState.TempError, (await Probe(prober, "anna@example.com", "gone.example.net", "mx.example.net")).State);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Cancelling_ends_a_conversation_at_once()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + "C: MAIL FROM:<>\nHANG");
        using var prober = Prober(server.Port);
        using var cancel = new CancellationTokenSource();
        var probe = prober.ProbeAsync(MailAddress.Parse("anna@example.com"), ["mx.example.net"], AddressData.BuiltIn, cancel.Token);
        await server.Hanging;
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
    }

    [Theory]
    [InlineData("550 5.1.1 no such user", AddressVerdict.Undeliverable, AddressReason.MailboxNotFound, "ADDR070")]
    [InlineData("450 4.7.1 greylisted", AddressVerdict.Unknown, AddressReason.ProbeTempError, "ADDR074")]
    [InlineData("550 5.7.1 go away", AddressVerdict.Unknown, AddressReason.ProbeTempError, "ADDR075")]
    public async Task The_answer_becomes_the_verdict(string reply, AddressVerdict verdict, AddressReason reason, string id)
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + Rcpt("anna.berg", reply) + Bye);
        using var prober = Prober(server.Port);
        using var checker = new AddressChecker(new AddressCheckOptions { CheckMxHosts = false }, Zone, prober: prober);
        var result = await checker.CheckAsync("anna.berg@example.com", CancellationToken.None);
        Assert.Equal((verdict, reason, id), (result.Verdict, result.Reason, result.Findings.ToString()));
        Assert.Equal(AddressEvidence.Syntax | AddressEvidence.Dns | AddressEvidence.Probe, result.Evidence);
        Assert.Equal("mx.example.net: " + reply, result.ProbeReply);
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData("asdf@example.com")]
    [InlineData("spamtrap@example.com")]
    public async Task What_is_a_risk_anyway_is_not_asked_for(string text)
    {
        using var prober = Prober(1);
        using var checker = new AddressChecker(new AddressCheckOptions { CheckMxHosts = false }, Zone, prober: prober);
        var result = await checker.CheckAsync(text, CancellationToken.None);
        Assert.Equal((AddressVerdict.Risky, AddressEvidence.Syntax | AddressEvidence.Dns), (result.Verdict, result.Evidence));
        Assert.Equal(0, prober.Asked);
    }

    [Fact]
    public void A_sender_that_is_no_address_is_refused() =>
        Assert.Equal("MailOps.Address.Invalid", Assert.Throws<MailOpsException>(() => Prober(25, o => o with { Sender = "x\r\nDATA" })).ErrorId);

    private static string Rcpt(string name, string reply) =>
        $"""

        C: MAIL FROM:<>
        S: 250 ok
        C: RCPT TO:<{name}@example.com>
        S: {reply}
        C: RSET
        S: 250 ok
        """;

    private static AddressProber Prober(
        int port, Func<AddressProbeOptions, AddressProbeOptions>? change = null, MailClock? clock = null, Action<Finding>? notice = null)
    {
        var options = new AddressProbeOptions { HeloName = "client.test", Port = port, Timeout = TimeSpan.FromSeconds(20) };
        return new AddressProber(change is null ? options : change(options), Zone, clock, notice);
    }

    private static async Task<ProbeOutcome> Probe(ScriptedServer server, string address)
    {
        using var prober = Prober(server.Port);
        return await Probe(prober, address);
    }

    private static Task<ProbeOutcome> Probe(AddressProber prober, string address, params string[] hosts) => prober.ProbeAsync(
        MailAddress.Parse(address), hosts.Length == 0 ? ["mx.example.net"] : hosts, AddressData.BuiltIn, CancellationToken.None);
}
