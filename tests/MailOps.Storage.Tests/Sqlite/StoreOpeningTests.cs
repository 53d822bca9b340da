using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class StoreOpeningTests
{
    [Fact]
    public async Task Opening_a_store_that_is_up_to_date_writes_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        await test.CloseAllAsync();
        await test.OpenAnotherAsync();
        Assert.Equal(0, new FileInfo(test.FilePath + "-wal").Length);
    }

    // Who copies a file or puts a backup in its place thinks of one file: what is left in a log would be missing, or be played into the wrong one.
    [Fact]
    public async Task A_closed_store_is_one_file_without_a_log()
    {
        await using var test = await TestStore.OpenAsync();
        await test.Outbox.EnqueueAsync([TestMessage.Sized(5000, "u@x.example")], CancellationToken.None);
        Assert.True(File.Exists(test.FilePath + "-wal"));
        await test.CloseAllAsync();
        Assert.False(File.Exists(test.FilePath + "-wal"));
    }

    [Fact]
    public async Task A_closed_store_takes_no_work()
    {
        await using var test = await TestStore.OpenAsync();
        var outbox = test.Outbox;
        await test.CloseAllAsync();
        await Assert.ThrowsAsync<System.ObjectDisposedException>(() => outbox.EnqueueAsync([TestMessage.Sized(5000, "u@x.example")], CancellationToken.None));
    }
}
