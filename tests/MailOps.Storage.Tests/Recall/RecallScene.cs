using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Outbox;
using MailOps.Recall;
using Xunit;

namespace MailOps.Tests.Recall;

/// <summary>A mail to take back, the mailboxes it may lie in, and who takes it out of them.</summary>
internal static class RecallScene
{
    public const string Quarantine = "quarantine@corp.example";

    public static string Mail(string id = "wrong-file@corp.example", string from = "Chef <boss@corp.example>", string body = "See the attached file.\r\n", string extra = "") =>
        $"From: {from}\r\nTo: all@corp.example\r\nSubject: Salaries\r\nMessage-ID: <{id}>\r\nDate: Sun, 01 Mar 2026 08:00:00 +0000\r\n{extra}\r\n{body}";

    public static MailRecallRequest Order(params string[] recipients) => new()
    {
        Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(Mail())),
        Reason = "the wrong file",
        Recipients = new TextList(recipients),
        QuarantineMailbox = Quarantine,
    };

    public static MemoryMailStore Boxes(params string[] names)
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

    public static MailRecaller Recaller(TestStore store, IMailStore boxes, string actor = "admin", TimeSpan? reportAfter = null) => new(
        store.Store.Recalls, boxes, new MailOutbox(store.Store.Outbox, store.Store.Suppression, new MailOutboxOptions { Clock = store.Clock }),
        new MailRecallerOptions { Clock = store.Clock, Actor = actor, ThrottleLimit = 4, ReportAfter = reportAfter ?? TimeSpan.FromMinutes(5) });

    public static async Task<MailRecall> RunAsync(MailRecaller recaller, MailRecallRequest order) =>
        await recaller.RunAsync(await recaller.PlanAsync(order, CancellationToken.None), null, CancellationToken.None);

    public static MailRecallStatus StatusOf(MailRecall recall, string mailbox) => recall.Recipients.Single(r => r.Mailbox == mailbox).Status;

    public static async Task<string> ErrorAsync(Func<Task> work) => (await Assert.ThrowsAsync<MailOpsException>(work)).ErrorId;
}
