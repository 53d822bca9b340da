using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Recall;
using Xunit;
using static MailOps.Tests.Recall.RecallScene;

namespace MailOps.Tests.Recall;

public sealed class RecallInterruptionTests
{
    [Fact]
    public async Task A_folder_that_is_deleted_under_it_ends_with_what_is_known()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "Archive", Mail(), MailFlags.Seen);
        boxes.Before = operation =>
        {
            if (operation == "folder Write")
            {
                boxes.BoxOf("anna@corp.example").Folders.TryRemove("Archive", out _);
            }
        };

        var recall = await RunAsync(Recaller(store, boxes), Order("anna@corp.example"));
        Assert.Equal(MailRecallStatus.NotFound, StatusOf(recall, "anna@corp.example"));
        Assert.Equal(0, boxes.Count(Quarantine));
    }

    [Fact]
    public async Task A_late_mail_is_found_by_the_queue_and_given_up_after_a_day()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "ben@corp.example");
        var recall = await RunAsync(Recaller(store, boxes), Order("anna@corp.example", "ben@corp.example") with { Server = "test:" });
        Assert.Equal(MailRecallState.Pending, recall.State);
        var worker = new RecallQueueWorker(store.Store.Recalls, new Source(boxes), null, new MailRecallerOptions { Clock = store.Clock });

        boxes.Put("anna@corp.example", "INBOX", Mail());
        store.ManualClock.Advance(TimeSpan.FromMinutes(2));
        await worker.WorkAsync(CancellationToken.None);
        recall = (await store.Store.Recalls.FindAsync(recall.Id, CancellationToken.None))!;
        Assert.Equal(MailRecallStatus.RecalledUnread, StatusOf(recall, "anna@corp.example"));

        for (var i = 0; i < 60; i++)
        {
            store.ManualClock.Advance(TimeSpan.FromMinutes(30));
            await worker.WorkAsync(CancellationToken.None);
        }

        recall = (await store.Store.Recalls.FindAsync(recall.Id, CancellationToken.None))!;
        Assert.Equal(MailRecallStatus.Failed, StatusOf(recall, "ben@corp.example"));
        Assert.Equal(MailRecallState.Completed, recall.State);

        Assert.Equal(1, boxes.Count(Quarantine));
        store.ManualClock.Advance(TimeSpan.FromDays(31));
        await worker.WorkAsync(CancellationToken.None);
        Assert.Equal(0, boxes.Count(Quarantine));
    }

    [Fact]
    public async Task Goes_on_when_a_folder_is_renamed_or_rebuilt_under_it()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "ben@corp.example");
        boxes.Put("anna@corp.example", "Archive", Mail());
        boxes.Put("ben@corp.example", "Archive", Mail());
        var plan = await Recaller(store, boxes).PlanAsync(Order("anna@corp.example", "ben@corp.example"), CancellationToken.None);
        var once = 0;
        boxes.Before = operation =>
        {
            if (operation == "append" && Interlocked.Exchange(ref once, 1) == 0)
            {
                boxes.BoxOf("anna@corp.example").Rename("Archive", "Old");
                boxes.FolderOf("ben@corp.example", "Archive").Validity = 999_999;
            }
        };

        var recall = await Recaller(store, boxes).RunAsync(plan, null, CancellationToken.None);

        Assert.All(recall.Recipients, r => Assert.Equal(MailRecallStatus.RecalledUnread, r.Status));
        Assert.Equal(1, boxes.Count("anna@corp.example"));
        Assert.Equal(1, boxes.Count("ben@corp.example"));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public async Task Killed_at_any_step_and_resumed_it_ends_the_same(int seed)
    {
        await using var store = await TestStore.OpenAsync();
        var names = Enumerable.Range(0, 8).Select(i => $"u{i}@corp.example").ToArray();
        var boxes = Boxes(names);
        var bare = boxes.Snapshot(Quarantine);
        for (var i = 0; i < names.Length; i++)
        {
            boxes.Put(names[i], i % 2 == 0 ? "INBOX" : "Archive", Mail(), i % 3 == 0 ? MailFlags.Seen : MailFlags.None);
        }

        var whole = boxes.Snapshot();
        var random = new Random(seed);
        var plan = await Recaller(store, boxes).PlanAsync(Order(names), CancellationToken.None);
        KillAt(boxes, random);
        await SurviveAsync(() => Recaller(store, boxes).RunAsync(plan, null, CancellationToken.None));
        var id = (await store.Store.Recalls.ListAsync(new MailRecallFilter(), CancellationToken.None)).Single().Id;
        for (var kill = 0; kill < 20; kill++)
        {
            KillAt(boxes, random);
            await SurviveAsync(() => Recaller(store, boxes).ResumeAsync(id, onlyDue: false, null, CancellationToken.None));
        }

        boxes.Before = _ => { };
        var recall = await Recaller(store, boxes).ResumeAsync(id, onlyDue: false, null, CancellationToken.None);
        Assert.Equal(bare, boxes.Snapshot(Quarantine));
        Assert.Equal(names.Length, boxes.Count(Quarantine));
        Assert.All(recall.Recipients, r => Assert.Contains(r.Status, new[] { MailRecallStatus.Recalled, MailRecallStatus.RecalledUnread }));

        for (var kill = 0; kill < 20; kill++)
        {
            KillAt(boxes, random);
            await SurviveAsync(() => Recaller(store, boxes).UndoAsync(id, null, CancellationToken.None));
        }

        boxes.Before = _ => { };
        Assert.Equal(MailRecallState.Undone, (await Recaller(store, boxes).UndoAsync(id, null, CancellationToken.None)).State);
        Assert.Equal(whole, boxes.Snapshot());
        var audit = await store.Store.Recalls.ReadAuditAsync(null, CancellationToken.None);
        Assert.Null(MailRecallAudit.FindBreak(audit));
        Assert.NotNull(MailRecallAudit.FindBreak([.. audit.Take(3), .. audit.Skip(4)]));
        Assert.Equal(3, MailRecallAudit.FindBreak([.. audit.Take(2), audit[2] with { Detail = "nothing" }, .. audit.Skip(3)]));
        await store.AssertSoundAsync();
    }

    [Fact]
    public async Task Two_processes_do_not_work_on_one_recall()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        var recall = await RunAsync(Recaller(store, boxes), Order("anna@corp.example"));
        await using (await store.Store.Recalls.ClaimAsync(recall.Id, CancellationToken.None))
        {
            Assert.Equal("MailOps.Recall.Busy", await ErrorAsync(() => Recaller(store, boxes).ResumeAsync(recall.Id, false, null, CancellationToken.None)));
        }

        Assert.Equal(recall.Id, (await Recaller(store, boxes).ResumeAsync(recall.Id, false, null, CancellationToken.None)).Id);
    }

    // A kill is an exception that nothing catches: it is no MailOpsException, and it strikes before or after an operation.
    private static void KillAt(MemoryMailStore boxes, Random random)
    {
        var left = random.Next(1, 60);
        boxes.Before = _ =>
        {
            if (Interlocked.Decrement(ref left) <= 0)
            {
                throw new InvalidOperationException("killed");
            }
        };
    }

    private static async Task SurviveAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
        {
            // Killed, as wanted.
        }
    }

    private sealed class Source(IMailStore boxes) : IMailStoreSource
    {
        public IMailStore? Open(string server) => server == "test:" ? boxes : null;
    }
}
