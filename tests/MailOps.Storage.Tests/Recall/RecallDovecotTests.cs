using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Recall;
using MailOps.Tests.Servers;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Recall;

/// <summary>A recall in the mailboxes of a real Dovecot, as its master user; undone, every mailbox is as it was.</summary>
[Trait("Category", "Servers")]
public sealed class RecallDovecotTests(ITestOutputHelper output)
{
    private const string Quarantine = "quarantine@example.test";

    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public Task A_mail_is_taken_back_from_25_mailboxes_and_put_back() => RunAsync(25, 20);

    [SkippableFact]
    [Trait("Category", "Long")]
    public Task A_mail_is_taken_back_from_500_mailboxes_and_put_back() => RunAsync(500, 400);

    private async Task RunAsync(int mailboxes, int messages)
    {
        ServerScripts.Require("Dovecot", "/usr/sbin/dovecot");
        var names = Enumerable.Range(0, mailboxes).Select(i => $"u{i}").ToList();
        using var server = RealServer.Start(
            "dovecot-up", new Dictionary<string, string> { ["USERS"] = string.Join(" ", names.Append("quarantine").Select(n => n + ":secret")) });
        await using var store = await TestStore.OpenAsync(MailClock.System);
        var boxes = new ImapMailStore(new ImapOptions
        {
            Host = "127.0.0.1",
            Port = server.Port + 1,
            Credential = MailCredential.WithPassword("admin", "adminpw"),
            MasterSeparator = "*",
            DangerousAcceptAnyCertificate = true,
        });
        var addresses = names.ConvertAll(n => n + "@example.test");
        await Parallel.ForEachAsync(
            addresses.Select((a, i) => (a, i)), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (box, _) => await FillAsync(boxes, box.a, box.i, messages));
        var before = await SnapshotAsync(boxes, addresses, withRecalled: true);
        var others = await SnapshotAsync(boxes, addresses, withRecalled: false);

        var recaller = new MailRecaller(store.Store.Recalls, boxes, null, new MailRecallerOptions { ThrottleLimit = 16 });
        var plan = await recaller.PlanAsync(
            new MailRecallRequest
            {
                Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(Wrong)),
                Reason = "test",
                Recipients = new TextList(addresses),
                OwnDomains = new TextList(["example.test"]),
                QuarantineMailbox = Quarantine,
                Count = mailboxes,
            },
            None);
        Assert.Equal(before, await SnapshotAsync(boxes, addresses, withRecalled: true));
        var watch = Stopwatch.StartNew();
        var recall = await recaller.RunAsync(plan, null, None);
        output.WriteLine($"{mailboxes} mailboxes of {messages}: {watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, {recall.Summary}");

        for (var i = 0; i < mailboxes; i++)
        {
            Assert.Equal(ExpectedOf(i), recall.Recipients[i].Status);
        }

        Assert.Equal(others, await SnapshotAsync(boxes, addresses, withRecalled: true));
        await recaller.UndoAsync(recall.Id, null, None);
        Assert.Equal(before, await SnapshotAsync(boxes, addresses, withRecalled: true));
        Assert.Null(MailRecallAudit.FindBreak(await store.Store.Recalls.ReadAuditAsync(null, None)));
    }

    private static string Wrong => RecallTests.Mail(from: "boss@example.test");

    // Unread, read, in a sub-folder, passed on, absent.
    private static MailRecallStatus ExpectedOf(int mailbox) => (mailbox % 5) switch
    {
        0 => MailRecallStatus.RecalledUnread,
        1 => MailRecallStatus.Recalled,
        2 => MailRecallStatus.RecalledUnread,
        3 => MailRecallStatus.Forwarded,
        _ => MailRecallStatus.NotFound,
    };

    private static async Task FillAsync(ImapMailStore boxes, string address, int number, int messages)
    {
        await using var session = await boxes.OpenAsync(address, None);
        await session.CreateFolderAsync("Work", None);
        for (var i = 0; i < messages; i++)
        {
            var text = RecallTests.Mail($"{i}.{address}", "boss@example.test", $"Mail {i}\r\n");
            var date = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i);
            await session.AppendAsync(i % 3 == 0 ? "Work" : "INBOX", Encoding.UTF8.GetBytes(text), MailFlagSet.Of((MailFlags)(i % 4)), date, None);
        }

        var (folder, flags) = (number % 5) switch
        {
            0 => ("INBOX", MailFlagSet.None),
            1 => ("INBOX", MailFlagSet.Of(MailFlags.Seen | MailFlags.Flagged)),
            2 => ("Work", MailFlagSet.None),
            3 => ("INBOX", MailFlagSet.Of(MailFlags.Seen, "$Forwarded")),
            _ => ("", MailFlagSet.None),
        };
        if (folder.Length > 0)
        {
            await session.AppendAsync(folder, Encoding.UTF8.GetBytes(Wrong), flags, new DateTime(2025, 6, 1, 12, 34, 56, DateTimeKind.Utc), None);
        }
    }

    private static async Task<string> SnapshotAsync(ImapMailStore boxes, IReadOnlyList<string> addresses, bool withRecalled)
    {
        var lines = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (address, _) =>
        {
            await using var session = await boxes.OpenAsync(address, None);
            foreach (var folder in await session.ListFoldersAsync(None))
            {
                var open = await session.OpenFolderAsync(folder.Name, MailFolderAccess.Read, None);
                var uids = await open.SearchAsync(MailSearch.Everything, None);
                if (uids.Count == 0)
                {
                    continue;
                }

                await foreach (var item in open.FetchAsync(uids, MailFetch.Facts with { ContentLimit = 65536 }, None))
                {
                    var content = Encoding.UTF8.GetString(item.Content.Span);
                    if (withRecalled || !content.Contains("<wrong-file@corp.example>", StringComparison.Ordinal))
                    {
                        lines.Add($"{address}/{folder.Name} {string.Join(' ', item.Flags!.ToString().Split(' ').Order(StringComparer.Ordinal))} {item.InternalDate:O} {content}");
                    }
                }
            }
        });
        return string.Join("\n", lines.Order(StringComparer.Ordinal));
    }
}
