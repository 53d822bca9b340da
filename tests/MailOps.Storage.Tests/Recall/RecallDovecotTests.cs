using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Recall;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Recall;

/// <summary>What a real server makes of odd names, and of deleting where it cannot expunge a single message.</summary>
[Trait("Category", "Servers")]
public sealed class RecallDovecotTests : IDisposable
{
    private const string Anna = "anna@example.test";
    private const string Quarantine = "quarantine@example.test";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "recall-" + Guid.NewGuid().ToString("N"));
    private RealServer? _server;

    public RecallDovecotTests() => Directory.CreateDirectory(_folder);

    public void Dispose()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task Without_MOVE_and_UIDPLUS_nothing_but_the_matching_message_is_expunged()
    {
        var boxes = Start("protocol imap {\n  imap_capability = IMAP4rev1 SASL-IR LITERAL+ ENABLE IDLE NAMESPACE\n}\n");
        await using var store = await TestStore.OpenAsync(MailClock.System);
        await PutAsync(boxes, "INBOX", RecallScene.Mail(from: "boss@example.test"), MailFlags.None);
        var other = await PutAsync(boxes, "INBOX", RecallScene.Mail("other@example.test", "boss@example.test"), MailFlags.Deleted);

        // The owner has marked another mail: an EXPUNGE would take it along.
        var recaller = Recaller(store, boxes);
        var plan = await recaller.PlanAsync(Order(RecallScene.Mail(from: "boss@example.test")) with { Mode = MailRecallMode.Permanent }, None);
        var refused = await recaller.RunAsync(plan, null, None);
        Assert.Equal(MailRecallStatus.Pending, refused.Recipients.Single().Status);
        Assert.NotEmpty(refused.Recipients.Single().Detail);
        Assert.Equal(["", "\\Deleted"], await FlagsAsync(boxes));

        await using (var session = await boxes.OpenAsync(Anna, None))
        {
            var inbox = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
            await inbox.ChangeFlagsAsync([other!.Uid], MailFlagSet.Of(MailFlags.Flagged), MailFlagSet.Of(MailFlags.Deleted), None);
        }

        var done = await recaller.ResumeAsync(refused.Id, onlyDue: false, null, None);
        Assert.Equal(MailRecallStatus.RecalledUnread, done.Recipients.Single().Status);
        Assert.Equal(["\\Flagged"], await FlagsAsync(boxes));
    }

    [SkippableTheory]
    [InlineData("wrong-file@corp.example")]
    [InlineData("we\"ird*[x]%(y)\\z{5}@corp.example")]
    [InlineData("a<b>c@corp.example")]
    [InlineData("no-at-sign * OR ALL")]
    public async Task Odd_Message_IDs_and_names_of_folders_are_taken_as_they_are(string id)
    {
        var boxes = Start("");
        await using var store = await TestStore.OpenAsync(MailClock.System);
        string[] folders = ["INBOX", "He said \"no\"", "back\\slash", "Gr\u00F6\u00DFe & Ma\u00DF &-", "\u65E5\u672C\u8A9E", "( {5} )"];
        foreach (var folder in folders)
        {
            await PutAsync(boxes, folder, RecallScene.Mail(id, "boss@example.test"), MailFlags.Seen);
            await PutAsync(boxes, folder, RecallScene.Mail("x" + id, "boss@example.test"), MailFlags.Flagged);
        }

        var before = await ListAsync(boxes);
        var recaller = Recaller(store, boxes);
        var recall = await recaller.RunAsync(await recaller.PlanAsync(Order(RecallScene.Mail(id, "boss@example.test")), None), null, None);
        Assert.Equal(MailRecallStatus.Recalled, recall.Recipients.Single().Status);
        Assert.Equal(folders.Order(StringComparer.Ordinal), recall.Recipients.Single().Copies.Select(c => c.Folder).Order(StringComparer.Ordinal));
        Assert.Equal(before.Where(line => line.EndsWith("\\Flagged", StringComparison.Ordinal)), await ListAsync(boxes));
        await recaller.UndoAsync(recall.Id, null, None);
        Assert.Equal(before, await ListAsync(boxes));
    }

    private static MailRecaller Recaller(TestStore store, ImapMailStore boxes) => new(store.Store.Recalls, boxes, null);

    private static MailRecallRequest Order(string mail) => new()
    {
        Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(mail)),
        Reason = "test",
        Recipients = new TextList([Anna]),
        QuarantineMailbox = Quarantine,
    };

    private static async Task<MailLocation?> PutAsync(ImapMailStore boxes, string folder, string mail, MailFlags flags)
    {
        await using var session = await boxes.OpenAsync(Anna, None);
        await session.CreateFolderAsync(folder, None);
        return await session.AppendAsync(folder, Encoding.UTF8.GetBytes(mail), MailFlagSet.Of(flags), null, None)
            ?? (await session.OpenFolderAsync(folder, MailFolderAccess.Read, None) is var open
                ? new MailLocation { Mailbox = Anna, Folder = folder, UidValidity = open.State.UidValidity, Uid = (await open.SearchAsync(MailSearch.Everything, None))[^1] }
                : null);
    }

    private static async Task<string[]> FlagsAsync(ImapMailStore boxes) =>
        [.. (await ListAsync(boxes)).Select(line => line.Substring(line.IndexOf('|') + 1)).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> ListAsync(ImapMailStore boxes)
    {
        List<string> lines = [];
        await using var session = await boxes.OpenAsync(Anna, None);
        foreach (var folder in await session.ListFoldersAsync(None))
        {
            var open = await session.OpenFolderAsync(folder.Name, MailFolderAccess.Read, None);
            var uids = await open.SearchAsync(MailSearch.Everything, None);
            if (uids.Count > 0)
            {
                await foreach (var item in open.FetchAsync(uids, MailFetch.Facts, None))
                {
                    lines.Add($"{folder.Name}|{item.Flags}");
                }
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private ImapMailStore Start(string extra)
    {
        ServerScripts.Require("Dovecot", "/usr/sbin/dovecot");
        var file = Path.Combine(_folder, "extra.conf");
        File.WriteAllText(file, extra);
        _server = RealServer.Start("dovecot-up", new Dictionary<string, string> { ["USERS"] = "anna:secret quarantine:secret", ["EXTRA"] = file });
        return RecallFarmTests.Open(_server.Port + 1);
    }
}
