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
    public async Task A_delayed_mail_is_listed_and_claimed_only_when_its_undo_window_is_over()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Delay = TimeSpan.FromMinutes(2) });
        await using var owner = await test.Outbox.SignOnAsync(None);

        var early = await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None);
        Assert.Empty(early.Messages);
        Assert.Equal(test.Clock.UtcNow.AddMinutes(2), await test.Outbox.FindNextDueAsync(null, [], None));

        test.ManualClock.Advance(TimeSpan.FromMinutes(2));
        var claimed = (await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages.Single();
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
        var claimed = (await owner.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages.Single();
        Assert.Equal([0], await owner.MarkSendingAsync(claimed, test.Clock.UtcNow, None));
        Assert.Equal(DeliveryState.Sending, (await test.FindAsync(id)).State);

        var outcome = new DeliveryOutcome { Number = 0, State = DeliveryState.Accepted, ReplyCode = 250, Text = "queued", Stage = JournalStage.EndOfContent };
        Assert.Equal([DeliveryState.Accepted], await owner.RecordAsync(claimed, [outcome], None));
        Assert.Equal([DeliveryState.Accepted], await owner.RecordAsync(claimed, [outcome], None));

        var mail = await test.FindAsync(id);
        Assert.Equal(DeliveryState.Accepted, mail.State);
        Assert.Equal("250 queued", mail.LastReply);
        Assert.Equal(1, mail.Attempts);
        Assert.Equal(test.Clock.UtcNow, mail.CompletedAt);
        var events = await test.Store.Journal.ReadAsync(0, 100, None);
        Assert.Equal([JournalEventKind.Queued, JournalEventKind.Accepted], events.Select(e => e.Kind));
        Assert.Empty(await test.Store.CheckAsync(None));
    }
}
