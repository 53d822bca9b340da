using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Smtp;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class DispatcherTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_is_due_is_sent_once_and_the_rest_waits()
    {
        await using var test = await TestStore.OpenAsync();
        var due = await test.EnqueueAsync(TestMessage.To("a@x.example", "b@x.example"));
        var later = await test.EnqueueAsync(TestMessage.To("c@x.example") with { Delay = TimeSpan.FromMinutes(2) });
        var transport = new ScriptedTransport();
        var told = new Told();

        var summary = await RunAsync(test, transport, new DispatchOptions(), told);

        Assert.Equal((2, 0, 0, 0), (summary.Accepted, summary.Failed, summary.Deferred, summary.ExitCode));
        Assert.Equal((DispatchEnd.Done, 1, test.Clock.UtcNow.AddMinutes(2)), (summary.End, summary.Remaining, summary.NextDueAt));
        Assert.Equal(["a@x.example", "b@x.example"], transport.Delivered.Select(d => d.Recipient));
        Assert.Single(transport.Envelopes);
        Assert.Equal([DeliveryState.Accepted, DeliveryState.Accepted], told.All.Select(t => t.State));
        Assert.Equal("250 2.0.0 queued as 4711", (await test.FindAsync(due)).LastReply);
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(later)).State);
        Assert.Equal(0, (await RunAsync(test, transport, new DispatchOptions())).Accepted);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Every_attempt_carries_the_same_message_id_and_date()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var transport = new ScriptedTransport { Script = (r, attempt) => attempt == 1 ? ScriptedTransport.LoseReply(r) : ScriptedTransport.Accept(r) };
        var first = await RunAsync(test, transport, new DispatchOptions());
        Assert.Equal((1, 75), (first.InDoubt, first.ExitCode));
        test.ManualClock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await RunAsync(test, transport, new DispatchOptions())).Accepted);

        var messages = transport.Delivered.Select(d => d.Message).ToList();
        Assert.Equal(2, messages.Count);
        Assert.StartsWith("Date: Sun, 01 Mar 2026 12:00:00 +0000\r\n", messages[0]);
        Assert.Equal(messages[0], messages[1]);
        Assert.Equal((await test.FindAsync(id)).MessageId, transport.Envelopes.First().EnvelopeId);
    }

    [Fact]
    public async Task A_doubt_can_be_left_to_a_person()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var transport = new ScriptedTransport { Script = (r, _) => ScriptedTransport.LoseReply(r) };
        var summary = await RunAsync(test, transport, new DispatchOptions { OnDoubt = DoubtAction.Hold, Until = DispatchUntil.Empty });
        Assert.Equal((1, DispatchEnd.Done, 75), (summary.InDoubt, summary.End, summary.ExitCode));
        Assert.Equal(DeliveryState.InDoubt, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_temporary_refusal_is_tried_again_with_growing_pauses_until_the_lifetime_ends()
    {
        await using var test = await TestStore.OpenAsync();
        var start = test.Clock.UtcNow;
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        List<TimeSpan> attempts = [];
        var transport = new ScriptedTransport
        {
            Script = (r, _) =>
            {
                attempts.Add(test.Clock.UtcNow - start);
                return ScriptedTransport.Answer(r, 451, "4.7.1 greylisted");
            },
        };
        var failed = 0;
        for (var runs = 0; failed == 0 && runs < 200; runs++)
        {
            var summary = await RunAsync(test, transport, new DispatchOptions { Retry = new RetryLimits { WarnAfter = TimeSpan.Zero } });
            failed = summary.Failed;
            Assert.Equal(failed > 0 ? 1 : 75, summary.ExitCode);
            if (summary.NextDueAt is { } next)
            {
                test.ManualClock.Advance(next - test.Clock.UtcNow);
            }
        }

        // 0, 5, 10, 20, 40, 80 … minutes, then every 4 hours, the last one at the end of the fifth day.
        Assert.Equal([0, 5, 10, 20, 40, 80, 160, 320], attempts.Take(8).Select(a => (int)a.TotalMinutes));
        Assert.Equal(TimeSpan.FromDays(5), attempts.Last());
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Failed, attempts.Count), (mail.State, mail.Attempts));
        Assert.Contains("greylisted", mail.LastReply);
        var events = await test.Store.Journal.ReadAsync(0, 1000, None);
        Assert.Equal(attempts.Count - 1, events.Count(e => e.Kind == JournalEventKind.Deferred));
        Assert.Equal(Enumerable.Range(1, attempts.Count), events.Where(e => e.Attempt > 0).Select(e => e.Attempt));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_final_refusal_of_one_recipient_leaves_the_others_alone_and_blocks_the_address()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("ok@x.example", "gone@x.example", "full@x.example"));
        var transport = new ScriptedTransport
        {
            Script = (r, _) => r switch
            {
                "gone@x.example" => ScriptedTransport.Answer(r, 550, "5.1.1 no such user"),
                "full@x.example" => ScriptedTransport.Answer(r, 452, "4.2.2 mailbox full"),
                _ => ScriptedTransport.Accept(r),
            },
        };
        var summary = await RunAsync(test, transport, new DispatchOptions());
        Assert.Equal((1, 1, 1, 1), (summary.Accepted, summary.Failed, summary.Deferred, summary.ExitCode));
        var states = (await test.FindAsync(id)).Recipients.Select(r => r.State);
        Assert.Equal([DeliveryState.Accepted, DeliveryState.Failed, DeliveryState.Queued], states);
        Assert.Equal(SuppressionState.Blocked, (await test.Store.Suppression.FindAsync(["gone@x.example"], None))[0]!.State);

        // The retry is for the one that is left.
        test.ManualClock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync(test, transport, new DispatchOptions());
        Assert.Equal("full@x.example", transport.Envelopes.Last().Recipients.Single().Address);
    }

    [Fact]
    public async Task A_server_out_of_reach_is_asked_by_one_message_and_all_others_wait()
    {
        await using var test = await TestStore.OpenAsync();
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 100).Select(_ => TestMessage.To("a@x.example"))], None);
        var asked = 0;
        var transport = new ScriptedTransport
        {
            Connect = r =>
            {
                Interlocked.Increment(ref asked);
                return ScriptedTransport.Answer(r, 421, "try later", SmtpPhase.Connect);
            },
        };
        var summary = await RunAsync(test, transport, new DispatchOptions());

        Assert.Equal(1, asked);
        Assert.Equal((1, 75), (summary.Deferred, summary.ExitCode));
        Assert.Equal("OUT005", summary.Findings.ToString());
        Assert.Empty(transport.Envelopes);
        Assert.Equal(test.Clock.UtcNow.AddMinutes(1), summary.NextDueAt);

        test.ManualClock.Advance(TimeSpan.FromHours(1));
        transport.Connect = _ => null;
        Assert.Equal(100, (await RunAsync(test, transport, new DispatchOptions())).Accepted);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Wrong_credentials_are_tried_once_and_the_mail_stays_queued()
    {
        await using var test = await TestStore.OpenAsync();
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 20).Select(_ => TestMessage.To("a@x.example"))], None);
        var asked = 0;
        var transport = new ScriptedTransport
        {
            Connect = r =>
            {
                Interlocked.Increment(ref asked);
                return ScriptedTransport.Answer(r, 535, "5.7.8 authentication failed", SmtpPhase.Auth);
            },
        };
        var summary = await RunAsync(test, transport, new DispatchOptions { Until = DispatchUntil.Empty });
        Assert.Equal((1, DispatchEnd.Configuration, 78), (asked, summary.End, summary.ExitCode));
        Assert.Equal("OUT004", summary.Findings.ToString());
        Assert.Equal(20, summary.Remaining);
        Assert.Empty(await test.Store.Suppression.ListAsync(new SuppressionFilter(), null, 10, None));
    }

    [Fact]
    public async Task Mail_for_a_server_that_nobody_knows_waits_while_other_mail_goes_out()
    {
        await using var test = await TestStore.OpenAsync();
        var lost = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Server = "nowhere" });
        await test.EnqueueAsync(TestMessage.To("b@x.example"));
        var summary = await RunAsync(test, new ScriptedTransport(), new DispatchOptions { Until = DispatchUntil.Empty });
        Assert.Equal((1, 78), (summary.Accepted, summary.ExitCode));
        var mail = await test.FindAsync(lost);
        Assert.Equal((DeliveryState.Queued, 0), (mail.State, mail.Attempts));
    }

    [Fact]
    public async Task A_cancel_between_claim_and_mark_wins()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example", "b@x.example"));
        var transport = new ScriptedTransport();
        transport.BeforeGate = () => test.Outbox.ChangeAsync(
            new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id], Address = "a@x.example" }, preview: false, None);
        var summary = await RunAsync(test, transport, new DispatchOptions());
        Assert.Equal((1, 1), (summary.Accepted, summary.Withdrawn));
        Assert.Equal(["b@x.example"], transport.Delivered.Select(d => d.Recipient));
        var states = (await test.FindAsync(id)).Recipients.Select(r => r.State);
        Assert.Equal([DeliveryState.Cancelled, DeliveryState.Accepted], states);
    }

    [Fact]
    public async Task A_cancel_while_sending_is_told_that_it_was_too_late()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        IReadOnlyList<OutboxDecision>? answers = null;
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock });
        var transport = new ScriptedTransport { Script = (r, _) => ScriptedTransport.Answer(r, 451, "later") };
        transport.WhileSending = async _ => answers = await outbox.CancelAsync([id], null, whatIf: false, None);
        var summary = await RunAsync(test, transport, new DispatchOptions());
        Assert.Equal(OutboxAction.TooLate, answers!.Single().Action);
        Assert.Equal((0, 1), (summary.Deferred, summary.Withdrawn));
        Assert.Equal(DeliveryState.Cancelled, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task Waiting_until_empty_sees_undo_windows_and_retries_through()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Delay = TimeSpan.FromMinutes(2) });
        var transport = new ScriptedTransport
        {
            Script = (r, attempt) => attempt == 1 ? ScriptedTransport.Answer(r, 451, "greylisted") : ScriptedTransport.Accept(r),
        };
        var summary = await WhileTimePasses(test, RunAsync(test, transport, new DispatchOptions { Until = DispatchUntil.Empty, Poll = TimeSpan.FromSeconds(10) }));
        Assert.Equal((1, 0, 0, DispatchEnd.Done), (summary.Accepted, summary.Deferred, summary.ExitCode, summary.End));
        Assert.True(summary.Duration >= TimeSpan.FromMinutes(7));
    }

    [Fact]
    public async Task Waiting_for_one_message_leaves_the_others_alone()
    {
        await using var test = await TestStore.OpenAsync();
        var other = await test.EnqueueAsync(TestMessage.To("other@x.example"));
        var mine = await test.EnqueueAsync(TestMessage.To("mine@x.example") with { Delay = TimeSpan.FromMinutes(1) });
        var transport = new ScriptedTransport();
        var options = new DispatchOptions { Until = DispatchUntil.Empty, Ids = [mine], Poll = TimeSpan.FromSeconds(10) };
        var summary = await WhileTimePasses(test, RunAsync(test, transport, options));
        Assert.Equal((1, DispatchEnd.Done), (summary.Accepted, summary.End));
        Assert.Equal(["mine@x.example"], transport.Delivered.Select(d => d.Recipient));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(other)).State);
    }

    [Fact]
    public async Task A_run_ends_when_its_time_is_over()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Delay = TimeSpan.FromHours(2) });
        var options = new DispatchOptions { Until = DispatchUntil.Empty, Timeout = TimeSpan.FromMinutes(5), Poll = TimeSpan.FromSeconds(10) };
        var summary = await WhileTimePasses(test, RunAsync(test, new ScriptedTransport(), options));
        Assert.Equal((DispatchEnd.Timeout, 75, 1), (summary.End, summary.ExitCode, summary.Remaining));
    }

    [Fact]
    public async Task A_jump_of_the_clock_stops_sending_before_tomorrows_mail_looks_due()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Delay = TimeSpan.FromHours(20) });
        var run = RunAsync(test, new ScriptedTransport(), new DispatchOptions { Until = DispatchUntil.Stopped, Poll = TimeSpan.FromSeconds(10) });
        await TestStore.UntilAsync(() => test.ManualClock.PendingWaits > 0);
        test.ManualClock.Jump(TimeSpan.FromDays(1));
        var summary = await WhileTimePasses(test, run);
        Assert.Equal((DispatchEnd.Clock, 75, 0), (summary.End, summary.ExitCode, summary.Accepted));
        Assert.Equal("OUT002", summary.Findings.ToString());
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_clock_behind_the_journal_sends_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        test.ManualClock.Jump(TimeSpan.FromMinutes(-6));
        var summary = await RunAsync(test, new ScriptedTransport(), new DispatchOptions());
        Assert.Equal((DispatchEnd.Clock, 75, "OUT003"), (summary.End, summary.ExitCode, summary.Findings.ToString()));
        test.ManualClock.Jump(TimeSpan.FromMinutes(6));
        Assert.Equal(1, (await RunAsync(test, new ScriptedTransport(), new DispatchOptions())).Accepted);
    }

    [Fact]
    public async Task Stopping_gives_claimed_mail_back_and_takes_back_a_mark_that_led_to_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        var ids = (await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 10).Select(_ => TestMessage.To("a@x.example"))], None)).Select(m => m.Id).ToList();
        using var stop = new CancellationTokenSource();
        var transport = new ScriptedTransport
        {
            WhileSending = async token =>
            {
                stop.Cancel();
                await Task.Delay(Timeout.Infinite, token);
            },
        };
        var summary = await RunAsync(test, transport, new DispatchOptions { StopGrace = TimeSpan.Zero, Concurrency = 2 }, stop: stop.Token);
        Assert.Equal((DispatchEnd.Stopped, 0, 10), (summary.End, summary.Accepted, summary.Remaining));
        foreach (var id in ids)
        {
            Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
        }

        transport.WhileSending = _ => Task.CompletedTask;
        Assert.Equal(10, (await RunAsync(test, transport, new DispatchOptions())).Accepted);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Many_messages_go_out_side_by_side_and_no_more_than_asked()
    {
        await using var test = await TestStore.OpenAsync(MailClock.System);
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 200).Select(i => TestMessage.To($"u{i}@x.example"))], None);
        var transport = new ScriptedTransport { WhileSending = token => Task.Delay(5, token) };
        var summary = await RunAsync(test, transport, new DispatchOptions { Concurrency = 6 });
        Assert.Equal(200, summary.Accepted);
        Assert.InRange(transport.MaxUnderWay, 2, 6);
        Assert.Equal(200, transport.Delivered.Select(d => d.Recipient).Distinct().Count());
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Workers_get_their_turns_and_a_failing_one_is_reported()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var worker = new FailingWorker();
        var dispatcher = new QueueDispatcher(test.Outbox, new ScriptedTransport(), test.Clock, [worker]);
        var summary = await dispatcher.RunAsync(new DispatchOptions(), null, None);
        Assert.Equal((1, 1, "OUT006"), (worker.Turns, summary.Accepted, summary.Findings.ToString()));
    }

    [Fact]
    public async Task Content_that_cannot_be_sent_at_all_is_a_failure_and_not_a_loop()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var transport = new ScriptedTransport
        {
            BeforeGate = () => throw new MailOpsException("MailOps.Smtp.InvalidEnvelope", MailOpsErrorKind.InvalidArgument, "bad address", ""),
        };
        var summary = await RunAsync(test, transport, new DispatchOptions { Until = DispatchUntil.Empty });
        Assert.Equal(1, summary.Failed);
        Assert.Equal("bad address", (await test.FindAsync(id)).LastReply);
    }

    private static Task<DispatchSummary> RunAsync(
        TestStore test, ScriptedTransport transport, DispatchOptions options, Told? told = null, CancellationToken stop = default) =>
        new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(options, told, stop);

    // Time goes on in steps of ten seconds whenever the dispatcher has come to rest.
    internal static async Task<T> WhileTimePasses<T>(TestStore test, Task<T> task, int seconds = 10)
    {
        while (!task.IsCompleted)
        {
            await TestStore.UntilAsync(() => task.IsCompleted || test.ManualClock.PendingWaits > 0);
            test.ManualClock.Advance(TimeSpan.FromSeconds(seconds));
        }

        return await task;
    }

    private sealed class Told : IProgress<DispatchedDelivery>
    {
        public ConcurrentQueue<DispatchedDelivery> All { get; } = new();

        public void Report(DispatchedDelivery value) => All.Enqueue(value);
    }

    private sealed class FailingWorker : IQueueWorker
    {
        public int Turns { get; private set; }

        public TimeSpan Interval => TimeSpan.FromHours(1);

        public Task WorkAsync(CancellationToken cancellationToken)
        {
            Turns++;
            throw new MailOpsException("MailOps.Store.Full", MailOpsErrorKind.ResourceExhausted, "full", "");
        }
    }
}
