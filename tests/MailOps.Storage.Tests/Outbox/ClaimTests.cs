using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class ClaimTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_longest_due_goes_first()
    {
        await using var test = await TestStore.OpenAsync();
        var now = test.Clock.UtcNow;
        var third = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DueAt = now.AddMinutes(3) });
        var first = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DueAt = now.AddMinutes(1) });
        var second = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DueAt = now.AddMinutes(2) });
        test.ManualClock.Advance(TimeSpan.FromHours(1));
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Equal([first, second], (await owner.ClaimAsync(new ClaimRequest { Limit = 2 }, None)).Messages.Select(m => m.Id));
        Assert.Equal([third], (await owner.ClaimAsync(new ClaimRequest { Limit = 2 }, None)).Messages.Select(m => m.Id));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_long_queue_behind_one_server_keeps_no_other_server_waiting()
    {
        await using var test = await TestStore.OpenAsync();
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 100).Select(_ => TestMessage.To("a@x.example") with { Server = "busy" })], None);
        test.ManualClock.Advance(TimeSpan.FromMinutes(1));
        await test.EnqueueAsync(TestMessage.To("b@x.example") with { Server = "quiet" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        var claimed = (await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages;
        Assert.Single(claimed, m => m.Server == "quiet");
        Assert.Equal(10, claimed.Count);
    }

    [Fact]
    public async Task All_due_recipients_of_a_message_are_claimed_together()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To([.. Enumerable.Range(0, 50).Select(i => $"u{i}@x.example")]));
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Equal(50, (await owner.ClaimAsync(new ClaimRequest { Limit = 1 }, None)).Messages.Single().Deliveries.Count);
    }

    [Fact]
    public async Task Two_owners_never_get_the_same_delivery()
    {
        await using var test = await TestStore.OpenAsync(MailClock.System);
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 500).Select(_ => TestMessage.To("a@x.example"))], None);
        var other = await test.OpenAnotherAsync();
        var claims = await Task.WhenAll(new[] { test.Outbox, other.Outbox }.Select(outbox => Task.Run(async () =>
        {
            await using var owner = await outbox.SignOnAsync(None);
            System.Collections.Generic.List<long> ids = [];
            for (var more = true; more;)
            {
                var work = await owner.ClaimAsync(new ClaimRequest { Limit = 7 }, None);
                foreach (var message in work.Messages)
                {
                    ids.Add(message.Id);
                    await owner.MarkSendingAsync(message, DateTime.UtcNow, None);
                    await owner.RecordAsync(message, [DeliveryStateTests.Outcome(DeliveryState.Accepted)], None);
                }

                more = work.Messages.Count > 0;
            }

            return ids;
        })));
        var all = claims.SelectMany(c => c).ToList();
        Assert.Equal(500, all.Count);
        Assert.Equal(500, all.Distinct().Count());
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Servers_that_are_left_out_are_neither_claimed_nor_waited_for()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Server = "bad" });
        var good = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Server = "good" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        var work = await owner.ClaimAsync(new ClaimRequest { Limit = 10, ExceptServers = ["bad"] }, None);
        Assert.Equal([good], work.Messages.Select(m => m.Id));
        Assert.Null(await test.Outbox.FindNextDueAsync(null, ["bad"], None));
        Assert.NotNull(await test.Outbox.FindNextDueAsync(null, [], None));
    }

    [Fact]
    public async Task A_server_out_of_reach_rests_longer_and_longer_and_wakes_when_it_is_back()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Server = "relay" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        var limits = new RetryLimits { Minimum = TimeSpan.FromMinutes(1), Maximum = TimeSpan.FromHours(1) };

        await owner.NoteServerAsync("relay", reachable: false, limits, None);
        Assert.Empty((await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);
        Assert.Equal(test.Clock.UtcNow.AddMinutes(1), await test.Outbox.FindNextDueAsync(null, [], None));

        // Mail queued meanwhile rests with the others.
        test.ManualClock.Advance(TimeSpan.FromMinutes(10));
        await owner.NoteServerAsync("relay", reachable: false, limits, None);
        await test.EnqueueAsync(TestMessage.To("b@x.example") with { Server = "relay" });
        Assert.Equal(test.Clock.UtcNow.AddMinutes(10), await test.Outbox.FindNextDueAsync(null, [], None));
        await test.AssertSoundAsync();

        // Who asks for one message by name does not wait for the rest of the lane.
        Assert.Equal(id, (await owner.ClaimAsync(new ClaimRequest { Limit = 10, Ids = [id] }, None)).Messages.Single().Id);
        await owner.NoteServerAsync("relay", reachable: true, limits, None);
        Assert.Single((await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task An_address_blocked_after_queueing_is_not_sent()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("gone@x.example", "here@x.example"));
        await BlockAsync(test, "Gone@X.example");
        await using var owner = await test.Outbox.SignOnAsync(None);
        var work = await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None);

        Assert.Equal(1, work.Suppressed);
        Assert.Equal("here@x.example", work.Messages.Single().Deliveries.Single().Address);
        var gone = (await test.FindAsync(id)).Recipients[0];
        Assert.Equal(DeliveryState.Suppressed, gone.State);
        Assert.Contains("asked by phone", gone.LastReply);
        Assert.Contains(await test.Store.Journal.ReadAsync(0, 10, None), e => e.Kind == JournalEventKind.Suppressed && e.Address == "gone@x.example");
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task An_override_sends_to_a_blocked_address()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("gone@x.example") with { SuppressionOverride = "legal notice" });
        await BlockAsync(test, "gone@x.example");
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Single((await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);
    }

    [Fact]
    public async Task The_list_stopping_to_be_readable_stops_claiming()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await using var owner = await test.Outbox.SignOnAsync(None);
        TestEngine.Execute(test.Location, "ALTER TABLE suppression RENAME TO lost");
        var error = await Assert.ThrowsAsync<MailOpsException>(() => owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None));
        Assert.StartsWith("MailOps.Store.", error.ErrorId, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_claim_leaves_a_tick()
    {
        await using var test = await TestStore.OpenAsync();
        Assert.Null((await test.Outbox.CountAsync(None)).LastTickAt);
        await using var owner = await test.Outbox.SignOnAsync(None);
        await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None);
        Assert.Equal(test.Clock.UtcNow, (await test.Outbox.CountAsync(None)).LastTickAt);
    }

    internal static Task BlockAsync(TestStore test, string address) => test.Store.Journal.AppendAsync(
        [
            new JournalEvent
            {
                At = test.Clock.UtcNow, Kind = JournalEventKind.SuppressionAdded, Address = address, Text = "asked by phone",
                Reason = BounceReason.Undefined, Actor = "admin",
            },
        ],
        None);
}
