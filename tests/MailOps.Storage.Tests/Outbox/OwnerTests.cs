using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class OwnerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_work_of_a_living_owner_is_left_alone()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await using var first = await test.Outbox.SignOnAsync(None);
        await DeliveryStateTests.ClaimOneAsync(first);
        await using var second = await (await test.OpenAnotherAsync()).Outbox.SignOnAsync(None);
        test.ManualClock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, (await second.RecoverAsync(DoubtAction.Retry, None)).Owners);
        Assert.Equal(DeliveryState.Claimed, (await test.FindAsync(id)).State);
    }

    [Theory]
    [InlineData(DoubtAction.Retry, DeliveryState.Queued)]
    [InlineData(DoubtAction.Hold, DeliveryState.InDoubt)]
    public async Task What_a_dead_owner_had_claimed_is_queued_and_what_it_was_sending_is_in_doubt(DoubtAction onDoubt, DeliveryState expected)
    {
        await using var test = await TestStore.OpenAsync();
        var sending = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        test.ManualClock.Advance(TimeSpan.FromSeconds(1));
        var claimed = await test.EnqueueAsync(TestMessage.To("b@x.example"));
        var dead = await test.Outbox.SignOnAsync(None);
        var work = await dead.ClaimAsync(new ClaimRequest { Limit = 10 }, None);
        await dead.MarkSendingAsync(work.Messages.Single(m => m.Id == sending), test.Clock.UtcNow, None);
        TestEngine.Kill(test.Location);

        await using var heir = await test.Outbox.SignOnAsync(None);
        var recovered = await heir.RecoverAsync(onDoubt, None);

        Assert.Equal((1, 1, 1), (recovered.Owners, recovered.Requeued, recovered.InDoubt));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(claimed)).State);
        var doubtful = await test.FindAsync(sending);
        Assert.Equal((expected, 1), (doubtful.State, doubtful.Recipients[0].Doubts));
        Assert.Single(await test.Store.Journal.ReadAsync(0, 100, None), e => e.Kind == JournalEventKind.InDoubt);
        Assert.Equal(0, (await heir.RecoverAsync(onDoubt, None)).Owners);
        Assert.Equal(1, TestEngine.CountSigns(test.Location));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task An_outcome_is_recorded_although_the_claim_was_lost()
    {
        await using var lost = await LostClaim.MakeAsync(isSending: true);
        Assert.Equal(DeliveryState.Queued, await lost.StateAsync());

        Assert.Equal([DeliveryState.Accepted], await lost.Slow.RecordAsync(lost.Claimed, [DeliveryStateTests.Outcome(DeliveryState.Accepted)], None));

        Assert.Equal(DeliveryState.Accepted, await lost.StateAsync());
        Assert.Empty((await lost.Heir.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);
        await lost.Test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_late_acceptance_stops_the_retry_that_is_under_way()
    {
        await using var lost = await LostClaim.MakeAsync(isSending: true);
        var again = await DeliveryStateTests.ClaimOneAsync(lost.Heir);
        await lost.Heir.MarkSendingAsync(again, lost.Test.Clock.UtcNow, None);

        await lost.Slow.RecordAsync(lost.Claimed, [DeliveryStateTests.Outcome(DeliveryState.Accepted)], None);
        var deferred = DeliveryStateTests.Outcome(DeliveryState.Queued) with { RetryAt = lost.Test.Clock.UtcNow };
        Assert.Equal([DeliveryState.Accepted], await lost.Heir.RecordAsync(again, [deferred], None));
        Assert.Equal(DeliveryState.Accepted, await lost.StateAsync());
        await lost.Test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_late_retry_does_not_touch_what_another_owner_has()
    {
        await using var lost = await LostClaim.MakeAsync(isSending: false);
        await DeliveryStateTests.ClaimOneAsync(lost.Heir);

        Assert.Empty((await lost.Slow.MarkSendingAsync(lost.Claimed, lost.Test.Clock.UtcNow, None)).Numbers);
        var deferred = DeliveryStateTests.Outcome(DeliveryState.Queued) with { RetryAt = lost.Test.Clock.UtcNow };
        Assert.Equal([DeliveryState.Claimed], await lost.Slow.RecordAsync(lost.Claimed, [deferred], None));
        Assert.Equal(DeliveryState.Claimed, await lost.StateAsync());
        await lost.Test.AssertSoundAsync();
    }

    [Fact]
    public async Task Signing_off_frees_what_was_claimed()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var owner = await test.Outbox.SignOnAsync(None);
        await DeliveryStateTests.ClaimOneAsync(owner);
        await owner.DisposeAsync();
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
        Assert.Equal(0, TestEngine.CountSigns(test.Location));
        await test.AssertSoundAsync();
    }

    /// <summary>A mail that an owner had claimed when it was taken for dead; the heir has queued it again, and the owner is still there.</summary>
    private sealed class LostClaim : IAsyncDisposable
    {
        public required TestStore Test { get; init; }

        public required long Id { get; init; }

        public required IQueueOwner Slow { get; init; }

        public required ClaimedMessage Claimed { get; init; }

        public required IQueueOwner Heir { get; init; }

        public static async Task<LostClaim> MakeAsync(bool isSending)
        {
            var test = await TestStore.OpenAsync();
            var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
            var slow = await test.Outbox.SignOnAsync(None);
            var claimed = await DeliveryStateTests.ClaimOneAsync(slow);
            if (isSending)
            {
                await slow.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
            }

            TestEngine.Kill(test.Location);
            var heir = await test.Outbox.SignOnAsync(None);
            await heir.RecoverAsync(DoubtAction.Retry, None);
            return new LostClaim { Test = test, Id = id, Slow = slow, Claimed = claimed, Heir = heir };
        }

        public async Task<DeliveryState> StateAsync() => (await Test.FindAsync(Id)).State;

        public async ValueTask DisposeAsync()
        {
            await Heir.DisposeAsync();
            await Test.DisposeAsync();
        }
    }
}
