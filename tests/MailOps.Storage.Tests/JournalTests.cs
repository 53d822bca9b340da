using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Suppression;
using MailOps.Tests.Outbox;
using Xunit;

namespace MailOps.Tests;

public sealed class JournalTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_same_event_is_appended_once()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var bounce = HardBounce(test, "a@x.example") with { Id = id, ExternalKey = "dsn-1" };
        var first = await test.Store.Journal.AppendAsync([bounce, bounce], None);
        Assert.NotNull(first[0]);
        Assert.Null(first[1]);

        // Read from the mailbox a second time, or reported by a second server: still one bounce of one mail.
        Assert.Null((await test.Store.Journal.AppendAsync([bounce with { ExternalKey = "dsn-2" }], None))[0]);
        Assert.Null((await test.Store.Journal.AppendAsync([bounce with { Id = null }], None))[0]);
        Assert.Equal(2, (await test.Store.Journal.ReadAsync(0, 100, None)).Count);
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was_appended()
    {
        await using var test = await TestStore.OpenAsync();
        var bounce = HardBounce(test, "A@x.example") with { ExternalKey = "k", Campaign = "spring", Server = "mx.x.example", Attempt = 3 };
        var sequence = (await test.Store.Journal.AppendAsync([bounce], None))[0];
        Assert.Equal(bounce with { Sequence = sequence!.Value }, (await test.Store.Journal.ReadAsync(0, 10, None)).Single());
    }

    [Fact]
    public async Task A_hard_failure_at_the_recipient_blocks_the_address_in_the_same_transaction()
    {
        await using var test = await TestStore.OpenAsync();
        await FailAsync(test, "gone@x.example", JournalStage.Recipient);
        var entry = (await test.Store.Suppression.FindAsync(["GONE@x.example"], None)).Single()!;
        Assert.Equal((SuppressionState.Blocked, BounceReason.UserUnknown, "5.1.1"), (entry.State, entry.Reason, entry.Status));
        Assert.Equal("no such user", entry.Diagnostic);

        var lookup = new StoreSuppressionLookup(test.Store.Suppression);
        Assert.Contains("5.1.1", (await lookup.FindAsync("gone@x.example", None))!.Reason);
        Assert.Null(await lookup.FindAsync("here@x.example", None));
    }

    [Fact]
    public async Task A_refusal_of_the_sender_blocks_nobody()
    {
        await using var test = await TestStore.OpenAsync();
        await FailAsync(test, "a@x.example", JournalStage.Sender);
        await FailAsync(test, "b@x.example", JournalStage.Content);
        Assert.Equal([null, null], await test.Store.Suppression.FindAsync(["a@x.example", "b@x.example"], None));
    }

    [Fact]
    public async Task The_list_made_again_from_the_journal_is_the_same()
    {
        await using var test = await TestStore.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await FailAsync(test, $"gone{i}@x.example", JournalStage.Recipient);
        }

        await ClaimTests.BlockAsync(test, "manual@y.example");
        await test.Store.Journal.AppendAsync([Event(test, "gone1@x.example", JournalEventKind.SuppressionRemoved)], None);
        var before = await ListAsync(test, new SuppressionFilter());
        Assert.Equal(6, before.Count);
        Assert.Equal(SuppressionState.Probation, before.Single(e => e.Address == "gone1@x.example").State);

        Assert.Empty(await test.Store.Suppression.SetPolicyAsync(SuppressionPolicy.Default, whatIf: false, None));
        Assert.Equal(before, await ListAsync(test, new SuppressionFilter()));

        // Another policy judges the same past differently, and goes on doing so.
        await test.Store.Suppression.SetPolicyAsync(SuppressionPolicy.Default with { BlockHardAtOnce = false }, whatIf: false, None);
        Assert.Equal(["manual@y.example"], (await ListAsync(test, new SuppressionFilter { States = [SuppressionState.Blocked] })).Select(e => e.Address));
        await FailAsync(test, "late@x.example", JournalStage.Recipient);
        Assert.Equal(SuppressionState.Observed, (await test.Store.Suppression.FindAsync(["late@x.example"], None)).Single()!.State);
    }

    [Fact]
    public async Task The_list_is_read_by_state_domain_and_page()
    {
        await using var test = await TestStore.OpenAsync();
        foreach (var address in (string[])["c@x.example", "a@x.example", "b@y.example"])
        {
            await ClaimTests.BlockAsync(test, address);
        }

        Assert.Equal(["a@x.example", "b@y.example", "c@x.example"], (await ListAsync(test, new SuppressionFilter())).Select(e => e.Address));
        Assert.Equal(["a@x.example", "c@x.example"], (await ListAsync(test, new SuppressionFilter { Domain = "x.example" })).Select(e => e.Address));
        Assert.Empty(await ListAsync(test, new SuppressionFilter { States = [SuppressionState.Probation] }));
        Assert.Empty(await ListAsync(test, new SuppressionFilter { Since = test.Clock.UtcNow.AddDays(1) }));
    }

    [Fact]
    public async Task The_log_tells_of_each_recipient_what_the_journal_knows()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("ok@x.example", "late@x.example", "gone@x.example") with { Campaign = "spring" });
        await using var owner = await test.Outbox.SignOnAsync(None);
        var claimed = await DeliveryStateTests.ClaimOneAsync(owner);
        await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
        await owner.RecordAsync(
            claimed,
            [
                DeliveryStateTests.Outcome(DeliveryState.Accepted),
                DeliveryStateTests.Outcome(DeliveryState.Queued) with { Number = 1, ReplyCode = 451, Text = "greylisted", RetryAt = test.Clock.UtcNow.AddMinutes(5) },
                DeliveryStateTests.Outcome(DeliveryState.Failed) with { Number = 2, ReplyCode = 550, Text = "no such user" },
            ],
            None);

        var log = await LogAsync(test, new MailLogFilter());
        Assert.Equal(
            [("ok@x.example", MailLogStatus.Accepted), ("late@x.example", MailLogStatus.Deferred), ("gone@x.example", MailLogStatus.Bounced)],
            log.Select(e => (e.Address, e.Status)));
        Assert.Equal((451, "greylisted", 1, "tester"), (log[1].ReplyCode!.Value, log[1].LastReply, log[1].Attempts, log[1].CreatedBy));

        // A bounce that comes days after the acceptance.
        test.ManualClock.Advance(TimeSpan.FromDays(2));
        await test.Store.Journal.AppendAsync([HardBounce(test, "ok@x.example") with { Id = id, Recipient = 0 }], None);
        Assert.Equal(MailLogStatus.Bounced, (await LogAsync(test, new MailLogFilter { Address = "OK@x.example" })).Single().Status);
        Assert.Equal(2, (await LogAsync(test, new MailLogFilter { Status = [MailLogStatus.Bounced] })).Count);
        Assert.Equal(["late@x.example"], (await LogAsync(test, new MailLogFilter { Status = [MailLogStatus.Deferred, MailLogStatus.Queued] })).Select(e => e.Address));
        Assert.Empty(await LogAsync(test, new MailLogFilter { Status = [MailLogStatus.Complained] }));
        Assert.Empty(await LogAsync(test, new MailLogFilter { Campaign = "autumn" }));
        Assert.Equal(3, (await LogAsync(test, new MailLogFilter { Campaign = "spring", Id = id, CreatedBy = "tester" })).Count);
        Assert.Empty(await LogAsync(test, new MailLogFilter { QueuedSince = test.Clock.UtcNow }));
    }

    private static JournalEvent Event(TestStore test, string address, JournalEventKind kind) =>
        new() { At = test.Clock.UtcNow, Kind = kind, Address = address };

    private static JournalEvent HardBounce(TestStore test, string address) => Event(test, address, JournalEventKind.Bounced) with
    {
        Stage = JournalStage.Report,
        ReplyCode = 550,
        Status = EnhancedStatus.Create(5, 1, 1),
        Text = "no such user",
        Permanence = BouncePermanence.Hard,
        Reason = BounceReason.UserUnknown,
        Cause = BounceCause.AddressInvalid,
    };

    private static async Task FailAsync(TestStore test, string address, JournalStage stage)
    {
        await test.EnqueueAsync(TestMessage.To(address));
        await using var owner = await test.Outbox.SignOnAsync(None);
        var claimed = await DeliveryStateTests.ClaimOneAsync(owner);
        await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
        var outcome = new DeliveryOutcome
        {
            Number = 0,
            State = DeliveryState.Failed,
            Stage = stage,
            ReplyCode = 550,
            Status = EnhancedStatus.Create(5, 1, 1),
            Text = "no such user",
            Permanence = BouncePermanence.Hard,
            Reason = BounceReason.UserUnknown,
            Cause = BounceCause.AddressInvalid,
        };
        await owner.RecordAsync(claimed, [outcome], None);
    }

    private static async Task<List<SuppressionEntry>> ListAsync(TestStore test, SuppressionFilter filter)
    {
        List<SuppressionEntry> all = [];
        while (true)
        {
            var page = await test.Store.Suppression.ListAsync(filter, all.Count == 0 ? null : all[all.Count - 1].Address, 2, None);
            all.AddRange(page);
            if (page.Count == 0)
            {
                return all;
            }
        }
    }

    private static async Task<List<MailLogEntry>> LogAsync(TestStore test, MailLogFilter filter)
    {
        List<MailLogEntry> all = [];
        MailLogCursor? next = null;
        do
        {
            var page = await test.Store.Journal.ReadLogAsync(filter, next, 2, None);
            all.AddRange(page.Entries);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }
}
