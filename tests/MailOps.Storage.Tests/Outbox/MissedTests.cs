using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

/// <summary>Mail that nobody sent when it was due.</summary>
public sealed class MissedTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(MissedAction.Hold, DeliveryState.Waiting)]
    [InlineData(MissedAction.Skip, DeliveryState.Cancelled)]
    [InlineData(MissedAction.Send, DeliveryState.Accepted)]
    public async Task After_a_downtime_mail_more_than_four_hours_late_is_treated_as_its_sender_wished(MissedAction wish, DeliveryState expected)
    {
        await using var test = await TestStore.OpenAsync();
        await RunAsync(test);
        var late = await test.EnqueueAsync(TestMessage.To("a@x.example") with { IfMissed = wish });
        test.ManualClock.Advance(TimeSpan.FromHours(3));
        var recent = await test.EnqueueAsync(TestMessage.To("b@x.example") with { IfMissed = wish });
        test.ManualClock.Advance(TimeSpan.FromHours(1.5));
        var summary = await RunAsync(test);
        Assert.Equal(expected, (await test.FindAsync(late)).State);
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(recent)).State);
        Assert.Equal((wish == MissedAction.Hold ? 1 : 0, wish == MissedAction.Skip ? 1 : 0), (summary.Held, summary.Skipped));
        Assert.Equal(wish != MissedAction.Send, summary.Findings.Any(f => f.Id == "OUT007"));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Held_mail_goes_on_with_a_new_undo_window_once_a_person_resumes_it()
    {
        await using var test = await TestStore.OpenAsync();
        await RunAsync(test);
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        test.ManualClock.Advance(TimeSpan.FromHours(5));
        await RunAsync(test);
        Assert.Equal(WaitReasons.Missed, (await test.FindAsync(id)).Waits);
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock });
        var decision = (await outbox.ResumeAsync([id], whatIf: false, None)).Single();
        Assert.Equal((OutboxAction.Resumed, test.Clock.UtcNow.AddMinutes(2)), (decision.Action, decision.DueAt));
        test.ManualClock.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(test);
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task Mail_that_is_late_while_a_dispatcher_is_there_is_not_missed()
    {
        await using var test = await TestStore.OpenAsync();
        await RunAsync(test);
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        for (var hour = 0; hour < 6; hour++)
        {
            // Its server rests; the dispatcher comes by all the same.
            await using var owner = await test.Outbox.SignOnAsync(None);
            await owner.NoteServerAsync("", reachable: false, new RetryLimits { Minimum = TimeSpan.FromHours(2) }, None);
            test.ManualClock.Advance(TimeSpan.FromHours(1));
            await owner.ClaimAsync(new ClaimRequest { Limit = 1 }, None);
        }

        test.ManualClock.Advance(TimeSpan.FromHours(3));
        await RunAsync(test);
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(id)).State);
    }

    private static Task<DispatchSummary> RunAsync(TestStore test) =>
        new QueueDispatcher(test.Outbox, new ScriptedTransport(), test.Clock).RunAsync(new DispatchOptions(), null, None);
}
