using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Mime;
using MailOps.Outbox;
using MailOps.Recall;
using Xunit;

namespace MailOps.Tests.Recall;

/// <summary>The first report comes in time, whatever a server does, and reaches those who asked for it and nobody else.</summary>
public sealed class RecallReportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static MailRecallRequest WithReport(MailRecallRequest order) => order with
    {
        ReportTo = new TextList(["boss@corp.example", "Desk <desk@corp.example>"]),
        ReportFrom = "Recalls <it@corp.example>",
        ReportServer = "relay.corp.example",
    };

    private static async Task<List<DelayedMail>> QueuedAsync(TestStore store)
    {
        List<DelayedMail> mails = [];
        await foreach (var mail in WrongMail.Outbox(store).ListAsync(new OutboxFilter(), None))
        {
            mails.Add(mail);
        }

        return mails;
    }

    [Fact]
    public async Task A_mailbox_whose_server_hangs_does_not_hold_the_first_report_back()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = new MemoryMailStore();
        var hanging = new HangingStore(boxes, "anna@corp.example");
        boxes.Add(WrongMail.Quarantine);
        boxes.Put("anna@corp.example", "INBOX", WrongMail.Text());
        boxes.Put("ben@corp.example", "INBOX", WrongMail.Text());
        var recaller = WrongMail.Recaller(store, hanging);
        var order = WithReport(new MailRecallRequest
        {
            Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(WrongMail.Text())),
            Reason = "wrong",
            Recipients = new TextList(["anna@corp.example", "ben@corp.example"]),
            QuarantineMailbox = WrongMail.Quarantine,
        });
        var began = store.Clock.UtcNow;

        var plan = await UntilAlarmAsync(store, hanging, recaller.PlanAsync(order, None));
        Assert.Equal(MailRecallStatus.Pending, plan.Recipients[0].Status);
        Assert.Equal(MailRecallStatus.RecalledUnread, plan.Recipients[1].Status);
        var recall = await UntilAlarmAsync(store, hanging, recaller.RunAsync(plan, null, None));

        Assert.True(store.Clock.UtcNow - began < TimeSpan.FromMinutes(5));
        Assert.Equal(MailRecallState.Pending, recall.State);
        Assert.Equal((MailRecallStatus.Pending, true, 1), (recall.Recipients[0].Status, recall.Recipients[0].IsPending, recall.Recipients[0].Attempts));
        Assert.NotEqual("", recall.Recipients[0].Detail);
        Assert.Equal(MailRecallStatus.RecalledUnread, recall.Recipients[1].Status);
        var report = Assert.Single(await QueuedAsync(store));
        Assert.Equal("Recall 1, first report, 1 pending: Salaries", report.Subject);

        // Once the server answers again, it goes on, and the final report follows.
        hanging.Hangs = false;
        store.ManualClock.Advance(TimeSpan.FromMinutes(2));
        recall = await recaller.ResumeAsync(recall.Id, onlyDue: true, null, None);
        Assert.Equal(MailRecallState.Completed, recall.State);
        Assert.Equal(["Recall 1, final report: Salaries", "Recall 1, first report, 1 pending: Salaries"], (await QueuedAsync(store)).Select(m => m.Subject));
    }

    [Fact]
    public async Task The_requester_gets_each_report_once_and_a_recipient_none()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = new MemoryMailStore();
        var recall = await WrongMail.RecallAsync(store, boxes, WithReport);
        await WrongMail.Recaller(store, boxes).ResumeAsync(recall.Id, onlyDue: false, null, None);

        var mail = Assert.Single(await QueuedAsync(store));

        Assert.Equal(["boss@corp.example", "desk@corp.example"], mail.To);
        Assert.Equal(("it@corp.example", "relay.corp.example", store.Clock.UtcNow), (mail.From, mail.Server, mail.DueAt));
        var message = MimeReader.Read((await store.Outbox.ReadContentAsync(mail.Id, None))!.Value);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        var text = message.Parts[0].GetText();
        Assert.Contains("cleo@corp.example: Not found so far", text);
        Assert.Contains("dora@corp.example: No access", text);
        Assert.Equal("recall-1.html", message.Parts[1].FileName);
        Assert.Contains("cleo@corp.example", message.Parts[1].GetText());

        store.ManualClock.Advance(TimeSpan.FromHours(25));
        await WrongMail.Recaller(store, boxes).ResumeAsync(recall.Id, onlyDue: true, null, None);
        Assert.Equal(2, (await QueuedAsync(store)).Count);
    }

    [Fact]
    public async Task What_is_final_at_once_is_told_once()
    {
        await using var store = await TestStore.OpenAsync();
        await WrongMail.RecallAsync(store, null, order => WithReport(order) with { Recipients = new TextList(["anna@corp.example"]) });
        Assert.Equal("Recall 1, final report: Salaries", Assert.Single(await QueuedAsync(store)).Subject);
    }

    [Fact]
    public async Task Without_an_address_nobody_is_written_to()
    {
        await using var store = await TestStore.OpenAsync();
        var recall = await WrongMail.RecallAsync(store);
        Assert.Empty(recall.ReportTo);
        Assert.Empty(await QueuedAsync(store));
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_before_anything_is_taken()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = new MemoryMailStore();
        var error = await Assert.ThrowsAsync<MailOpsException>(() => WrongMail.RecallAsync(store, boxes, o => o with { ReportTo = new TextList(["nobody"]) }));
        Assert.Equal("MailOps.Address.Invalid", error.ErrorId);
        Assert.Equal(1, boxes.Count("anna@corp.example"));
    }

    [Fact]
    public async Task A_store_keeps_whom_to_tell()
    {
        await using var store = await TestStore.OpenAsync();
        var id = (await WrongMail.RecallAsync(store, null, WithReport)).Id;
        var recall = (await store.Store.Recalls.FindAsync(id, None))!;
        Assert.Equal(["boss@corp.example", "Desk <desk@corp.example>"], recall.ReportTo);
        Assert.Equal(("Recalls <it@corp.example>", "relay.corp.example"), (recall.ReportFrom, recall.ReportServer));
    }

    [Theory]
    [InlineData("en-GB", "2 recipients are pending", "does not mean that somebody opened the mail")]
    [InlineData("de-DE", "2 Empfänger stehen noch aus", "heißt nicht, dass jemand die Mail geöffnet hat")]
    public async Task The_page_names_who_is_pending_and_runs_nothing(string language, string pending, string caveat)
    {
        await using var store = await TestStore.OpenAsync();
        var recall = await WrongMail.RecallAsync(store);
        var evil = recall with
        {
            Subject = "<script>alert(1)</script>\u202E",
            Reason = "<img src=x>",
            Recipients = [.. recall.Recipients, recall.Recipients[0] with { Mailbox = "<b>\u001b@x", Detail = "<i>", NextAt = store.Clock.UtcNow }],
        };
        var page = new StringWriter();
        MailRecallReport.WriteHtml([evil], page, CultureInfo.GetCultureInfo(language));

        var text = page.ToString();
        Assert.Contains(pending, text);
        Assert.Contains(caveat, text);
        Assert.Contains("cleo@corp.example", text);
        foreach (var active in new[] { "<script", "<img", "<b>", "<i>", "src=\"", "href=", "\u202E", "\u001b" })
        {
            Assert.DoesNotContain(active, text, StringComparison.Ordinal);
        }
    }

    // Turns the clock only when the hanging mailbox is all that is left.
    private static async Task<T> UntilAlarmAsync<T>(TestStore store, HangingStore hanging, Task<T> task)
    {
        await TestStore.UntilAsync(() => hanging.Waiting > 0 && store.ManualClock.PendingWaits > 0);
        for (var i = 0; i < 100 && hanging.Waiting > 0; i++)
        {
            store.ManualClock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20);
        }

        return await task;
    }

    /// <summary>A store one of whose mailboxes never answers; only being cancelled ends the wait.</summary>
    private sealed class HangingStore(IMailStore inner, string mailbox) : IMailStore
    {
        private int _waiting;

        public bool Hangs { get; set; } = true;

        public int Waiting => Volatile.Read(ref _waiting);

        public async Task<MailboxSession> OpenAsync(string name, CancellationToken cancellationToken)
        {
            if (Hangs && name == mailbox)
            {
                Interlocked.Increment(ref _waiting);
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    Interlocked.Decrement(ref _waiting);
                }
            }

            return await inner.OpenAsync(name, cancellationToken);
        }
    }
}
