using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Mailboxes;
using MailOps.Outbox;
using MailOps.Recall;
using Xunit;

namespace MailOps.Tests.Recall;

public sealed class RecallTests
{
    private const string Quarantine = "quarantine@corp.example";

    public static string Mail(string id = "wrong-file@corp.example", string from = "Chef <boss@corp.example>", string body = "See the attached file.\r\n", string extra = "") =>
        $"From: {from}\r\nTo: all@corp.example\r\nSubject: Salaries\r\nMessage-ID: <{id}>\r\nDate: Sun, 01 Mar 2026 08:00:00 +0000\r\n{extra}\r\n{body}";

    private static MailRecallRequest Order(params string[] recipients) => new()
    {
        Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(Mail())),
        Reason = "the wrong file",
        Recipients = new TextList(recipients),
        QuarantineMailbox = Quarantine,
    };

    private static MemoryMailStore Boxes(params string[] names)
    {
        var boxes = new MemoryMailStore();
        boxes.Add(Quarantine);
        foreach (var name in names)
        {
            boxes.Add(name, "Archive", "Sent").Folders["Sent"].Use = MailFolderUse.Sent;
            boxes.Put(name, "INBOX", Mail("other@corp.example", body: "Another mail of the same author.\r\n"), MailFlags.Flagged);
        }

        return boxes;
    }

    private static MailRecaller Recaller(TestStore store, IMailStore boxes, string actor = "admin", TimeSpan? reportAfter = null) => new(
        store.Store.Recalls, boxes, new MailOutbox(store.Store.Outbox, store.Store.Suppression, new MailOutboxOptions { Clock = store.Clock }),
        new MailRecallerOptions { Clock = store.Clock, Actor = actor, ThrottleLimit = 4, ReportAfter = reportAfter ?? TimeSpan.FromMinutes(5) });

    private static async Task<MailRecall> RunAsync(MailRecaller recaller, MailRecallRequest order) =>
        await recaller.RunAsync(await recaller.PlanAsync(order, CancellationToken.None), null, CancellationToken.None);

    private static MailRecallStatus StatusOf(MailRecall recall, string mailbox) => recall.Recipients.Single(r => r.Mailbox == mailbox).Status;

    [Fact]
    public async Task Takes_the_mail_out_of_every_folder_and_touches_no_other()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "ben@corp.example", "cleo@corp.example", "dora@corp.example");
        var before = boxes.Snapshot(Quarantine);
        boxes.Put("anna@corp.example", "INBOX", Mail());
        boxes.Put("ben@corp.example", "Archive", Mail(), MailFlags.Seen | MailFlags.Answered);
        boxes.Put("cleo@corp.example", "INBOX", Mail(), MailFlags.Seen, null, "$Forwarded");
        boxes.Closed.Add("eve@corp.example");

        var recall = await RunAsync(Recaller(store, boxes), Order(
            "anna@corp.example", "ben@corp.example", "cleo@corp.example", "dora@corp.example", "eve@corp.example", "guest@elsewhere.example"));

        Assert.Equal(MailRecallStatus.RecalledUnread, StatusOf(recall, "anna@corp.example"));
        Assert.Equal(MailRecallStatus.Recalled, StatusOf(recall, "ben@corp.example"));
        Assert.Equal(MailRecallStatus.Forwarded, StatusOf(recall, "cleo@corp.example"));
        Assert.Equal(MailRecallStatus.NotFound, StatusOf(recall, "dora@corp.example"));
        Assert.Equal(MailRecallStatus.NoAccess, StatusOf(recall, "eve@corp.example"));
        Assert.Equal(MailRecallStatus.External, StatusOf(recall, "guest@elsewhere.example"));
        Assert.Equal(before, boxes.Snapshot(Quarantine));
        Assert.Equal(3, boxes.Count(Quarantine));
        Assert.Equal(MailRecallState.Pending, recall.State);
        Assert.Null(recall.Recipients[0].WasForwarded);
    }

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

    [Fact]
    public async Task A_plan_changes_nothing_and_says_what_would_happen()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail(), MailFlags.Seen);
        boxes.Before = operation => Assert.DoesNotContain(operation, new[] { "append", "delete", "create", "folder Write" });
        var before = boxes.Snapshot();

        var plan = await Recaller(store, boxes).PlanAsync(Order("anna@corp.example"), CancellationToken.None);

        Assert.Equal(MailRecallStatus.Recalled, plan.Recipients.Single().Status);
        Assert.True(plan.Recipients.Single().WhatIf);
        Assert.Equal("INBOX", plan.Recipients.Single().Folders.ToString());
        Assert.Equal(before, boxes.Snapshot());
        Assert.Empty(await store.Store.Recalls.ListAsync(new MailRecallFilter(), CancellationToken.None));
    }

    [Theory]
    [InlineData("Mallory <mallory@corp.example>", "See the attached file.\r\n", "", "another author")]
    [InlineData("Chef <boss@corp.example>", "Something else entirely.\r\n", "", "another body")]
    [InlineData("Chef <boss@corp.example>", "See the attached file.\r\n", "From: mallory@corp.example\r\n", "two From fields")]
    [InlineData("Chef <boss@corp.example>, mallory@corp.example", "See the attached file.\r\n", "", "two authors")]
    [InlineData("Chef <boss@corp.example>", "See the attached file.\r\n", "Message-ID: <second@corp.example>\r\n", "two Message-IDs")]
    public async Task A_mail_that_only_looks_alike_stays(string from, string body, string extra, string why)
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail(from: from, body: body, extra: extra));
        var before = boxes.Snapshot();

        var recall = await RunAsync(Recaller(store, boxes), Order("anna@corp.example"));

        Assert.True(StatusOf(recall, "anna@corp.example") == MailRecallStatus.NotFound, why);
        Assert.Equal(before, boxes.Snapshot());
    }

    [Fact]
    public async Task A_Message_ID_that_contains_the_one_sought_stays()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail("x-wrong-file@corp.example"));
        boxes.Put("anna@corp.example", "INBOX", Mail("WRONG-FILE@corp.example"));

        var recall = await RunAsync(Recaller(store, boxes), Order("anna@corp.example"));

        Assert.Equal(MailRecallStatus.NotFound, StatusOf(recall, "anna@corp.example"));
        Assert.Equal(3, boxes.Count("anna@corp.example"));
    }

    [Fact]
    public async Task Two_matches_in_one_folder_are_refused_unless_stated()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail());
        boxes.Put("anna@corp.example", "INBOX", Mail());
        var recaller = Recaller(store, boxes);

        var refused = await Assert.ThrowsAsync<MailOpsException>(() => RunAsync(recaller, Order("anna@corp.example")));
        Assert.Equal("MailOps.Recall.TooManyCopies", refused.ErrorId);
        Assert.Equal(3, boxes.Count("anna@corp.example"));

        await RunAsync(recaller, Order("anna@corp.example") with { CopiesPerFolder = 2 });
        Assert.Equal(1, boxes.Count("anna@corp.example"));
    }

    [Fact]
    public async Task More_than_fifty_mailboxes_need_their_number()
    {
        await using var store = await TestStore.OpenAsync();
        var names = Enumerable.Range(0, 51).Select(i => $"u{i}@corp.example").ToArray();
        var recaller = Recaller(store, Boxes(names));

        var refused = await Assert.ThrowsAsync<MailOpsException>(() => RunAsync(recaller, Order(names)));
        Assert.Equal("MailOps.Recall.TooManyMailboxes", refused.ErrorId);
        var wrong = await Assert.ThrowsAsync<MailOpsException>(() => RunAsync(recaller, Order(names) with { Count = 50 }));
        Assert.Equal("MailOps.Recall.CountDiffers", wrong.ErrorId);
        Assert.Equal(51, (await RunAsync(recaller, Order(names) with { Count = 51 })).Recipients.Count);
    }

    [Fact]
    public async Task What_the_policy_forbids_a_parameter_cannot_allow()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example", "ben@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail(), MailFlags.Seen);
        boxes.Put("ben@corp.example", "INBOX", Mail());
        var policy = MailRecallPolicy.Default with
        {
            AllowRead = false, AllowPermanent = false, Requesters = new TextList(["admin"]), Excluded = new TextList(["BEN@*"]),
            MaximumAge = TimeSpan.FromDays(36500),
        };
        await store.Store.Recalls.SetPolicyAsync(policy, "admin", CancellationToken.None);
        var recaller = Recaller(store, boxes);
        var order = Order("anna@corp.example", "ben@corp.example");

        var recall = await RunAsync(recaller, order);
        Assert.Equal(MailRecallStatus.SkippedRead, StatusOf(recall, "anna@corp.example"));
        Assert.Equal(MailRecallStatus.Excluded, StatusOf(recall, "ben@corp.example"));
        Assert.Equal("MailOps.Recall.NotAllowed", await ErrorAsync(() => RunAsync(Recaller(store, boxes, "other"), order)));
        Assert.Equal("MailOps.Recall.PermanentNotAllowed", await ErrorAsync(() => RunAsync(recaller, order with { Mode = MailRecallMode.Permanent })));
        Assert.Equal("MailOps.Recall.TooOld", await ErrorAsync(() => RunAsync(recaller, order with { MaximumAge = TimeSpan.FromSeconds(1) })));
        Assert.Equal("MailOps.Recall.Unverified", await ErrorAsync(() => RunAsync(
            recaller, order with { Message = MailRecallMessage.Named("<x@y>", "boss@corp.example") })));
        Assert.Equal("MailOps.Recall.NoQuarantine", await ErrorAsync(() => RunAsync(recaller, order with { QuarantineMailbox = "" })));
    }

    [Fact]
    public async Task A_mail_still_in_the_outbox_is_cancelled_and_nobody_is_visited()
    {
        await using var store = await TestStore.OpenAsync();
        var outbox = new MailOutbox(store.Store.Outbox, store.Store.Suppression, new MailOutboxOptions { Clock = store.Clock });
        await outbox.EnqueueAsync(
            new OutgoingMail { Content = Encoding.UTF8.GetBytes(Mail()), Recipients = ["anna@corp.example"] }, whatIf: false, CancellationToken.None);
        var message = await MailRecallMessage.FindAsync(store.Store.Outbox, "<wrong-file@corp.example>", CancellationToken.None);
        var boxes = new MemoryMailStore { Before = operation => Assert.Fail(operation) };

        var recall = await RunAsync(Recaller(store, boxes), Order() with { Message = message! });

        Assert.Equal(MailRecallStatus.Cancelled, recall.Recipients.Single().Status);
        Assert.Equal(MailRecallState.Completed, recall.State);
        Assert.Equal(DeliveryState.Cancelled, (await store.FindAsync(1)).State);
    }

    [Fact]
    public async Task The_mailbox_of_the_quarantine_may_be_a_recipient_and_keeps_what_was_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = Boxes("anna@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail());
        boxes.Put(Quarantine, "INBOX", Mail(), MailFlags.Deleted);
        var before = boxes.Snapshot();
        var recaller = Recaller(store, boxes);

        var recall = await RunAsync(recaller, Order("anna@corp.example", Quarantine));
        recall = await recaller.ResumeAsync(recall.Id, onlyDue: false, null, CancellationToken.None);

        Assert.All(recall.Recipients, r => Assert.Equal((MailRecallStatus.RecalledUnread, 1), (r.Status, r.Copies.Count)));
        Assert.All(boxes.FolderOf(Quarantine, recall.QuarantineFolder).Items, item => Assert.False(item.Flags.Has(MailFlags.Deleted)));
        Assert.Equal(2, boxes.Count(Quarantine));

        // A second recall finds nothing left, and leaves the quarantine of the first one alone.
        await RunAsync(recaller, Order("anna@corp.example", Quarantine) with { Mode = MailRecallMode.Permanent });
        Assert.Equal(2, boxes.Count(Quarantine));
        await recaller.UndoAsync(recall.Id, null, CancellationToken.None);
        Assert.Equal(before, boxes.Snapshot());
    }

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
    public async Task The_log_tells_who_was_recalled_until_it_is_undone()
    {
        await using var store = await TestStore.OpenAsync();
        var outbox = new MailOutbox(store.Store.Outbox, store.Store.Suppression, new MailOutboxOptions { Clock = store.Clock });
        var recipients = new[] { "anna@corp.example", "ben@corp.example", "list@corp.example" };
        await outbox.EnqueueAsync(
            new OutgoingMail { Content = Encoding.UTF8.GetBytes(Mail()), Recipients = recipients, Due = MailDueTime.After(TimeSpan.Zero) },
            whatIf: false, CancellationToken.None);
        await new QueueDispatcher(store.Outbox, new ScriptedTransport(), store.Clock)
            .RunAsync(new DispatchOptions { Until = DispatchUntil.NothingDue }, null, CancellationToken.None);
        var boxes = Boxes("anna@corp.example", "ben@corp.example", "cleo@corp.example", "dora@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Mail());
        boxes.Put("cleo@corp.example", "INBOX", Mail());
        var aliases = new MailAliasMap();
        aliases.Add("list@corp.example", ["cleo@corp.example", "dora@corp.example"]);

        // The file tells of the mail, and the outbox of its number.
        var message = await MailRecallMessage.ReadAsync(Encoding.UTF8.GetBytes(Mail()), store.Outbox, CancellationToken.None);
        Assert.Equal([1L], message.OutboxIds);
        var recaller = Recaller(store, boxes);
        for (var round = 0; round < 2; round++)
        {
            var recall = await RunAsync(recaller, Order(recipients) with { Message = message, Aliases = aliases });
            Assert.Equal(
                [MailLogStatus.Recalled, MailLogStatus.Accepted, MailLogStatus.Accepted], await LogAsync(store, new MailLogFilter()));
            Assert.Equal([MailLogStatus.Recalled], await LogAsync(store, new MailLogFilter { Status = [MailLogStatus.Recalled] }));

            // The list is recalled once it is out of all its mailboxes.
            boxes.Put("dora@corp.example", "INBOX", Mail());
            await recaller.ResumeAsync(recall.Id, onlyDue: false, null, CancellationToken.None);
            Assert.Equal(
                [MailLogStatus.Recalled, MailLogStatus.Accepted, MailLogStatus.Recalled], await LogAsync(store, new MailLogFilter()));
            await recaller.UndoAsync(recall.Id, null, CancellationToken.None);
            Assert.All(await LogAsync(store, new MailLogFilter()), status => Assert.Equal(MailLogStatus.Accepted, status));
            boxes.FolderOf("dora@corp.example", "INBOX").Items.RemoveAt(1);
        }

        Assert.All(
            (await store.Store.Journal.ReadLogAsync(new MailLogFilter(), null, 10, CancellationToken.None)).Entries, entry => Assert.Equal(1, entry.Attempts));
        await store.AssertSoundAsync();
    }

    [Fact]
    public async Task A_file_of_another_author_or_text_is_not_the_mail_of_the_outbox()
    {
        await using var store = await TestStore.OpenAsync();
        var outbox = new MailOutbox(store.Store.Outbox, store.Store.Suppression, new MailOutboxOptions { Clock = store.Clock });
        await outbox.EnqueueAsync(
            new OutgoingMail { Content = Encoding.UTF8.GetBytes(Mail()), Recipients = ["anna@corp.example"] }, whatIf: false, CancellationToken.None);
        foreach (var other in new[] { Mail(from: "mallory@corp.example"), Mail(body: "Another text.\r\n") })
        {
            Assert.Empty((await MailRecallMessage.ReadAsync(Encoding.UTF8.GetBytes(other), store.Outbox, CancellationToken.None)).OutboxIds);
        }
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

    private static async Task<MailLogStatus[]> LogAsync(TestStore store, MailLogFilter filter) =>
        [.. (await store.Store.Journal.ReadLogAsync(filter, null, 10, CancellationToken.None)).Entries.Select(entry => entry.Status)];

    private static async Task<string> ErrorAsync(Func<Task> work) => (await Assert.ThrowsAsync<MailOpsException>(work)).ErrorId;

    private static async Task<string> SnapshotAfterAsync(Func<Task> work, MemoryMailStore boxes)
    {
        await work();
        return boxes.Snapshot();
    }

    private sealed class Source(IMailStore boxes) : IMailStoreSource
    {
        public IMailStore? Open(string server) => server == "test:" ? boxes : null;
    }
}
