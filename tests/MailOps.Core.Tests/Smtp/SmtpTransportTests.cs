using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

/// <summary>Connections between messages, and the gate.</summary>
public sealed class SmtpTransportTests
{
    private static readonly string OneMessage = SmtpTesting.Transaction;

    [Fact]
    public async Task One_connection_carries_one_message_after_the_other()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + OneMessage + OneMessage + OneMessage + "C: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await SendAsync(transport)).IsAccepted);
        }

        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_connection_ends_after_as_many_messages_as_it_may_carry()
    {
        var script = SmtpTesting.Hello + OneMessage + OneMessage + "C: QUIT\nS: 221 bye";
        using var server = new ScriptedServer(script, script);
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port) with { MaxMessagesPerConnection = 2, MaxConnections = 1 });
        for (var i = 0; i < 4; i++)
        {
            Assert.True((await SendAsync(transport)).IsAccepted);
        }

        await transport.DisposeAsync();
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData("CLOSE")]
    [InlineData("S: 421 4.4.2 idle too long\nCLOSE")]
    [InlineData("RESET")]
    public async Task A_connection_that_died_while_idle_costs_nobody_a_failure(string end)
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + OneMessage + end, SmtpTesting.Hello + OneMessage + "C: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        Assert.True((await SendAsync(transport)).IsAccepted);
        Assert.True((await SendAsync(transport)).IsAccepted);
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_dies_under_the_next_message_is_replaced_once_and_the_gate_asked_once()
    {
        // The server hangs up only when it sees the second MAIL, so the client could not know before.
        using var server = new ScriptedServer(
            SmtpTesting.PlainHello + SmtpTesting.PlainTransaction.Replace("C: QUIT", "C: MAIL FROM:<a@corp.example>").Replace("S: 221 bye", "CLOSE"),
            SmtpTesting.PlainHello + SmtpTesting.PlainTransaction);
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        Assert.True((await SendAsync(transport)).IsAccepted);
        var asked = 0;
        var second = await SendAsync(transport, (envelope, _) =>
        {
            asked++;
            return new(envelope.Recipients);
        });
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.True(second.IsAccepted, second.ToString());
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_fresh_connection_that_dies_under_its_first_message_is_not_tried_again()
    {
        using var server = new ScriptedServer(SmtpTesting.PlainHello + "C: MAIL FROM:<a@corp.example>\nCLOSE");
        var report = await SmtpTesting.SendOneAsync(SmtpTesting.Options(server.Port));
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.MailFrom), (report.Recipients[0].Outcome, report.Recipients[0].Phase));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_unfinished_transaction_is_reset_before_the_next_one()
    {
        using var server = new ScriptedServer(
            SmtpTesting.PlainHello + "C: MAIL FROM:<a@corp.example>\nS: 250 ok\nC: RCPT TO:<b@remote.example>\nS: 550 5.1.1 unknown\nC: RSET\nS: 250 ok\n"
            + SmtpTesting.PlainTransaction);
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        Assert.Equal(MailOutcome.Rejected, (await SendAsync(transport)).Recipients[0].Outcome);
        Assert.True((await SendAsync(transport)).IsAccepted);
        await transport.DisposeAsync();
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Idle_connections_are_closed_when_they_get_old()
    {
        var clock = new ManualClock();
        using var server = new ScriptedServer(SmtpTesting.Hello + OneMessage + "C: QUIT\nS: 221 bye");
        using var transport = new SmtpTransport(SmtpTesting.Options(server.Port) with { Timeouts = SmtpTimeouts.Default }, clock);
        Assert.True((await SendAsync(transport)).IsAccepted);
        var completed = server.CompletedAsync();
        while (await Task.WhenAny(completed, Task.Delay(10)) != completed)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await completed;
    }

    [Fact]
    public async Task No_more_connections_are_opened_than_allowed()
    {
        var open = 0;
        var most = 0;
        using var server = new ScriptedServer(Enumerable.Repeat(SmtpTesting.Hello + OneMessage + "C: QUIT\nS: 221 bye", 40).ToArray());
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port) with { MaxConnections = 2, MaxMessagesPerConnection = 1 });
        var reports = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SendAsync(transport, async (envelope, token) =>
        {
            lock (transport)
            {
                most = Math.Max(most, ++open);
            }

            await Task.Yield();
            lock (transport)
            {
                open--;
            }

            return envelope.Recipients;
        })));
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.All(reports, r => Assert.True(r.IsAccepted, r.ToString()));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task The_gate_takes_recipients_back_at_the_last_moment()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + OneMessage.Replace("<b@", "<c@") + "C: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var report = await transport.SendAsync(
            SmtpTesting.Envelope("b@remote.example", "c@remote.example", "d@remote.example"),
            SmtpTesting.Message,
            (envelope, _) => new([envelope.Recipients[1]]),
            default);
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.Equal([MailOutcome.Withheld, MailOutcome.Accepted, MailOutcome.Withheld], report.Recipients.Select(r => r.Outcome));
    }

    [Fact]
    public async Task A_gate_that_lets_nobody_through_keeps_the_message_from_the_server_and_the_connection_for_the_next()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + OneMessage + "C: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var withheld = await SendAsync(transport, (_, _) => new((IReadOnlyList<EnvelopeRecipient>)[]));
        Assert.Equal(MailOutcome.Withheld, withheld.Recipients[0].Outcome);
        Assert.True((await SendAsync(transport)).IsAccepted);
        await transport.DisposeAsync();
        await server.CompletedAsync();
    }

    [Fact]
    public async Task The_gate_is_not_asked_while_there_is_no_connection()
    {
        using var server = new ScriptedServer("S: 421 4.3.2 not now");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var report = await SendAsync(transport, (_, _) => throw new InvalidOperationException("asked"));
        Assert.Equal((MailOutcome.Deferred, SmtpPhase.Connect), (report.Recipients[0].Outcome, report.Recipients[0].Phase));
    }

    [Fact]
    public async Task A_gate_that_fails_fails_the_call_and_the_place_is_free_again()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + "HANG", SmtpTesting.Hello + OneMessage + "C: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port) with { MaxConnections = 1 });
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(transport, (_, _) => throw new InvalidOperationException("store")));
        Assert.True((await SendAsync(transport)).IsAccepted);
        await transport.DisposeAsync();
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Tells_what_a_server_offers_without_sending_mail()
    {
        using var server = new ScriptedServer(SmtpTesting.Hello + "C: QUIT\nS: 221 bye");
        var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var info = await transport.GetServerInfoAsync(default);
        await transport.DisposeAsync();
        await server.CompletedAsync();
        Assert.Equal(1_000_000, info.Capabilities.MaxSize);
        Assert.Null(info.TlsVersion);
    }

    [Fact]
    public async Task Says_why_it_cannot_tell()
    {
        using var server = new ScriptedServer("S: 554 5.7.1 go away");
        using var transport = new SmtpTransport(SmtpTesting.Options(server.Port));
        var error = await Assert.ThrowsAnyAsync<MailOpsException>(() => transport.GetServerInfoAsync(default));
        Assert.Equal("MailOps.Smtp.GreetingRefused", error.ErrorId);
    }

    [Theory]
    [InlineData("192.0.2.1", "[192.0.2.1]")]
    [InlineData("::ffff:192.0.2.1", "[192.0.2.1]")]
    [InlineData("2001:db8::1", "[IPv6:2001:db8::1]")]
    [InlineData("fe80::1%3", "[IPv6:fe80::1]")]
    public void A_host_without_a_name_gives_its_address(string address, string literal) =>
        Assert.Equal(literal, SmtpHeloName.Literal(IPAddress.Parse(address)));

    [Fact]
    public void The_name_of_this_host_can_stand_in_a_command() =>
        Assert.True(
            SmtpHeloName.ForThisHost(IPAddress.Loopback) is var name && (name == "[127.0.0.1]" || DomainName.TryParse(name, out _)), "no name");

    private static Task<MailDeliveryReport> SendAsync(SmtpTransport transport, MailStartGate? gate = null) =>
        transport.SendAsync(SmtpTesting.Envelope("b@remote.example"), SmtpTesting.Message, gate, default);
}
