using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests;

public sealed class RollbackTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_store_that_went_back_in_time_sends_nothing_until_that_is_accepted()
    {
        await using var test = await TestStore.OpenAsync();
        var transport = new ScriptedTransport();
        Assert.Equal(DispatchEnd.Done, (await RunAsync(test, transport)).End);
        var earlier = (await test.Outbox.CountAsync(None)).LastTickAt;
        test.ManualClock.Advance(TimeSpan.FromHours(1));
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        Assert.Equal(1, (await RunAsync(test, transport)).Accepted);
        await test.EnqueueAsync(TestMessage.To("b@x.example"));

        TurnBack(test, earlier!.Value);
        var summary = await RunAsync(test, transport);
        Assert.Equal((DispatchEnd.RolledBack, 78, 0), (summary.End, summary.ExitCode, summary.Accepted));
        Assert.Equal("STO001", summary.Findings.Single().Id);
        Assert.True((await test.Outbox.CountAsync(None)).IsRolledBack);
        Assert.Equal(["a@x.example"], transport.Delivered.Select(d => d.Recipient));

        await test.Store.Upkeep.AcceptRollbackAsync("boss", "the disk broke", None);
        Assert.Equal(1, (await RunAsync(test, transport)).Accepted);
        var noted = (await test.Store.Journal.ReadAsync(0, 100, None)).Single(e => e.Kind == JournalEventKind.RollbackAccepted);
        Assert.Equal(("boss", "the disk broke"), (noted.Actor, noted.Text));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task An_account_that_has_never_seen_the_store_trusts_it()
    {
        await using var test = await TestStore.OpenAsync();
        await RunAsync(test, new ScriptedTransport());
        Directory.Delete(test.WitnessFolder, recursive: true);
        Assert.Null((await test.Outbox.CountAsync(None)).SeenTickAt);
        Assert.Equal(DispatchEnd.Done, (await RunAsync(test, new ScriptedTransport())).End);
    }

    [Fact]
    public async Task What_was_seen_is_noted_for_each_account_by_itself_and_can_be_read_by_no_other()
    {
        await using var test = await TestStore.OpenAsync();
        await RunAsync(test, new ScriptedTransport());
        Assert.Single(Directory.GetFiles(test.WitnessFolder, "*.tick"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(test.WitnessFolder));
        }
    }

    private static Task<DispatchSummary> RunAsync(TestStore test, ScriptedTransport transport) =>
        new QueueDispatcher(test.Outbox, transport, test.Clock).RunAsync(new DispatchOptions(), null, None);

    // As a backup would: the tick is the earlier one.
    private static void TurnBack(TestStore test, DateTime tick) => TestEngine.Execute(
        test.Location, $"UPDATE meta SET value = '{new DateTimeOffset(tick).ToUnixTimeMilliseconds()}' WHERE key = 'last_tick'");
}
