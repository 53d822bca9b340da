using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Outbox;

/// <summary>Dispatchers in processes of their own, killed at random moments. MAILOPS_KILLS sets how often (500 for the long run).</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int MessagesPerKill = 40;

    // Fewer are gone before the first dispatcher can be killed.
    private const int FewestMessages = 1500;

    [Fact]
    public Task Killed_dispatchers_lose_nothing_and_send_twice_only_what_was_in_doubt() => RunAsync(kills: 6);

    [Fact]
    [Trait("Category", "Long")]
    public Task Killed_dispatchers_lose_nothing_in_the_long_run() =>
        RunAsync(int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_KILLS"), out var kills) ? kills : 500);

    private async Task RunAsync(int kills)
    {
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var count = Math.Max(kills * MessagesPerKill, FewestMessages);
        for (var i = 0; i < count; i += 500)
        {
            await test.Outbox.EnqueueAsync(
                [.. Enumerable.Range(i, Math.Min(500, count - i)).Select(n => TestMessage.To($"u{n}@x.example"))], CancellationToken.None);
        }

        var log = Path.Combine(test.Folder, "taken.txt");
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var killed = 0;
        while (killed < kills && (await test.Outbox.CountAsync(CancellationToken.None))[DeliveryState.Accepted] < count)
        {
            using var process = Start(test.Location, log);
            var before = SizeOf(log);
            await TestStore.UntilAsync(() => SizeOf(log) > before || process.HasExited);
            await Task.Delay(random.Next(0, 40));
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
        }

        await TestEngine.OutliveAsync();
        using (var last = Start(test.Location, log))
        {
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode is 0 or 75, last.StandardError.ReadToEnd());
        }

        Assert.True(killed > 0, "No dispatcher was killed while it was sending.");
        output.WriteLine($"{count} mails, {killed} kills, " + await FindLossAsync(test, log, count));
    }

    /// <summary>Every mail was taken, those that were taken twice were in doubt, and the store is sound; says how many those are.</summary>
    internal static async Task<string> FindLossAsync(TestStore test, string log, int count)
    {
        var taken = Taken(log).GroupBy(address => address).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(count, taken.Count);
        var duplicates = taken.Where(t => t.Value > 1).ToList();
        var doubts = 0;
        foreach (var (address, times) in duplicates)
        {
            var filter = new OutboxFilter { Address = address };
            var mail = (await test.Outbox.ListAsync(filter, null, 10, CancellationToken.None)).Messages.Single();
            Assert.True(mail.Recipients[0].Doubts >= times - 1, $"{address} was sent {times} times with {mail.Recipients[0].Doubts} doubts.");
            doubts += mail.Recipients[0].Doubts;
        }

        Assert.Equal(count, (await test.Outbox.CountAsync(CancellationToken.None))[DeliveryState.Accepted]);
        await test.AssertSoundAsync();
        return $"none lost, {duplicates.Count} sent twice, all of them in doubt ({doubts})";
    }

    // The log grows by a line for each mail.
    private static long SizeOf(string log) => File.Exists(log) ? new FileInfo(log).Length : 0;

    internal static List<string> Taken(string log)
    {
        if (!File.Exists(log))
        {
            return [];
        }

        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split(['\n'], StringSplitOptions.RemoveEmptyEntries)];
    }

    internal static Process Start(string store, string log)
    {
        var program = typeof(CrashTests).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", $"exec \"{program}\" dispatch \"{store}\" \"{log}\"")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
    }
}
