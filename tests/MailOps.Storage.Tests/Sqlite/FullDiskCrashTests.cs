using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Outbox;

/// <summary>
/// Dispatchers that are killed while the disk of the store fills up and is emptied again: a small memory disk that only root can mount. What was
/// taken is written down on another disk. MAILOPS_SEED repeats a run.
/// </summary>
public sealed class FullDiskCrashTests(ITestOutputHelper output)
{
    // On a full disk the log still has the room that it grew to.
    private const int LargerThanTheLog = 24_000_000;

    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public Task A_disk_that_fills_up_again_and_again_loses_nothing() => RunAsync(rounds: 10, count: 9000);

    [SkippableFact]
    [Trait("Category", "Long")]
    public async Task A_disk_that_fills_up_again_and_again_loses_nothing_in_the_long_run()
    {
        // Each time a new store, whose log has yet to grow: later it has its room, and no disk is too full for it.
        for (var i = 0; i < 10; i++)
        {
            await RunAsync(rounds: 10, count: 9000);
        }
    }

    private async Task RunAsync(int rounds, int count)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var log = Path.GetTempFileName();
        await using var test = TestStore.Empty(MailClock.System);

        // Room for the database, for its log, and for a few of the large mails that the log had room for.
        Skip.IfNot(TryMount(test.Folder, megabytes: 180), "only root can mount a small disk, on Linux");
        try
        {
            await test.OpenAnotherAsync();
            for (var i = 0; i < count; i += 300)
            {
                await test.Outbox.EnqueueAsync([.. Enumerable.Range(i, 300).Select(n => TestMessage.To($"u{n}@x.example"))], None);
            }

            var (killed, full, added) = await FillAndKillAsync(test, log, rounds, count, new Random(seed));
            using (var last = CrashTests.Start(test.Location, log))
            {
                await last.WaitForExitAsync();
                Assert.True(last.ExitCode is 0 or 75, last.StandardError.ReadToEnd());
            }

            Assert.True(killed > 0 && full > 0, $"{killed} dispatchers were killed, and the disk was full {full} times.");
            count += added;
            output.WriteLine($"{count} mails, {killed} kills, {full} times a full disk: " + await CrashTests.FindLossAsync(test, log, count));
        }
        finally
        {
            await test.CloseAllAsync();
            Run("umount", test.Folder);
            File.Delete(log);
        }
    }

    private static async Task<(int Killed, int Full, int Added)> FillAndKillAsync(TestStore test, string log, int rounds, int count, Random random)
    {
        var (killed, full, added) = (0, 0, 0);
        for (var round = 0; round < rounds && (await test.Outbox.CountAsync(None))[DeliveryState.Accepted] < count; round++)
        {
            using var process = CrashTests.Start(test.Location, log);
            var before = CrashTests.Taken(log).Count;
            await TestStore.UntilAsync(() => CrashTests.Taken(log).Count > before || process.HasExited);
            FillUp(test.Folder);
            if (await TryEnqueueAsync(test, $"full{round}@x.example"))
            {
                added++;
            }
            else
            {
                full++;
            }

            await Task.Delay(random.Next(0, 300));
            if (random.Next(2) == 0)
            {
                Empty(test.Folder);
                await Task.Delay(random.Next(0, 40));
            }

            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
            Empty(test.Folder);
        }

        return (killed, full, added);
    }

    private static async Task<bool> TryEnqueueAsync(TestStore test, string address)
    {
        try
        {
            await test.EnqueueAsync(TestMessage.Sized(LargerThanTheLog, address));
            return true;
        }
        catch (MailOpsException e) when (e.ErrorId == "MailOps.Store.Full")
        {
            return false;
        }
    }

    private static void FillUp(string folder)
    {
        var block = new byte[65_536];
        using var file = new FileStream(Path.Combine(folder, "ballast"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        try
        {
            while (true)
            {
                file.Write(block, 0, block.Length);
            }
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    private static void Empty(string folder) => File.Delete(Path.Combine(folder, "ballast"));

    private static bool TryMount(string folder, int megabytes) =>
        File.Exists("/proc/self/mounts") && Run("mount", $"-t tmpfs -o size={megabytes}m tmpfs {folder}") == 0;

    private static int Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
