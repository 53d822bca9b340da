using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class ListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_newest_come_first_page_by_page()
    {
        await using var test = await TestStore.OpenAsync();
        var ids = (await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 25).Select(_ => TestMessage.To("a@x.example"))], None)).Select(m => m.Id).ToList();
        ids.Reverse();
        Assert.Equal(ids, (await ListAsync(test, new OutboxFilter(), pageSize: 10)).Select(m => m.Id));
        Assert.Equal(ids, (await ListAsync(test, new OutboxFilter(), pageSize: 25)).Select(m => m.Id));
    }

    [Fact]
    public async Task Each_filter_finds_what_it_says_and_nothing_else()
    {
        await using var test = await TestStore.OpenAsync();
        var spring = await test.EnqueueAsync(TestMessage.To("anna@x.example") with { Campaign = "spring 2026", Subject = "Wartung am Montag" });
        test.ManualClock.Advance(TimeSpan.FromHours(1));
        var middle = test.Clock.UtcNow;
        var autumn = await test.EnqueueAsync(
            TestMessage.To("bert@y.example", "Anna@X.example") with { Campaign = "autumn", Subject = "Rechnung", CreatedBy = "other", Delay = TimeSpan.FromDays(1) });
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [spring] }, preview: false, None);

        await ExpectAsync(test, new OutboxFilter { States = [DeliveryState.Cancelled] }, spring);
        await ExpectAsync(test, new OutboxFilter { States = [DeliveryState.Queued, DeliveryState.Cancelled] }, autumn, spring);
        await ExpectAsync(test, new OutboxFilter { States = [DeliveryState.Failed] });
        await ExpectAsync(test, new OutboxFilter { Campaign = "autumn" }, autumn);
        await ExpectAsync(test, new OutboxFilter { Campaign = "Autumn" });
        await ExpectAsync(test, new OutboxFilter { Campaign = "SPRING*" }, spring);
        await ExpectAsync(test, new OutboxFilter { Campaign = "autumn", States = [DeliveryState.Cancelled] });
        await ExpectAsync(test, new OutboxFilter { Address = "ANNA@x.example" }, autumn, spring);
        await ExpectAsync(test, new OutboxFilter { Address = "bert@*" }, autumn);
        await ExpectAsync(test, new OutboxFilter { Subject = "*montag" }, spring);
        await ExpectAsync(test, new OutboxFilter { Subject = "Rechnun?" }, autumn);
        await ExpectAsync(test, new OutboxFilter { Subject = "Rechnun" });
        await ExpectAsync(test, new OutboxFilter { CreatedBy = "other" }, autumn);
        await ExpectAsync(test, new OutboxFilter { CreatedSince = middle }, autumn);
        await ExpectAsync(test, new OutboxFilter { CreatedBefore = middle }, spring);
        await ExpectAsync(test, new OutboxFilter { DueSince = middle.AddHours(1) }, autumn);
        await ExpectAsync(test, new OutboxFilter { DueBefore = middle.AddHours(1) }, spring);
        await ExpectAsync(test, new OutboxFilter { MessageId = (await test.FindAsync(autumn)).MessageId }, autumn);
    }

    [Fact]
    public async Task A_state_is_that_of_the_message_and_not_of_any_delivery()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example", "b@x.example"));
        await test.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id], Address = "a@x.example" }, preview: false, None);
        await ExpectAsync(test, new OutboxFilter { States = [DeliveryState.Cancelled] });
        await ExpectAsync(test, new OutboxFilter { States = [DeliveryState.Queued] }, id);
    }

    [Fact]
    public async Task A_filter_that_drops_whole_pages_still_finds_what_lies_behind_them()
    {
        await using var test = await TestStore.OpenAsync();
        var wanted = await test.EnqueueAsync(TestMessage.To("a@x.example") with { Subject = "needle" });
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 50).Select(_ => TestMessage.To("a@x.example"))], None);
        Assert.Equal([wanted], (await ListAsync(test, new OutboxFilter { Subject = "need*" }, pageSize: 10)).Select(m => m.Id));
    }

    private static async Task ExpectAsync(TestStore test, OutboxFilter filter, params long[] ids) =>
        Assert.Equal(ids, (await ListAsync(test, filter, pageSize: 1)).Select(m => m.Id));

    private static async Task<List<DelayedMail>> ListAsync(TestStore test, OutboxFilter filter, int pageSize)
    {
        List<DelayedMail> all = [];
        long? next = null;
        do
        {
            var page = await test.Outbox.ListAsync(filter, next, pageSize, None);
            Assert.True(page.Messages.Count <= pageSize);
            all.AddRange(page.Messages);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }
}
