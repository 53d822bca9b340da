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
using static MailOps.Tests.Recall.RecallScene;

namespace MailOps.Tests.Recall;

public sealed class RecallTests
{
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

    private static async Task<MailLogStatus[]> LogAsync(TestStore store, MailLogFilter filter) =>
        [.. (await store.Store.Journal.ReadLogAsync(filter, null, 10, CancellationToken.None)).Entries.Select(entry => entry.Status)];
}
