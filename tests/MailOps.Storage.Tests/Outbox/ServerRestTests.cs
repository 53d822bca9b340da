using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class ServerRestTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Wrong_credentials_are_not_tried_again_until_a_person_corrects_them()
    {
        await using var test = await TestStore.OpenAsync();
        await ThrottleTests.EnqueueAsync(test, 5, _ => TestMessage.To("a@x.example") with { Server = "relay" });
        var asked = 0;
        var transport = new ScriptedTransport
        {
            Connect = r =>
            {
                Interlocked.Increment(ref asked);
                return ScriptedTransport.Answer(r, 535, "5.7.8 authentication failed", SmtpPhase.Auth);
            },
        };
        for (var hour = 0; hour < 48; hour++)
        {
            var summary = await RunAsync(test, transport);
            Assert.Equal((78, 5), (summary.ExitCode, summary.Remaining));
            test.ManualClock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, asked);
        var state = (await test.Store.Servers.ListStatesAsync(None)).Single();
        Assert.Equal(("relay", 5), (state.Server, state.Queued));
        Assert.Contains("authentication failed", state.Reason);

        transport.Connect = _ => null;
        Assert.True(await test.Store.Servers.ResumeAsync("relay", None));
        Assert.False(await test.Store.Servers.ResumeAsync("relay", None));
        var healed = await RunAsync(test, transport);
        Assert.Equal((5, 0), (healed.Accepted, healed.ExitCode));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_service_uses_a_server_again_soon_after_a_person_has_corrected_it()
    {
        await using var test = await TestStore.OpenAsync();
        await ThrottleTests.EnqueueAsync(test, 5, _ => TestMessage.To("a@x.example") with { Server = "relay" });
        var transport = new ScriptedTransport { Connect = r => ScriptedTransport.Answer(r, 535, "5.7.8 authentication failed", SmtpPhase.Auth) };
        using var stop = new CancellationTokenSource();
        var run = new QueueDispatcher(test.Outbox, transport, test.Clock)
            .RunAsync(new DispatchOptions { Until = DispatchUntil.Stopped, Poll = TimeSpan.FromSeconds(10) }, null, stop.Token);
        await PassAsync(test, TimeSpan.FromMinutes(30));
        Assert.Empty(transport.Delivered);
        transport.Connect = _ => null;
        await test.Store.Servers.ResumeAsync("relay", None);
        while (transport.Delivered.Count < 5)
        {
            await PassAsync(test, TimeSpan.FromSeconds(10));
        }

        stop.Cancel();
        Assert.Equal(5, (await run).Accepted);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Who_looks_at_a_queue_that_nobody_serves_is_told_the_line_that_cures_it()
    {
        await using var test = await TestStore.OpenAsync();
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock, StoreName = "/srv/outbox.db" });
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        test.ManualClock.Advance(TimeSpan.FromMinutes(14));
        Assert.Empty((await outbox.GetStatusAsync(None)).Findings);
        test.ManualClock.Advance(TimeSpan.FromMinutes(1));
        var finding = Assert.Single((await outbox.GetStatusAsync(None)).Findings);
        Assert.Equal("OUT001", finding.Id);
        Assert.Contains("Register-MailQueueTask -Store '/srv/outbox.db'", finding.Advice, StringComparison.Ordinal);

        // Somebody was here: mail that falls due is his business for a quarter of an hour.
        await RunAsync(test, new ScriptedTransport());
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        test.ManualClock.Advance(TimeSpan.FromMinutes(14));
        Assert.Empty((await outbox.GetStatusAsync(None)).Findings);
        test.ManualClock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await outbox.GetStatusAsync(None)).IsUnattended);
    }

    [Fact]
    public async Task A_server_that_wants_less_speed_is_left_alone_for_a_while_and_longer_when_it_asks_again()
    {
        await using var test = await TestStore.OpenAsync();
        await ThrottleTests.EnqueueAsync(test, 100, i => TestMessage.To($"u{i}@x.example") with { Server = "relay" });
        var transport = new ScriptedTransport
        {
            Script = (r, _) => ScriptedTransport.Answer(r, 432, "4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", SmtpPhase.FinalDot),
        };
        var first = await RunAsync(test, transport);
        Assert.Equal((1, 75), (first.Deferred, first.ExitCode));
        Assert.Equal("OUT022", first.Findings.ToString());
        Assert.Single(transport.Envelopes);
        Assert.Equal(test.Clock.UtcNow.AddMinutes(1), first.NextDueAt);

        test.ManualClock.Advance(TimeSpan.FromMinutes(1));
        var second = await RunAsync(test, transport);
        Assert.Equal(test.Clock.UtcNow.AddMinutes(2), second.NextDueAt);
        Assert.Equal(2, transport.Envelopes.Count);

        test.ManualClock.Advance(TimeSpan.FromHours(1));
        transport.Script = (r, _) => ScriptedTransport.Accept(r);
        Assert.Equal(100, (await RunAsync(test, transport)).Accepted);
        Assert.Empty(await test.Store.Suppression.ListAsync(new MailOps.Suppression.SuppressionFilter(), null, 10, None));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_password_transition_is_no_slow_down()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var transport = new ScriptedTransport { Connect = r => ScriptedTransport.Answer(r, 432, "4.7.12 password transition", SmtpPhase.Auth) };
        Assert.Equal("OUT005", (await RunAsync(test, transport)).Findings.ToString());
    }

    [Fact]
    public async Task The_sender_of_a_late_mail_is_told_once_after_four_hours()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var transport = new ScriptedTransport
        {
            Script = (r, _) => r == "a@x.example" ? ScriptedTransport.Answer(r, 451, "4.7.1 come back later") : ScriptedTransport.Accept(r),
        };
        await RunForAsync(test, transport, TimeSpan.FromHours(3.9));
        Assert.DoesNotContain(transport.Delivered, d => d.Recipient == "news@corp.example");
        await RunForAsync(test, transport, TimeSpan.FromHours(30));
        var notice = Assert.Single(transport.Delivered, d => d.Recipient == "news@corp.example").Message;
        Assert.Contains("Action: delayed\r\n", notice);
        Assert.Contains("Final-Recipient: rfc822; a@x.example\r\n", notice);
        Assert.Contains("451 4.7.1 come back later", notice);
        Assert.Contains("Auto-Submitted: auto-replied", notice);
        Assert.Equal("", transport.Envelopes.Single(e => e.Recipients[0].Address == "news@corp.example").Sender);
        Assert.Equal(MailOps.Bounces.BounceKind.Delay, MailOps.Bounces.BounceClassifier.Classify(Encoding.UTF8.GetBytes(notice)).Kind);
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Nobody_is_told_who_is_suppressed_or_has_the_null_reverse_path_or_wants_no_notices()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Sender = "" });
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Sender = "quiet@corp.example", Notify = DsnNotify.Failure });
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Sender = "gone@corp.example" });
        await test.Store.Journal.AppendAsync(
            [new JournalEvent { At = test.Clock.UtcNow, Kind = JournalEventKind.SuppressionAdded, Address = "gone@corp.example", Text = "left", Actor = "admin" }],
            None);
        var transport = new ScriptedTransport { Script = (r, _) => ScriptedTransport.Answer(r, 451, "4.7.1 come back later") };
        await RunForAsync(test, transport, TimeSpan.FromHours(24));
        Assert.All(transport.Envelopes, e => Assert.Equal("a@x.example", e.Recipients.Single().Address));
    }

    private static async Task PassAsync(TestStore test, TimeSpan time)
    {
        for (var end = test.Clock.UtcNow + time; test.Clock.UtcNow < end;)
        {
            await TestStore.UntilAsync(() => test.ManualClock.PendingWaits > 0);
            test.ManualClock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private static Task<DispatchSummary> RunAsync(TestStore test, ScriptedTransport transport) =>
        new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(new DispatchOptions(), null, None);

    private static async Task RunForAsync(TestStore test, ScriptedTransport transport, TimeSpan time)
    {
        for (var end = test.Clock.UtcNow + time; test.Clock.UtcNow < end;)
        {
            await RunAsync(test, transport);
            test.ManualClock.Advance(TimeSpan.FromMinutes(6));
        }
    }
}
