using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests;

/// <summary>What holds for a store as a whole, whatever the database.</summary>
public sealed class StoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_is_stored_survives_closing_and_opening()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await test.CloseAllAsync();
        await test.OpenAnotherAsync();
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task The_check_sees_counts_that_are_wrong()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await test.AssertSoundAsync();
        TestEngine.Execute(test.Location, "UPDATE tally SET amount = 5; UPDATE lane SET pending = 0; UPDATE message SET live = 3; UPDATE delivery SET owner = 1;");
        Assert.Equal(4, (await test.Store.CheckAsync(None)).Count);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        await using var test = await TestStore.OpenAsync();
        var outbox = test.Outbox;
        await test.CloseAllAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => outbox.EnqueueAsync([TestMessage.To("a@x.example")], None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => outbox.CountAsync(None));
    }

    [Fact]
    public async Task Several_programs_that_make_a_store_at_once_make_one()
    {
        await using var test = TestStore.Empty();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => test.OpenAnotherAsync())));
        await Task.WhenAll(stores.Select(s => s.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)));
        Assert.Equal(6, (await stores[0].Outbox.CountAsync(None))[DeliveryState.Queued]);
        await test.AssertSoundAsync();
    }
}
