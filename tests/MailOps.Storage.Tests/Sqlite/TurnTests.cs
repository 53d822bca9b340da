using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Storage.Sqlite;
using Xunit;

namespace MailOps.Tests;

/// <summary>Writers of one SQLite file take turns, and nobody waits for a turn that nobody wants.</summary>
public sealed class TurnTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Who_waits_for_his_turn_is_seen_as_long_as_he_waits()
    {
        await using var test = await TestStore.OpenAsync();
        var mine = new TurnFile(test.FilePath);
        var others = new TurnFile(test.FilePath);
        Assert.False(mine.IsAnybodyWaiting());
        using (others.TryWait())
        using (new TurnFile(test.FilePath).TryWait())
        {
            Assert.True(mine.IsAnybodyWaiting());
            Assert.True(mine.IsAnybodyWaiting());
        }

        Assert.False(mine.IsAnybodyWaiting());
    }

    [Fact]
    public async Task A_turn_file_that_somebody_deleted_is_made_again()
    {
        await using var test = await TestStore.OpenAsync();
        var turns = new TurnFile(test.FilePath);
        File.Delete(test.FilePath + "-turn");
        Assert.False(turns.IsAnybodyWaiting());
        Assert.True(File.Exists(test.FilePath + "-turn"));
    }

    [Fact]
    public async Task A_process_that_froze_while_it_waited_keeps_nobody_from_writing()
    {
        await using var test = await TestStore.OpenAsync();
        using var frozen = new TurnFile(test.FilePath).TryWait();
        Assert.NotNull(frozen);
        for (var i = 0; i < 20; i++)
        {
            await test.EnqueueAsync(TestMessage.To("a@x.example"));
        }

        Assert.Equal(20, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [Fact]
    public async Task Writers_without_a_pause_let_another_store_write_between()
    {
        await using var test = await TestStore.OpenAsync();
        var other = await test.OpenAnotherAsync();
        using var enough = new CancellationTokenSource();
        var written = 0;
        var busy = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 20).Select(i => TestMessage.To($"u{i}@x.example"))], None);
                Interlocked.Increment(ref written);
            }
        });

        // How many transactions of the busy one each of these waits for, whatever time they take on this machine.
        var most = 0;
        for (var i = 0; i < 20; i++)
        {
            var before = Volatile.Read(ref written);
            await other.Outbox.EnqueueAsync([TestMessage.To("b@x.example")], None);
            most = Math.Max(most, Volatile.Read(ref written) - before);
        }

        enough.Cancel();
        await busy;
        Assert.InRange(most, 0, 100);
    }
}
