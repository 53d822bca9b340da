using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class CampaignBrakeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Too_many_hard_failures_stop_a_campaign_and_nothing_else()
    {
        await using var test = await TestStore.OpenAsync();
        await QueueAsync(test, good: 100, bad: 7, more: 50);
        await test.EnqueueAsync(TestMessage.To("z@x.example") with { Campaign = "summer" });
        var summary = await RunAsync(test);
        Assert.Equal((7, 75), (summary.Failed, summary.Failed == 7 && summary.ExitCode == 1 ? 75 : 0));
        Assert.Contains("OUT020", summary.Findings.ToString());

        // 6 of 200 are 3 % and allowed: the seventh stopped it, before anything that was claimed later.
        var braked = (await test.Store.Throttles.ListBrakedAsync(None)).Single();
        Assert.Equal(("spring", 7, 0), (braked.Campaign, braked.Hard, braked.Complaints));
        Assert.InRange(summary.Remaining, 1, 50);
        Assert.Equal(summary.Remaining, summary.Throttled);
        Assert.Equal(DeliveryState.Accepted, (await FindAsync(test, "summer")).State);
        var waiting = (await ListAsync(test, "spring", DeliveryState.Queued))[0];
        Assert.Equal(WaitReasons.CampaignBrake, waiting.Waits);
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock });
        Assert.Equal("OUT020", (await outbox.GetStatusAsync(None)).Findings.ToString());
        var resumed = (await outbox.ResumeAsync([waiting.Id], whatIf: false, None)).Single();
        Assert.Equal(OutboxAction.NothingToDo, resumed.Action);
        Assert.Contains("-Campaign", resumed.Reason, System.StringComparison.Ordinal);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Six_hard_failures_and_any_number_of_soft_ones_stop_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        await QueueAsync(test, good: 20, bad: 6, more: 20);
        await ThrottleTests.EnqueueAsync(test, 30, i => TestMessage.To($"full{i}@x.example") with { Campaign = "spring" });
        var summary = await RunAsync(test);
        Assert.Equal((40, 36, 0), (summary.Accepted, summary.Failed, summary.Remaining));
        Assert.Empty(await test.Store.Throttles.ListBrakedAsync(None));
    }

    [Fact]
    public async Task A_complaint_or_bounces_that_come_back_later_stop_it_as_well()
    {
        await using var test = await TestStore.OpenAsync();
        await QueueAsync(test, good: 30, bad: 0, more: 0);
        Assert.Equal(30, (await RunAsync(test)).Accepted);
        var sent = (await ListAsync(test, "spring", DeliveryState.Accepted))[0];
        await test.Store.Journal.AppendAsync([Report(test, sent, JournalEventKind.Complained)], None);
        var braked = (await test.Store.Throttles.ListBrakedAsync(None)).Single();
        Assert.Equal((0, 1, 30), (braked.Hard, braked.Complaints, braked.Of));
    }

    [Fact]
    public async Task A_person_lets_it_go_on_and_what_was_forgiven_does_not_count_again()
    {
        await using var test = await TestStore.OpenAsync();
        await QueueAsync(test, good: 0, bad: 7, more: 40);
        await RunAsync(test);
        Assert.Single(await test.Store.Throttles.ListBrakedAsync(None));
        Assert.Equal(0, (await RunAsync(test)).Accepted);

        Assert.Equal(7, (await test.Store.Throttles.ReleaseAsync("spring", "admin", None))!.Hard);
        Assert.Null(await test.Store.Throttles.ReleaseAsync("spring", "admin", None));
        await ThrottleTests.EnqueueAsync(test, 6, i => TestMessage.To($"gone{100 + i}@x.example") with { Campaign = "spring" });
        var summary = await RunAsync(test);
        Assert.Equal((6, 0), (summary.Failed, summary.Remaining));
        Assert.Empty(await test.Store.Throttles.ListBrakedAsync(None));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Whoever_waits_for_a_mail_of_a_stopped_campaign_is_not_kept_waiting()
    {
        await using var test = await TestStore.OpenAsync();
        await QueueAsync(test, good: 0, bad: 7, more: 0);
        await RunAsync(test);
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Campaign = "spring" });
        var summary = await RunAsync(test, new DispatchOptions { Ids = [id], Until = DispatchUntil.Empty });
        Assert.Equal((0, DispatchEnd.Done, 75), (summary.Accepted, summary.End, summary.ExitCode));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    private static async Task QueueAsync(TestStore test, int good, int bad, int more)
    {
        await ThrottleTests.EnqueueAsync(test, good, i => TestMessage.To($"u{i}@x.example") with { Campaign = "spring" });
        await ThrottleTests.EnqueueAsync(test, bad, i => TestMessage.To($"gone{i}@x.example") with { Campaign = "spring" });
        await ThrottleTests.EnqueueAsync(test, more, i => TestMessage.To($"v{i}@x.example") with { Campaign = "spring" });
    }

    private static Task<DispatchSummary> RunAsync(TestStore test, DispatchOptions? options = null)
    {
        var transport = new ScriptedTransport
        {
            Script = (r, _) => r.StartsWith("gone", System.StringComparison.Ordinal) ? ScriptedTransport.Answer(r, 550, "5.1.1 no such user")
                : r.StartsWith("full", System.StringComparison.Ordinal) ? ScriptedTransport.Answer(r, 552, "5.2.2 mailbox full")
                : ScriptedTransport.Accept(r),
        };
        return new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(options ?? new DispatchOptions { Concurrency = 2 }, null, None);
    }

    private static async Task<System.Collections.Generic.IReadOnlyList<DelayedMail>> ListAsync(TestStore test, string campaign, DeliveryState state) =>
        (await test.Outbox.ListAsync(new OutboxFilter { Campaign = campaign, States = [state] }, null, 1000, None)).Messages;

    private static async Task<DelayedMail> FindAsync(TestStore test, string campaign) =>
        (await test.Outbox.ListAsync(new OutboxFilter { Campaign = campaign }, null, 1000, None)).Messages.Single();

    private static JournalEvent Report(TestStore test, DelayedMail mail, JournalEventKind kind) => new()
    {
        At = test.Clock.UtcNow,
        Kind = kind,
        Id = mail.Id,
        MessageId = mail.MessageId,
        Address = mail.Address,
        Campaign = mail.Campaign,
        ExternalKey = "report-" + mail.Id,
        Permanence = BouncePermanence.Hard,
    };
}
