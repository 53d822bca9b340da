using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Outbox;
using MailOps.Recall;

namespace MailOps.Tests.Recall;

/// <summary>A mail that went to the wrong people, and a recall of it with every outcome that matters to what comes after.</summary>
internal static class WrongMail
{
    public const string Quarantine = "quarantine@corp.example";

    public static string Text(string extra = "", string subject = "Salaries") =>
        $"From: Chef <boss@corp.example>\r\nTo: all@corp.example, guest@elsewhere.example\r\nSubject: {subject}\r\nMessage-ID: <wrong-file@corp.example>\r\n"
        + $"Date: Sun, 01 Mar 2026 08:00:00 +0000\r\n{extra}\r\nSee https://files.corp.example/salaries.xlsx\r\n";

    public static MailOutbox Outbox(TestStore store) =>
        new(store.Store.Outbox, store.Store.Suppression, new MailOutboxOptions { Clock = store.Clock, Actor = "admin" });

    public static SentMailReader Reader(TestStore store) => new(store.Store.Recalls, store.Store.Outbox, store.Store.Journal);

    public static MailRecaller Recaller(TestStore store, IMailStore boxes, TimeSpan? reportAfter = null) => new(
        store.Store.Recalls, boxes, Outbox(store),
        new MailRecallerOptions { Clock = store.Clock, Actor = "admin", ReportAfter = reportAfter ?? TimeSpan.FromMinutes(5) });

    /// <summary>anna: taken, unread; ben: skipped, read; cleo: not found; dora: no access; guest: outside.</summary>
    public static async Task<MailRecall> RecallAsync(TestStore store, MemoryMailStore? boxes = null, Func<MailRecallRequest, MailRecallRequest>? change = null)
    {
        boxes ??= new MemoryMailStore();
        boxes.Add(Quarantine);
        boxes.Add("cleo@corp.example");
        boxes.Put("anna@corp.example", "INBOX", Text());
        boxes.Put("ben@corp.example", "INBOX", Text(), MailFlags.Seen);
        boxes.Closed.Add("dora@corp.example");
        var order = new MailRecallRequest
        {
            Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(Text())),
            Reason = "internal reason",
            Recipients = new TextList(
                new[] { "anna", "ben", "cleo", "dora" }.Select(n => n + "@corp.example").Append("guest@elsewhere.example")),
            SkipRead = true,
            QuarantineMailbox = Quarantine,
        };
        var recaller = Recaller(store, boxes);
        var plan = await recaller.PlanAsync(change?.Invoke(order) ?? order, CancellationToken.None);
        return await recaller.RunAsync(plan, null, CancellationToken.None);
    }

    public static async Task DeliverAsync(TestStore store, ScriptedTransport transport) =>
        await new QueueDispatcher(store.Outbox, transport, store.Clock).RunAsync(new DispatchOptions(), null, CancellationToken.None);
}
