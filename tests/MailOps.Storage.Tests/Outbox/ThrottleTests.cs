using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Outbox;

public sealed class ThrottleTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public Task No_minute_is_over_the_rate_whoever_sends_and_whoever_dies() => RaceAsync(minutes: 6, limit: 30);

    [Fact]
    [Trait("Category", "Long")]
    public Task No_minute_is_over_the_rate_in_the_long_run() => RaceAsync(minutes: 120, limit: 100);

    [Fact]
    public Task A_long_queue_behind_a_throttled_domain_is_one_lane_that_rests() => BlockAsync(5_000);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_million_mails_behind_a_throttled_domain_are_one_lane_that_rests() => BlockAsync(1_000_000);

    [Fact]
    public async Task A_minute_brings_the_whole_rate_and_never_one_gust()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = 60 });
        await EnqueueAsync(test, 200, i => TestMessage.To($"u{i}@x.example") with { Server = "relay" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        List<int> bySecond = [];
        for (var second = 0; second < 61; second++)
        {
            bySecond.Add((await SendAllAsync(owner, test)).Count);
            test.ManualClock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(60, bySecond.Sum());
        Assert.Equal(2, bySecond.Max());
        Assert.Equal(140, (await test.Outbox.CountAsync(None)).Throttled);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_throttled_domain_keeps_no_other_mail_waiting_and_its_own_recipients_wait_alone()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Domain, Name = "slow.example", MaxPerMinute = 1 });
        var both = await test.EnqueueAsync(TestMessage.To("a@slow.example", "b@fast.example"));
        await EnqueueAsync(test, 5, i => TestMessage.To($"u{i}@slow.example"));
        await EnqueueAsync(test, 5, i => TestMessage.To($"u{i}@fast.example"));
        await using var owner = await test.Outbox.SignOnAsync(None);
        var sent = await SendAllAsync(owner, test);
        Assert.Equal(7, sent.Count);
        Assert.Single(sent, address => address.EndsWith("slow.example", StringComparison.Ordinal));
        Assert.Equal(6, sent.Count(address => address.EndsWith("fast.example", StringComparison.Ordinal)));
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(both)).Recipients[1].State);
        await test.AssertSoundAsync();
    }

    [Theory]
    [InlineData(ThrottleScope.Domain, "slow.example")]
    [InlineData(ThrottleScope.Sender, "news@corp.example")]
    [InlineData(ThrottleScope.Campaign, "spring")]
    [InlineData(ThrottleScope.Server, "relay")]
    public async Task A_throttle_holds_for_mail_that_was_queued_before_it(ThrottleScope scope, string name)
    {
        await using var test = await TestStore.OpenAsync();
        await EnqueueAsync(test, 700, i => TestMessage.To($"u{i}@slow.example") with { Server = "relay", Campaign = "spring" });
        await EnqueueAsync(
            test, 3, i => TestMessage.To($"u{i}@fast.example") with { Server = "other", Campaign = "summer", Sender = "it@corp.example" });
        await SetAsync(test, new MailThrottle { Scope = scope, Name = name, MaxPerMinute = 1 });
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Equal(4, (await SendAllAsync(owner, test)).Count);
        Assert.Equal(699, (await test.Outbox.CountAsync(None)).Throttled);

        // Taken away, it holds nothing any more.
        Assert.True(await test.Store.Throttles.SetAsync(new MailThrottle { Scope = scope, Name = name }, None));
        Assert.Equal(699, (await SendAllAsync(owner, test)).Count);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Setting_a_throttle_anew_forgets_nothing_that_went_through_it()
    {
        await using var test = await TestStore.OpenAsync();
        var throttle = new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = 1 };
        await SetAsync(test, throttle);
        await EnqueueAsync(test, 3, _ => TestMessage.To("a@x.example") with { Server = "relay" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Single(await SendAllAsync(owner, test));
        Assert.False(await test.Store.Throttles.SetAsync(throttle, None));
        await test.Store.Throttles.SetAsync(throttle with { MaxPerMinute = null }, None);
        await SetAsync(test, throttle);
        test.ManualClock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await SendAllAsync(owner, test));
        test.ManualClock.Advance(TimeSpan.FromSeconds(33));
        Assert.Single(await SendAllAsync(owner, test));
    }

    [Fact]
    public async Task A_daily_cap_counts_recipients_and_splits_a_mail_that_has_more_than_are_left()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerDay = 5 });
        var id = await test.EnqueueAsync(TestMessage.To([.. Enumerable.Range(0, 8).Select(i => $"u{i}@x.example")]) with { Server = "relay" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Equal(5, (await SendAllAsync(owner, test)).Count);
        for (var hour = 0; hour < 23; hour++)
        {
            test.ManualClock.Advance(TimeSpan.FromHours(1));
            Assert.Empty(await SendAllAsync(owner, test));
        }

        test.ManualClock.Advance(TimeSpan.FromMinutes(80));
        Assert.Equal(3, (await SendAllAsync(owner, test)).Count);
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(id)).State);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_warm_up_doubles_each_day_from_the_first_mail_until_the_cap()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Sender, Name = "news@corp.example", WarmUp = 10, MaxPerDay = 60 });
        test.ManualClock.Advance(TimeSpan.FromDays(3));
        await EnqueueAsync(test, 400, i => TestMessage.To($"u{i}@x.example"));
        await using var owner = await test.Outbox.SignOnAsync(None);
        List<int> byDay = [];
        for (var day = 0; day < 5; day++)
        {
            var sent = 0;
            for (var hour = 0; hour < 24; hour++)
            {
                sent += (await SendAllAsync(owner, test)).Count;
                test.ManualClock.Advance(TimeSpan.FromHours(1));
            }

            byDay.Add(sent);
        }

        // Each day's mail leaves within its first hours; what may go is what the last 24 hours leave of the day's allowance.
        Assert.Equal([10, 20, 40, 60, 60], byDay);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Mail_leaves_only_within_its_hours_and_on_the_hour_of_its_own_time_zone()
    {
        await using var test = await TestStore.OpenAsync(new ManualClock(new DateTime(2026, 3, 28, 17, 30, 0, DateTimeKind.Utc)));
        var window = SendWindow.Parse("08:00-18:00", "Europe/Berlin");
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Campaign, Name = "spring", Window = window });
        await test.EnqueueAsync(TestMessage.To("a@x.example") with { Campaign = "spring" });
        await using var owner = await test.Outbox.SignOnAsync(None);

        // 18:30 in Berlin. The next morning the clocks have gone forward: 08:00 is 06:00 UTC.
        Assert.Empty(await SendAllAsync(owner, test));
        Assert.Equal(new DateTime(2026, 3, 29, 6, 0, 0, DateTimeKind.Utc), (await test.Outbox.CountAsync(None)).NextDueAt);
        for (var step = 0; step < 5; step++)
        {
            test.ManualClock.Advance(TimeSpan.FromHours(2.5) - TimeSpan.FromMilliseconds(100));
            Assert.Empty(await SendAllAsync(owner, test));
        }

        test.ManualClock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Single(await SendAllAsync(owner, test));
    }

    [Fact]
    public async Task No_more_messages_are_under_way_than_connections_are_allowed_and_each_end_makes_room()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxConnections = 3 });
        await EnqueueAsync(test, 10, i => TestMessage.To($"u{i}@x.example") with { Server = "relay", Campaign = "c" + i });
        var other = await test.OpenAnotherAsync();
        await using var first = await test.Outbox.SignOnAsync(None);
        await using var second = await other.Outbox.SignOnAsync(None);
        var mine = (await first.ClaimAsync(new ClaimRequest { Limit = 2 }, None)).Messages;
        var theirs = (await second.ClaimAsync(new ClaimRequest { Limit = 9 }, None)).Messages;
        Assert.Equal((2, 1), (mine.Count, theirs.Count));
        Assert.Empty((await first.ClaimAsync(new ClaimRequest { Limit = 9 }, None)).Messages);
        await first.MarkSendingAsync(mine[0], test.Clock.UtcNow, None);
        Assert.Empty((await first.ClaimAsync(new ClaimRequest { Limit = 9 }, None)).Messages);
        await first.RecordAsync(mine[0], [DeliveryStateTests.Outcome(DeliveryState.Accepted)], None);
        Assert.Single((await second.ClaimAsync(new ClaimRequest { Limit = 9 }, None)).Messages);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Mail_that_is_asked_for_by_number_obeys_as_well()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = 1 });
        var first = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Server = "relay" });
        var second = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Server = "relay" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Single(await SendAllAsync(owner, test, new ClaimRequest { Limit = 9, Ids = [first, second] }));
        Assert.Equal(test.Clock.UtcNow.AddSeconds(62), await test.Outbox.FindNextDueAsync([second], [], None));
    }

    [Fact]
    public async Task The_throttle_of_the_default_server_counts_for_mail_that_names_none()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = 1 });
        await EnqueueAsync(test, 3, _ => TestMessage.To("a@x.example"));
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Single(await SendAllAsync(owner, test, new ClaimRequest { Limit = 9, DefaultServer = "relay" }));
    }

    [Fact]
    public async Task A_run_sends_what_the_rate_allows_now_and_says_what_is_left()
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = 10 });
        await EnqueueAsync(test, 300, _ => TestMessage.To("a@x.example") with { Server = "relay" });
        var run = new QueueDispatcher(test.Outbox, new ScriptedTransport(), test.Clock).RunAsync(new DispatchOptions(), null, None);
        var summary = await DispatcherTests.WhileTimePasses(test, run, seconds: 1);
        Assert.InRange(summary.Accepted, 10, 100);
        Assert.Equal((300 - summary.Accepted, 300 - summary.Accepted), (summary.Remaining, summary.Throttled));
        Assert.Equal((DispatchEnd.Done, 0), (summary.End, summary.ExitCode));
    }

    // Nine tenths are queued first, so that they stand at the head; every other claim would meet them if they were not out of the way.
    private static async Task BlockAsync(int count)
    {
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Domain, Name = "slow.example", MaxPerMinute = 1 });
        for (var i = 0; i < count; i += count / 10)
        {
            var domain = i < count / 10 * 9 ? "slow.example" : "fast.example";
            await EnqueueAsync(test, count / 10, n => TestMessage.To($"u{n}@{domain}"));
        }

        await using var owner = await test.Outbox.SignOnAsync(None);
        List<string> claimed = [];
        for (var i = 0; i < 10; i++)
        {
            var messages = (await owner.ClaimAsync(new ClaimRequest { Limit = 32 }, None)).Messages;
            Assert.Equal(32, messages.Count);
            claimed.AddRange(messages.Select(m => m.Deliveries[0].Address));
        }

        Assert.Single(claimed, address => address.EndsWith("slow.example", StringComparison.Ordinal));
        Assert.Equal((count / 10 * 9) - 1, (await test.Outbox.CountAsync(None)).Throttled);
        await test.AssertSoundAsync();
    }

    internal static Task<bool> SetAsync(TestStore test, MailThrottle throttle) => test.Store.Throttles.SetAsync(throttle, None);

    internal static async Task EnqueueAsync(TestStore test, int count, Func<int, NewMessage> make) =>
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, count).Select(make)], None);

    internal static async Task<List<string>> SendAllAsync(IQueueOwner owner, TestStore test, ClaimRequest? request = null)
    {
        List<string> sent = [];
        while ((await owner.ClaimAsync(request ?? new ClaimRequest { Limit = 100 }, None)).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var numbers = (await owner.MarkSendingAsync(message, test.Clock.UtcNow, None)).Numbers;
                sent.AddRange(numbers.Select(number => message.Deliveries.Single(d => d.Number == number).Address));
                await owner.RecordAsync(
                    message, [.. numbers.Select(n => DeliveryStateTests.Outcome(DeliveryState.Accepted) with { Number = n })], None);
            }
        }

        return sent;
    }

    // Two dispatchers on one store, a clock that jumps ahead by random steps, claims that wait before they are sent, owners that die between mark and
    // outcome: judged by the times at which a mark allowed a message to leave.
    private async Task RaceAsync(int minutes, int limit)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        await using var test = await TestStore.OpenAsync();
        await SetAsync(test, new MailThrottle { Scope = ThrottleScope.Server, Name = "relay", MaxPerMinute = limit });
        await EnqueueAsync(test, limit * (minutes + 2), i => TestMessage.To($"u{i}@x.example") with { Server = "relay", Campaign = "c" + (i % 3) });
        IOutboxStore[] stores = [test.Outbox, (await test.OpenAnotherAsync()).Outbox];
        IQueueOwner[] owners = [await stores[0].SignOnAsync(None), await stores[1].SignOnAsync(None)];
        List<ClaimedMessage>[] hands = [[], []];
        List<DateTime> sent = [];
        var start = test.Clock.UtcNow;
        while (test.Clock.UtcNow - start < TimeSpan.FromMinutes(minutes))
        {
            test.ManualClock.Advance(TimeSpan.FromMilliseconds(random.Next(1500)));
            var who = random.Next(2);
            if (random.Next(4) > 0)
            {
                hands[who].AddRange((await owners[who].ClaimAsync(new ClaimRequest { Limit = random.Next(1, 20) }, None)).Messages);
            }

            for (var count = random.Next(6); count > 0 && hands[who].Count > 0; count--)
            {
                var message = hands[who][0];
                hands[who].RemoveAt(0);
                if ((await owners[who].MarkSendingAsync(message, test.Clock.UtcNow, None)).Numbers.Count == 0)
                {
                    continue;
                }

                sent.Add(test.Clock.UtcNow);
                if (random.Next(20) == 0)
                {
                    // It dies: what it had in hand is queued again, and what it was sending is in doubt and may be sent a second time.
                    await owners[who].DisposeAsync();
                    owners[who] = await stores[who].SignOnAsync(None);
                    hands[who].Clear();
                    break;
                }

                await owners[who].RecordAsync(message, [DeliveryStateTests.Outcome(DeliveryState.Accepted)], None);
            }
        }

        var most = sent.Select((time, i) => sent.Skip(i).TakeWhile(t => t - time < TimeSpan.FromSeconds(60)).Count()).Max();
        output.WriteLine($"{sent.Count} sent in {minutes} minutes, at most {most} within 60 seconds; the limit is {limit}");
        Assert.InRange(most, limit / 2, limit);
        Assert.True(sent.Count > limit * minutes / 2, "The rate is not used.");
        await owners[0].DisposeAsync();
        await owners[1].DisposeAsync();
        await test.AssertSoundAsync();
    }
}
