using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Net;
using MailOps.Recall;
using MailOps.Tests.Servers;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Recall;

/// <summary>
/// A recall in the mailboxes of a real Dovecot, as its master user, also in processes that are killed. For the long runs MAILOPS_MAILBOXES sets in
/// how many (500), MAILOPS_KILLS how often (100).
/// </summary>
[Trait("Category", "Servers")]
public sealed class RecallFarmTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public Task A_mail_is_taken_back_from_25_mailboxes_and_put_back() => RunAsync(25, 20);

    [SkippableFact]
    [Trait("Category", "Long")]
    public Task A_mail_is_taken_back_from_500_mailboxes_and_put_back() => RunAsync(Number("MAILOPS_MAILBOXES", 500), 400);

    [SkippableFact]
    public Task Killed_recalls_end_as_if_nothing_had_happened() => KillAsync(25, 20, kills: 5);

    [SkippableFact]
    [Trait("Category", "Long")]
    public Task Killed_recalls_end_as_if_nothing_had_happened_in_the_long_run() =>
        KillAsync(Number("MAILOPS_MAILBOXES", 500), 400, Number("MAILOPS_KILLS", 100));

    /// <summary>The mailboxes of <see cref="MaildirFarm"/>, as the process that is killed opens them too.</summary>
    internal static ImapMailStore Open(int port) => new(new ImapOptions
    {
        Host = "127.0.0.1",
        Port = port,
        Credential = MailCredential.WithPassword("admin", "adminpw"),
        MasterSeparator = "*",
        DangerousAcceptAnyCertificate = true,
    });

    private static int Number(string variable, int usual) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : usual;

    private async Task RunAsync(int mailboxes, int messages)
    {
        Require();
        using var farm = new MaildirFarm(mailboxes, messages);
        await using var store = await TestStore.OpenAsync(MailClock.System);
        var found = farm.AskDoveadm();
        var before = farm.Snapshot();
        Assert.True(before.Others.Split('\n').Length >= mailboxes * messages);

        var recaller = new MailRecaller(store.Store.Recalls, Open(farm.Port), null, new MailRecallerOptions { ThrottleLimit = 16 });
        var watch = Stopwatch.StartNew();
        var plan = await recaller.PlanAsync(MaildirFarm.Order(mailboxes), None);
        var planned = watch.Elapsed;
        Assert.Equal(before, farm.Snapshot());
        watch.Restart();
        var recall = await recaller.RunAsync(plan, null, None);
        var taken = watch.Elapsed;

        Assert.Equal(farm.Expect(found), plan.Recipients.Select(r => r.Status));
        Assert.Equal(farm.Expect(found), recall.Recipients.Select(r => r.Status));
        Assert.Equal((before.Others, ""), farm.Snapshot());
        Assert.Equal(found.FindAll(f => f.From != MaildirFarm.Boss), farm.AskDoveadm().FindAll(f => f.User != MaildirFarm.Quarantine));
        watch.Restart();
        await recaller.UndoAsync(recall.Id, null, None);
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, "{0} mailboxes of {1}: plan {2:0.0} s, recall {3:0.0} s, undo {4:0.0} s; {5}",
            mailboxes, messages, planned.TotalSeconds, taken.TotalSeconds, watch.Elapsed.TotalSeconds, recall.Summary));
        Assert.Equal(before, farm.Snapshot());
        Assert.Equal(found, farm.AskDoveadm());
        Assert.Null(MailRecallAudit.FindBreak(await store.Store.Recalls.ReadAuditAsync(null, None)));
    }

    // Recalled and undone again and again until enough processes have died on the way; after each turn all is checked.
    private async Task KillAsync(int mailboxes, int messages, int kills)
    {
        Require();
        using var farm = new MaildirFarm(mailboxes, messages);
        await using var store = await TestStore.OpenAsync(MailClock.System);
        var found = farm.AskDoveadm();
        var before = farm.Snapshot();
        var copies = found.Count(f => f.From == MaildirFarm.Boss);
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var killed = 0;
        var turns = 0;
        for (; killed < kills; turns++)
        {
            killed += await WorkAsync(store, farm, "run", MailRecallState.Completed, kills - killed, random);
            var recall = (await store.Store.Recalls.ListAsync(new MailRecallFilter(), None))[0];
            Assert.Equal(farm.Expect(found), recall.Recipients.Select(r => r.Status));
            Assert.Equal((before.Others, ""), farm.Snapshot());
            Assert.Equal(copies, farm.AskDoveadm(MaildirFarm.Quarantine).Count);

            killed += await WorkAsync(store, farm, "undo", MailRecallState.Undone, kills - killed, random);
            Assert.Equal(before, farm.Snapshot());
            Assert.Equal(found, farm.AskDoveadm());
            await CheckAuditAsync(store, recall);
        }

        output.WriteLine($"{mailboxes} mailboxes of {messages}: {killed} kills in {turns} recalls and undos, each ended as if there had been none");
        await store.AssertSoundAsync();
    }

    private static async Task<int> WorkAsync(TestStore store, MaildirFarm farm, string verb, MailRecallState wanted, int kills, Random random)
    {
        var killed = 0;
        var known = (await store.Store.Recalls.ListAsync(new MailRecallFilter(), None)).Count;
        while (true)
        {
            var recalls = await store.Store.Recalls.ListAsync(new MailRecallFilter(), None);
            if (recalls.Count > 0 && (verb == "undo" || recalls.Count > known) && IsAt(recalls[0], wanted))
            {
                return killed;
            }

            var step = verb == "run" && recalls.Count > known ? "resume" : verb;
            var id = recalls.Count > 0 ? recalls[0].Id : 0;
            using var process = Start(store.Location, FormattableString.Invariant($"{farm.Port}:{farm.Addresses.Count}:{step}:{id}"));
            var line = await process.StandardOutput.ReadLineAsync();
            if (killed < kills && line == "working")
            {
                await Task.Delay(random.Next(0, 400));
                if (!process.HasExited)
                {
                    process.Kill();
                    killed++;
                }
            }

            await process.WaitForExitAsync();
            Assert.True(process.ExitCode is 0 or 75 or 137, process.StandardError.ReadToEnd());
            await Task.Delay(process.ExitCode == 75 ? 250 : 0);
        }
    }

    // Who is absent stays pending for a day; nothing else may.
    private static bool IsAt(MailRecall recall, MailRecallState wanted) => recall.State == wanted
        || (wanted == MailRecallState.Completed && recall.State == MailRecallState.Pending && recall.Recipients.All(r => r.Status != MailRecallStatus.Pending));

    private static async Task CheckAuditAsync(TestStore store, MailRecall recall)
    {
        Assert.Null(MailRecallAudit.FindBreak(await store.Store.Recalls.ReadAuditAsync(null, None)));
        var audit = (await store.Store.Recalls.ReadAuditAsync(recall.Id, None)).ToLookup(entry => entry.Mailbox);
        foreach (var recipient in recall.Recipients.Where(r => r.Copies.Count > 0))
        {
            // That it was about to be taken, was taken, was about to be put back, and was put back.
            foreach (var mark in new[] { "[Copying ", "[Taken ", "[Restoring ", "[Restored " })
            {
                Assert.Contains(audit[recipient.Mailbox], entry => entry.Detail.Contains(mark, StringComparison.Ordinal));
            }
        }
    }

    private static Process Start(string store, string order) =>
        Process.Start(new ProcessStartInfo("dotnet", $"exec \"{typeof(RecallFarmTests).Assembly.Location}\" recall \"{store}\" {order}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static void Require()
    {
        ServerScripts.Require("Dovecot", "/usr/sbin/dovecot");
        ServerScripts.Require("doveadm", "/usr/bin/doveadm");
    }
}
