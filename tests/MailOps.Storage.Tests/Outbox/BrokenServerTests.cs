using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Outbox;

/// <summary>Servers that speak garbage, hang or break off: the mail stays, and the summary names the server and the fault.</summary>
public sealed class BrokenServerTests
{
    private const string Hello = """
        S: 220 mx.test ESMTP
        C: EHLO *
        S: 250 mx.test

        """;

    [Theory]
    [InlineData("S+ \\0\\0garbage\\r\\n")]
    [InlineData("S: HTTP/1.1 400 Bad Request")]
    [InlineData("S: 220 mx.test\nC: EHLO *\nS: what?")]
    [InlineData("HANG")]
    [InlineData("S: 220 mx.test\nC: EHLO *\nHANG")]
    [InlineData("RESET")]
    [InlineData("S: 421 4.3.2 going down")]
    public async Task A_server_that_cannot_be_talked_to_keeps_the_mail_and_is_named(string script)
    {
        using var server = new ScriptedServer(script);
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var id = await test.EnqueueAsync(TestMessage.To("b@remote.example"));
        var summary = await RunAsync(test, server);
        Assert.Equal((0, 0, 1, 0, 75), (summary.Accepted, summary.Failed, summary.Deferred, summary.InDoubt, summary.ExitCode));
        var finding = Assert.Single(summary.Findings);
        Assert.Equal("OUT005", finding.Id);
        Assert.Contains(":" + server.Port, finding.Message, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_server_that_hangs_in_the_content_may_not_have_it_and_gets_it_again()
    {
        using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<news@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: DATA
            HANG
            """);
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var id = await test.EnqueueAsync(TestMessage.To("b@remote.example"));
        var summary = await RunAsync(test, server);
        Assert.Equal((1, 0), (summary.Deferred, summary.InDoubt));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    [Theory]
    [InlineData("HANG")]
    [InlineData("CLOSE")]
    [InlineData("RESET")]
    [InlineData("S: \u0007\u0007\u0007")]
    public async Task A_server_that_breaks_off_after_the_final_dot_leaves_a_doubt_that_is_counted(string end)
    {
        var dot = string.Join("\n", Enumerable.Range(0, 6).Select(_ => "C: *")) + "\nC: .\n";
        using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<news@corp.example>
            S: 250 ok
            C: RCPT TO:<b@remote.example>
            S: 250 ok
            C: DATA
            S: 354 go

            """ + dot + end);
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var id = await test.EnqueueAsync(TestMessage.To("b@remote.example"));
        var summary = await RunAsync(test, server, new DispatchOptions { OnDoubt = DoubtAction.Hold });
        Assert.Equal((0, 0, 1, 75), (summary.Accepted, summary.Deferred, summary.InDoubt, summary.ExitCode));
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.InDoubt, 1), (mail.State, mail.Recipients[0].Doubts));
    }

    [Fact]
    public async Task A_server_that_hangs_keeps_nobody_from_stopping_the_dispatcher()
    {
        using var server = new ScriptedServer("HANG");
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var id = await test.EnqueueAsync(TestMessage.To("b@remote.example"));
        using var stop = new CancellationTokenSource();
        var running = RunAsync(
            test, server, new DispatchOptions { StopGrace = TimeSpan.Zero }, SmtpTimeouts.Default, stop.Token);
        await server.Hanging;
        stop.Cancel();
        Assert.Equal(DispatchEnd.Stopped, (await running).End);
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_server_that_hangs_does_not_hold_a_run_beyond_its_time()
    {
        using var server = new ScriptedServer("HANG");
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var id = await test.EnqueueAsync(TestMessage.To("b@remote.example"));
        var options = new DispatchOptions { Timeout = TimeSpan.FromMilliseconds(50), StopGrace = TimeSpan.Zero };
        var summary = await RunAsync(test, server, options, SmtpTimeouts.Default);
        Assert.Equal((DispatchEnd.Timeout, 75), (summary.End, summary.ExitCode));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    private static async Task<DispatchSummary> RunAsync(
        TestStore test, ScriptedServer server, DispatchOptions? options = null, SmtpTimeouts? timeouts = null, CancellationToken stop = default)
    {
        var smtp = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            // Long enough that a busy machine passes the phases before the one that hangs.
            Timeouts = timeouts ?? SmtpTimeouts.Uniform(TimeSpan.FromSeconds(2)),
        };
        await using var source = new SmtpTransportSource(new SmtpTransportSourceOptions { Default = smtp });
        return await new QueueDispatcher(test.Outbox, source).RunAsync(options ?? new DispatchOptions(), null, stop);
    }
}
