using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class ApprovalTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Dictionary<long, string> Unseen = [];

    [Fact]
    public async Task Mail_waits_until_another_account_has_approved_it()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(NeedsApproval());
        Assert.Equal(DeliveryState.Waiting, (await test.FindAsync(id)).State);

        var own = (await As(test, "TESTER").ApproveAsync([id], Unseen, whatIf: false, None)).Single();
        Assert.Equal((OutboxAction.NeedsApproval, false), (own.Action, own.Changed));
        var resumed = (await As(test, "boss").ResumeAsync([id], whatIf: false, None)).Single();
        Assert.Equal(OutboxAction.NeedsApproval, resumed.Action);
        Assert.Equal(DeliveryState.Waiting, (await test.FindAsync(id)).State);

        var preview = (await As(test, "boss").ApproveAsync([id], Unseen, whatIf: true, None)).Single();
        Assert.Equal((OutboxAction.Approved, false), (preview.Action, preview.Changed));
        var approved = (await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None)).Single();
        Assert.Equal((OutboxAction.Approved, true), (approved.Action, approved.Changed));
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Queued, "boss", WaitReasons.None), (mail.State, mail.ApprovedBy, mail.Waits));
        Assert.Equal(OutboxAction.NothingToDo, (await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None)).Single().Action);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task An_approval_past_the_due_time_opens_a_new_undo_window()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(NeedsApproval());
        test.ManualClock.Advance(TimeSpan.FromHours(1));
        await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None);
        Assert.Equal(test.Clock.UtcNow + TimeSpan.FromMinutes(2), (await test.FindAsync(id)).DueAt);
    }

    [Theory]
    [InlineData(MissedAction.Hold, DeliveryState.Waiting)]
    [InlineData(MissedAction.Skip, DeliveryState.Cancelled)]
    [InlineData(MissedAction.Send, DeliveryState.Queued)]
    public async Task An_approval_that_comes_much_too_late_does_what_the_sender_wanted(MissedAction wish, DeliveryState expected)
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(NeedsApproval() with { IfMissed = wish });
        test.ManualClock.Advance(TimeSpan.FromHours(5));
        await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None);
        Assert.Equal(expected, (await test.FindAsync(id)).State);
        if (wish == MissedAction.Hold)
        {
            Assert.Equal(WaitReasons.Missed, (await test.FindAsync(id)).Waits);
            await As(test, "boss").ResumeAsync([id], whatIf: false, None);
            Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
        }

        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Only_what_was_seen_is_approved()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(NeedsApproval());
        var seen = new Dictionary<long, string> { [id] = new('0', 64) };
        var decision = (await As(test, "boss").ApproveAsync([id], seen, whatIf: false, None)).Single();
        Assert.Equal((OutboxAction.NeedsApproval, false), (decision.Action, decision.Changed));
        seen[id] = (await test.FindAsync(id)).Digest;
        Assert.Equal(OutboxAction.Approved, (await As(test, "boss").ApproveAsync([id], seen, whatIf: false, None)).Single().Action);
    }

    [Theory]
    [InlineData("UPDATE content SET body = (SELECT digest FROM message)")]
    [InlineData("UPDATE delivery SET address = 'evil@x.example'")]
    public async Task Mail_that_was_altered_after_its_approval_is_not_sent(string change)
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(NeedsApproval());
        await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None);
        TestEngine.Execute(test.Location, change);
        test.ManualClock.Advance(TimeSpan.FromMinutes(5));
        var transport = new ScriptedTransport();
        var summary = await new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(new DispatchOptions(), null, None);
        Assert.Empty(transport.Delivered);
        Assert.Equal(1, summary.Held);
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Waiting, WaitReasons.Approval, ""), (mail.State, mail.Waits, mail.ApprovedBy));
        var again = (await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None)).Single();
        Assert.Equal((OutboxAction.NeedsApproval, false), (again.Action, again.Changed));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Cancelled_mail_cannot_be_approved_back_to_life()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(NeedsApproval());
        await As(test, "tester").CancelAsync([id], null, whatIf: false, None);
        await As(test, "boss").ApproveAsync([id], Unseen, whatIf: false, None);
        Assert.Equal(DeliveryState.Cancelled, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task Erased_content_is_gone_from_the_files_and_the_log_and_the_key_stay()
    {
        await using var test = await TestStore.OpenAsync();
        var transport = new ScriptedTransport();
        var text = TestMessage.To("a@x.example");
        var id = await test.EnqueueAsync(text with { Key = "once", Subject = "Confidential-4711" });
        var live = await test.EnqueueAsync(TestMessage.To("b@x.example") with { DueAt = test.Clock.UtcNow.AddHours(1) });
        await new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(new DispatchOptions(), null, None);

        var decisions = await As(test, "tester").RemoveAsync([id, live, 999], whatIf: false, None);
        Assert.Equal([OutboxAction.Removed, OutboxAction.NothingToDo, OutboxAction.NotFound], decisions.Select(d => d.Action));
        Assert.False((await As(test, "tester").RemoveAsync([id], whatIf: false, None)).Single().Changed);
        Assert.Null(await test.Outbox.ReadContentAsync(id, None));
        Assert.NotNull(await test.Outbox.ReadContentAsync(live, None));
        var mail = await test.FindAsync(id);
        Assert.Equal((DeliveryState.Accepted, ""), (mail.State, mail.Subject));
        Assert.NotNull(mail.ErasedAt);
        Assert.True((await test.Outbox.EnqueueAsync([text with { Key = "once" }], None)).Single().IsKnown);
        await test.AssertSoundAsync();
        await test.CloseAllAsync();
        Assert.All(Directory.GetFiles(test.Folder), file => Assert.DoesNotContain("Confidential-4711", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static NewMessage NeedsApproval()
    {
        var message = TestMessage.To("a@x.example") with { Waits = WaitReasons.Approval, DueAt = null };
        return message with { Digest = MailDigest.Compute(message.Content, message.Sender, ["a@x.example"]) };
    }

    private static MailOutbox As(TestStore test, string account) =>
        new(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock, Actor = account });
}
