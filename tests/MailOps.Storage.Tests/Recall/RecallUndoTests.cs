using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Recall;
using Xunit;
using static MailOps.Tests.Recall.RecallScene;

namespace MailOps.Tests.Recall;

public sealed class RecallUndoTests
{
    [Fact]
    public async Task Undo_restores_folders_flags_and_dates()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "ben@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail(), MailFlags.Flagged, new DateTime(2025, 12, 24, 18, 30, 15, DateTimeKind.Utc), "$Label1");
        boxes.Put("ben@corp.example", "Archive", Mail(), MailFlags.Seen | MailFlags.Answered, new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc));
        var before = boxes.Snapshot();
        var recaller = Recaller(store, boxes);

        var recall = await RunAsync(recaller, Order("anna@corp.example", "ben@corp.example"));
        Assert.NotEqual(before, boxes.Snapshot());
        var undone = await recaller.UndoAsync(recall.Id, null, CancellationToken.None);

        Assert.Equal(before, boxes.Snapshot());
        Assert.Equal(MailRecallState.Undone, undone.State);
        Assert.All(undone.Recipients, r => Assert.Equal(MailRecallStatus.Restored, r.Status));
        Assert.Equal(before, await SnapshotAfterAsync(() => recaller.UndoAsync(recall.Id, null, CancellationToken.None), boxes));
    }

    [Fact]
    public async Task After_an_undo_nobody_is_looked_for_any_more()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "dora@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail());
        var recaller = Recaller(store, boxes);

        var recall = await RunAsync(recaller, Order("anna@corp.example", "dora@corp.example"));
        Assert.True(recall.Recipients.Single(r => r.Address == "dora@corp.example").IsPending);
        var undone = await recaller.UndoAsync(recall.Id, null, CancellationToken.None);

        Assert.Equal(MailRecallState.Undone, undone.State);
        Assert.DoesNotContain(undone.Recipients, r => r.IsPending);
        Assert.Equal(MailRecallStatus.NotFound, StatusOf(undone, "dora@corp.example"));
    }

    private static async Task<string> SnapshotAfterAsync(Func<Task> work, MemoryMailStore boxes)
    {
        await work();
        return boxes.Snapshot();
    }
}
