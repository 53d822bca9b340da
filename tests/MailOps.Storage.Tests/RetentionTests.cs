using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests;

public sealed class RetentionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Content_goes_after_two_weeks_and_the_log_after_ninety_days()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await SendAsync(test, "a@x.example", key: "once");
        var live = await test.EnqueueAsync(TestMessage.To("b@x.example") with { DueAt = test.Clock.UtcNow.AddDays(365) });

        test.ManualClock.Advance(TimeSpan.FromDays(13));
        await WorkAsync(test);
        Assert.NotNull(await test.Outbox.ReadContentAsync(id, None));

        test.ManualClock.Advance(TimeSpan.FromDays(2));
        await WorkAsync(test);
        Assert.Null(await test.Outbox.ReadContentAsync(id, None));
        Assert.Equal(MailLogStatus.Accepted, (await LogAsync(test, new MailLogFilter { Id = id })).Single().Status);

        test.ManualClock.Advance(TimeSpan.FromDays(90));
        await WorkAsync(test);
        Assert.Empty(await LogAsync(test, new MailLogFilter { Id = id }));
        Assert.Empty(await test.Outbox.FindAsync([id], None));
        Assert.DoesNotContain(await test.Store.Journal.ReadAsync(0, 100, None), e => e.Address == "a@x.example");

        // What keeps a repeated script from sending twice is still there, and so is mail that is not over.
        Assert.True((await test.Outbox.EnqueueAsync([TestMessage.To("a@x.example") with { Key = "once" }], None)).Single().IsKnown);
        Assert.NotNull(await test.Outbox.ReadContentAsync(live, None));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_turn_of_housekeeping_is_bounded_and_says_that_more_is_due()
    {
        await using var test = await TestStore.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(test, $"a{i}@x.example");
        }

        test.ManualClock.Advance(TimeSpan.FromDays(15));
        var first = await test.Store.Upkeep.CleanAsync(RetentionPolicy.Default, 3, None);
        Assert.Equal((3, true), (first.Contents, first.HasMore));
        var second = await test.Store.Upkeep.CleanAsync(RetentionPolicy.Default, 3, None);
        Assert.Equal((2, false), (second.Contents, second.HasMore));
        Assert.Equal(0, (await test.Store.Upkeep.CleanAsync(RetentionPolicy.Default, 3, None)).Contents);
    }

    [Fact]
    public async Task What_holds_up_a_suppression_outlives_the_log()
    {
        await using var test = await TestStore.OpenAsync();
        await FailAsync(test, "gone@x.example");
        await SendAsync(test, "fine@x.example");
        test.ManualClock.Advance(TimeSpan.FromDays(100));
        await WorkAsync(test);
        Assert.Equal(["gone@x.example"], (await test.Store.Journal.ReadAsync(0, 100, None)).Select(e => e.Address).Distinct());
        Assert.Equal(SuppressionState.Blocked, await StateAsync(test, "gone@x.example"));

        // The list folded anew from what is left says the same.
        Assert.Empty(await test.Store.Suppression.SetPolicyAsync(SuppressionPolicy.Default, whatIf: false, None));
        Assert.Equal(SuppressionState.Blocked, await StateAsync(test, "gone@x.example"));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task An_address_is_erased_from_everything_that_is_over_and_nothing_else()
    {
        await using var test = await TestStore.OpenAsync();
        var both = await SendAsync(test, "anna@x.example", "b@x.example");
        var waiting = await test.EnqueueAsync(TestMessage.To("Anna@x.example") with { DueAt = test.Clock.UtcNow.AddDays(1) });
        var request = new LogErasureRequest { Addresses = ["anna@X.example"], Actor = "dpo" };

        var preview = await test.Store.Upkeep.EraseLogAsync(request, whatIf: true, None);
        Assert.All(preview, d => Assert.True(d is { WhatIf: true, Changed: false }));
        Assert.Equal(2, (await test.FindAsync(both)).Recipients.Count);

        var decisions = await test.Store.Upkeep.EraseLogAsync(request, whatIf: false, None);
        Assert.Equal([LogErasureAction.KeptWhileQueued, LogErasureAction.Erased], decisions.Select(d => d.Action));
        Assert.Equal(preview.Select(d => (d.Action, d.Events, d.Deliveries)), decisions.Select(d => (d.Action, d.Events, d.Deliveries)));
        Assert.Equal(["b@x.example"], (await test.FindAsync(both)).Recipients.Select(r => r.Address));
        Assert.Null(await test.Outbox.ReadContentAsync(both, None));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(waiting)).State);
        var left = await test.Store.Journal.ReadAsync(0, 100, None);
        Assert.Equal([waiting], left.Where(e => e.Address.Equals("anna@x.example", StringComparison.OrdinalIgnoreCase)).Select(e => e.Id!.Value));
        Assert.Equal(("dpo", ""), left.Where(e => e.Kind == JournalEventKind.LogErased).Select(e => (e.Actor, e.Address)).Single());
        await test.AssertSoundAsync();
        var again = await test.Store.Upkeep.EraseLogAsync(request, whatIf: false, None);
        Assert.DoesNotContain(again, d => d.Changed);
    }

    [Fact]
    public async Task Evidence_is_erased_only_on_an_express_word_and_then_the_block_ends()
    {
        await using var test = await TestStore.OpenAsync();
        await FailAsync(test, "gone@x.example");
        var request = new LogErasureRequest { Addresses = ["gone@x.example"] };
        var decisions = await test.Store.Upkeep.EraseLogAsync(request, whatIf: false, None);
        Assert.Contains(decisions, d => d.Action == LogErasureAction.KeptAsEvidence);
        Assert.Equal(SuppressionState.Blocked, await StateAsync(test, "gone@x.example"));
        Assert.NotEmpty(await test.Store.Suppression.ReadEvidenceAsync("gone@x.example", None));

        await test.Store.Upkeep.EraseLogAsync(request with { IncludeEvidence = true }, whatIf: false, None);
        Assert.Null(await StateAsync(test, "gone@x.example"));
        Assert.DoesNotContain(await test.Store.Journal.ReadAsync(0, 100, None), e => e.Address.Length > 0);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task What_is_older_than_a_day_is_erased_and_what_is_newer_stays()
    {
        await using var test = await TestStore.OpenAsync();
        var old = await SendAsync(test, "old@x.example");
        test.ManualClock.Advance(TimeSpan.FromDays(2));
        var young = await SendAsync(test, "new@x.example");
        var request = new LogErasureRequest { Before = test.Clock.UtcNow.AddDays(-1) };
        var decision = (await test.Store.Upkeep.EraseLogAsync(request, whatIf: false, None)).Single();
        Assert.Equal((LogErasureAction.Erased, 2L, 1L, true), (decision.Action, decision.Events, decision.Deliveries, decision.Changed));
        Assert.Empty(await test.Outbox.FindAsync([old], None));
        Assert.Single(await test.Outbox.FindAsync([young], None));
        Assert.Equal(LogErasureAction.NothingToDo, (await test.Store.Upkeep.EraseLogAsync(request, whatIf: false, None)).Single().Action);
        await test.AssertSoundAsync();
    }

    private static async Task<long> SendAsync(TestStore test, string address, string? second = null, string? key = null)
    {
        var id = await test.EnqueueAsync(TestMessage.To(second is null ? [address] : [address, second]) with { Key = key });
        await new QueueDispatcher(test.Outbox, new ScriptedTransport(), test.Clock).RunAsync(new DispatchOptions { Ids = [id] }, null, None);
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(id)).State);
        return id;
    }

    private static async Task FailAsync(TestStore test, string address)
    {
        await test.EnqueueAsync(TestMessage.To(address));
        await using var owner = await test.Outbox.SignOnAsync(None);
        var claimed = (await owner.ClaimAsync(new ClaimRequest { Limit = 1 }, None)).Messages.Single();
        await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
        var outcome = new DeliveryOutcome
        {
            Number = 0,
            State = DeliveryState.Failed,
            ReplyCode = 550,
            Text = "550 5.1.1 no such user",
            Permanence = BouncePermanence.Hard,
            Reason = BounceReason.UserUnknown,
            Cause = BounceCause.AddressInvalid,
            Stage = JournalStage.Recipient,
        };
        await owner.RecordAsync(claimed, [outcome], None);
        Assert.Equal(SuppressionState.Blocked, await StateAsync(test, address));
    }

    private static async Task<SuppressionState?> StateAsync(TestStore test, string address) =>
        (await test.Store.Suppression.FindAsync([address], None))[0]?.State;

    private static Task WorkAsync(TestStore test) => new HousekeepingWorker(test.Store.Upkeep).WorkAsync(None);

    private static async Task<System.Collections.Generic.IReadOnlyList<MailLogEntry>> LogAsync(TestStore test, MailLogFilter filter) =>
        (await test.Store.Journal.ReadLogAsync(filter, null, 100, None)).Entries;
}
