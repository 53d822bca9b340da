using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class DeliveryStateTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_delayed_mail_is_claimed_only_when_its_undo_window_is_over()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Delay = TimeSpan.FromMinutes(2) });
        await using var owner = await test.Outbox.SignOnAsync(None);

        Assert.Empty((await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);
        Assert.Equal(test.Clock.UtcNow.AddMinutes(2), await test.Outbox.FindNextDueAsync(null, [], None));

        test.ManualClock.Advance(TimeSpan.FromMinutes(2));
        var claimed = await ClaimOneAsync(owner);
        Assert.Equal(id, claimed.Id);
        Assert.Equal(DeliveryState.Claimed, (await test.FindAsync(id)).State);
        Assert.Empty((await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);
    }

    [Fact]
    public async Task An_accepted_mail_is_final_and_stands_in_the_journal_once()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await using var owner = await test.Outbox.SignOnAsync(None);
        var claimed = await ClaimOneAsync(owner);
        Assert.Equal([0], (await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None)).Numbers);
        Assert.Equal(DeliveryState.Sending, (await test.FindAsync(id)).State);

        var outcome = Outcome(DeliveryState.Accepted) with { ReplyCode = 250, Text = "queued" };
        Assert.Equal([DeliveryState.Accepted], await owner.RecordAsync(claimed, [outcome], None));
        Assert.Equal([DeliveryState.Accepted], await owner.RecordAsync(claimed, [outcome], None));

        var mail = await test.FindAsync(id);
        Assert.Equal(DeliveryState.Accepted, mail.State);
        Assert.Equal("250 queued", mail.LastReply);
        Assert.Equal(1, mail.Attempts);
        Assert.Equal(test.Clock.UtcNow, mail.CompletedAt);
        var events = await test.Store.Journal.ReadAsync(0, 100, None);
        Assert.Equal([JournalEventKind.Queued, JournalEventKind.Accepted], events.Select(e => e.Kind));
        await test.AssertSoundAsync();
    }

    [Theory]
    [InlineData(DeliveryState.Waiting, DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Queued, DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Claimed, DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Sending, DeliveryState.Sending)]
    [InlineData(DeliveryState.InDoubt, DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Accepted, DeliveryState.Accepted)]
    [InlineData(DeliveryState.Failed, DeliveryState.Failed)]
    [InlineData(DeliveryState.Cancelled, DeliveryState.Cancelled)]
    [InlineData(DeliveryState.Suppressed, DeliveryState.Suppressed)]
    public async Task A_cancel_takes_what_has_not_left_and_a_repeat_changes_nothing(DeliveryState before, DeliveryState after)
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, before);
        Assert.Equal(before, (await test.FindAsync(id)).State);
        var cancel = new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id], Actor = "admin" };

        var preview = (await test.Outbox.ChangeAsync(cancel, preview: true, None)).Single();
        Assert.Equal(before, (await test.FindAsync(id)).State);
        var first = (await test.Outbox.ChangeAsync(cancel, preview: false, None)).Single();
        var second = (await test.Outbox.ChangeAsync(cancel, preview: false, None)).Single();

        Assert.Equal((before, after), (first.Before, first.After));
        Assert.Equal((preview.After, preview.Changed), (first.After, first.Changed));
        Assert.Equal(before is DeliveryState.Sending or DeliveryState.InDoubt || before != after, first.Changed);
        Assert.False(second.Changed);
        Assert.Equal(after, (await test.FindAsync(id)).State);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_cancel_while_sending_forbids_the_retry()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, DeliveryState.Queued);
        var claimed = await ClaimOneAsync(owner);
        await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id] }, preview: false, None);
        Assert.True((await test.FindAsync(id)).Recipients[0].IsCancelRequested);

        var retry = Outcome(DeliveryState.Queued) with { RetryAt = test.Clock.UtcNow, ReplyCode = 451, Text = "later" };
        Assert.Equal([DeliveryState.Cancelled], await owner.RecordAsync(claimed, [retry], None));

        var events = await test.Store.Journal.ReadAsync(0, 100, None);
        Assert.Equal([JournalEventKind.Queued, JournalEventKind.Deferred, JournalEventKind.Cancelled], events.Select(e => e.Kind));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_suspension_while_sending_holds_the_retry()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, DeliveryState.Queued);
        var claimed = await ClaimOneAsync(owner);
        await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Suspend, Ids = [id] }, preview: false, None);

        var retry = Outcome(DeliveryState.Queued) with { RetryAt = test.Clock.UtcNow };
        Assert.Equal([DeliveryState.Waiting], await owner.RecordAsync(claimed, [retry], None));
        Assert.Equal(WaitReasons.Suspended, (await test.FindAsync(id)).Waits);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_mark_fails_for_the_recipient_that_was_cancelled_after_the_claim()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example", "b@x.example", "c@x.example"));
        await using var owner = await test.Outbox.SignOnAsync(None);
        var claimed = await ClaimOneAsync(owner);
        Assert.Equal(3, claimed.Deliveries.Count);
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id], Address = "B@X.example" }, preview: false, None);

        Assert.Equal([0, 2], (await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None)).Numbers);
        var states = (await test.FindAsync(id)).Recipients.Select(r => r.State);
        Assert.Equal([DeliveryState.Sending, DeliveryState.Cancelled, DeliveryState.Sending], states);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_resume_past_the_due_time_opens_a_new_undo_window()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Waits = WaitReasons.Preflight, Delay = TimeSpan.FromMinutes(2) });
        test.ManualClock.Advance(TimeSpan.FromHours(1));

        var resume = new OutboxChange { Kind = OutboxChangeKind.Resume, Ids = [id] };
        Assert.True((await test.Outbox.ChangeAsync(resume, preview: false, None)).Single().Changed);

        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Queued, WaitReasons.None), (mail.State, mail.Waits));
        Assert.Equal(test.Clock.UtcNow.AddMinutes(2), mail.DueAt);
        Assert.False((await test.Outbox.ChangeAsync(resume, preview: false, None)).Single().Changed);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_resume_before_the_due_time_keeps_it()
    {
        await using var test = await TestStore.OpenAsync();
        var due = test.Clock.UtcNow.AddHours(3);
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DueAt = due });
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Suspend, Ids = [id] }, preview: false, None);
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Resume, Ids = [id] }, preview: false, None);
        Assert.Equal(due, (await test.FindAsync(id)).DueAt);
    }

    [Fact]
    public async Task A_resume_does_not_lift_a_missing_approval()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Waits = WaitReasons.Approval | WaitReasons.Preflight });
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Resume, Ids = [id] }, preview: false, None);
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Waiting, WaitReasons.Approval), (mail.State, mail.Waits));
    }

    [Fact]
    public async Task A_new_due_time_takes_a_claimed_mail_back()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, DeliveryState.Queued);
        var claimed = await ClaimOneAsync(owner);
        var later = test.Clock.UtcNow.AddDays(1);
        var change = new OutboxChange { Kind = OutboxChangeKind.Reschedule, Ids = [id], DueAt = later };
        Assert.True((await test.Outbox.ChangeAsync(change, preview: false, None)).Single().Changed);

        Assert.Empty((await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None)).Numbers);
        Assert.Equal(later, (await test.FindAsync(id)).DueAt);
        Assert.False((await test.Outbox.ChangeAsync(change, preview: false, None)).Single().Changed);
        Assert.Equal(later, await test.Outbox.FindNextDueAsync(null, [], None));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_message_that_is_brought_forward_is_claimed_at_the_new_time()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { DueAt = test.Clock.UtcNow.AddDays(1) });
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Reschedule, Ids = [id] }, preview: false, None);
        await using var owner = await test.Outbox.SignOnAsync(None);
        Assert.Equal(id, (await ClaimOneAsync(owner)).Id);
    }

    [Fact]
    public async Task A_released_mail_is_queued_again_and_counts_no_attempt()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, DeliveryState.Claimed);
        await owner.ReleaseAsync([await ReclaimAsync(test, owner, id)], None);
        Assert.Equal((DeliveryState.Queued, 0), ((await test.FindAsync(id)).State, (await test.FindAsync(id)).Attempts));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_lost_reply_is_counted_and_logged_and_tried_again()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, DeliveryState.Queued);
        var claimed = await ClaimOneAsync(owner);
        await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
        var doubt = Outcome(DeliveryState.InDoubt) with { RetryAt = test.Clock.UtcNow.AddMinutes(5) };
        Assert.Equal([DeliveryState.Queued], await owner.RecordAsync(claimed, [doubt], None));

        var recipient = (await test.FindAsync(id)).Recipients[0];
        Assert.Equal((1, 1), (recipient.Doubts, recipient.Attempts));
        Assert.Contains(await test.Store.Journal.ReadAsync(0, 10, None), e => e.Kind == JournalEventKind.InDoubt && e.Attempt == 1);
        var cancelled = await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id] }, preview: false, None);
        Assert.True(cancelled.Single().IsDoubtful);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_doubt_that_is_held_goes_on_when_a_person_resumes_it()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        var id = await BringToAsync(test, owner, DeliveryState.InDoubt);
        Assert.Null(await test.Outbox.FindNextDueAsync(null, [], None));
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Resume, Ids = [id] }, preview: false, None);
        test.ManualClock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await ClaimOneAsync(owner)).Deliveries[0].Attempt);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task The_first_date_is_kept_for_later_attempts()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        await BringToAsync(test, owner, DeliveryState.Queued);
        var claimed = await ClaimOneAsync(owner);
        Assert.Null(claimed.Date);
        var first = test.Clock.UtcNow;
        await owner.MarkSendingAsync(claimed, first, None);
        await owner.RecordAsync(claimed, [Outcome(DeliveryState.Queued) with { RetryAt = first.AddMinutes(5) }], None);
        test.ManualClock.Advance(TimeSpan.FromMinutes(5));
        var again = await ClaimOneAsync(owner);
        await owner.MarkSendingAsync(again, test.Clock.UtcNow, None);
        await owner.RecordAsync(again, [Outcome(DeliveryState.Queued) with { RetryAt = test.Clock.UtcNow }], None);
        Assert.Equal(first, (await ClaimOneAsync(owner)).Date);
    }

    internal static DeliveryOutcome Outcome(DeliveryState state) => new() { Number = 0, State = state, Stage = JournalStage.EndOfContent };

    internal static async Task<ClaimedMessage> ClaimOneAsync(IQueueOwner owner) =>
        (await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages.Single();

    private static async Task<ClaimedMessage> ReclaimAsync(TestStore test, IQueueOwner owner, long id)
    {
        // The claim that BringToAsync made is rebuilt from what the store says, as a second look by the same owner.
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Reschedule, Ids = [id] }, preview: false, None);
        return await ClaimOneAsync(owner);
    }

    private static async Task<long> BringToAsync(TestStore test, IQueueOwner owner, DeliveryState state)
    {
        var message = TestMessage.To("a@x.example");
        switch (state)
        {
            case DeliveryState.Waiting:
                return await test.EnqueueAsync(message with { Waits = WaitReasons.Suspended });
            case DeliveryState.Suppressed:
                return await test.EnqueueAsync(message with { Recipients = [message.Recipients[0] with { SuppressedBecause = "bounced" }] });
        }

        var id = await test.EnqueueAsync(message);
        if (state == DeliveryState.Cancelled)
        {
            await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id] }, preview: false, None);
        }
        else if (state != DeliveryState.Queued)
        {
            var claimed = await ClaimOneAsync(owner);
            if (state != DeliveryState.Claimed)
            {
                await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None);
                if (state != DeliveryState.Sending)
                {
                    await owner.RecordAsync(claimed, [Outcome(state)], None);
                }
            }
        }

        return id;
    }
}
