using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Tests.Servers;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Outbox;

/// <summary>
/// Dispatchers in processes of their own, killed at random moments while mail flows to a real Postfix, whose mailbox is the witness.
/// MAILOPS_SEED repeats a run.
/// </summary>
[Trait("Category", "Servers")]
public sealed class PostfixCrashTests(MailServers servers, ITestOutputHelper output) : IClassFixture<MailServers>
{
    private const string Alice = "alice@example.test";
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public Task Killed_dispatchers_lose_nothing_on_the_way_to_Postfix() => RunAsync(kills: 10, count: 400);

    [SkippableFact]
    [Trait("Category", "Long")]
    public Task Killed_dispatchers_lose_nothing_on_the_way_to_Postfix_in_the_long_run() => RunAsync(kills: 500, count: 20_000);

    private async Task RunAsync(int kills, int count)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var postfix = servers.StartPostfix();
        await using var test = await TestStore.OpenAsync(MailClock.System);
        for (var i = 0; i < count; i += 500)
        {
            await test.Outbox.EnqueueAsync([.. Enumerable.Range(i, Math.Min(500, count - i)).Select(_ => TestMessage.To(Alice))], None);
        }

        var killed = 0;
        var perKill = count / kills;
        while (killed < kills && await AcceptedAsync(test) < count)
        {
            using var process = Start(test.Location, postfix.Port);
            var goal = Math.Min(count, await AcceptedAsync(test) + random.Next(1, Math.Max(2, perKill)));
            while (!process.HasExited && await AcceptedAsync(test) < goal)
            {
                await Task.Delay(10);
            }

            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
        }

        await TestEngine.OutliveAsync();
        using (var last = Start(test.Location, postfix.Port))
        {
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode is 0 or 75, last.StandardError.ReadToEnd());
        }

        Assert.Equal(count, await AcceptedAsync(test));
        Assert.True(killed > 0, "No dispatcher was killed while it was sending.");
        var copies = await ReadMailboxAsync(postfix, count);
        var twice = 0;
        var doubts = 0;
        await foreach (var mail in new MailOutbox(test.Outbox, test.Store.Suppression).ListAsync(new OutboxFilter()))
        {
            var copiesOfOne = copies.TryGetValue(mail.MessageId, out var found) ? found : 0;
            Assert.True(copiesOfOne >= 1, mail + " never came.");
            Assert.True(copiesOfOne - 1 <= mail.Recipients[0].Doubts, $"{mail} came {copiesOfOne} times with {mail.Recipients[0].Doubts} doubts.");
            twice += copiesOfOne > 1 ? 1 : 0;
            doubts += mail.Recipients[0].Doubts;
        }

        await test.AssertSoundAsync();
        output.WriteLine($"{count} mails, {killed} kills: none lost, {twice} came twice, all of them among the {doubts} in doubt");
    }

    private static async Task<long> AcceptedAsync(TestStore test) => (await test.Outbox.CountAsync(None))[DeliveryState.Accepted];

    // Postfix delivers what it has taken a little later: read until every message is there and nothing more comes.
    private static async Task<Dictionary<string, int>> ReadMailboxAsync(RealServer postfix, int count)
    {
        var folder = postfix.PathOf("mail", Alice, "new");
        var watch = Stopwatch.StartNew();
        for (var before = -1; watch.Elapsed < TimeSpan.FromMinutes(3);)
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;
            if (files >= count && files == before)
            {
                break;
            }

            before = files;
            await Task.Delay(1000);
        }

        Dictionary<string, int> copies = [];
        foreach (var file in Directory.GetFiles(folder))
        {
            var line = File.ReadLines(file).First(l => l.StartsWith("Message-ID: <", StringComparison.Ordinal));
            var id = line.Substring(13).TrimEnd('>');
            copies[id] = copies.TryGetValue(id, out var number) ? number + 1 : 1;
        }

        return copies;
    }

    private static Process Start(string store, int port) => Process.Start(
        new ProcessStartInfo("dotnet", $"exec \"{typeof(PostfixCrashTests).Assembly.Location}\" dispatch \"{store}\" smtp:{port}")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
}
