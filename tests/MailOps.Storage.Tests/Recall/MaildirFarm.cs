using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Tests.Servers;

namespace MailOps.Tests.Recall;

/// <summary>
/// A Dovecot with many mailboxes whose files are written by hand: the wrong mail in the inbox, read, passed on, moved into folders, deleted, or
/// absent, among other mail, some of which only looks like it. What is there is read back from the disk and told by doveadm.
/// </summary>
internal sealed class MaildirFarm : IDisposable
{
    public const string Quarantine = "quarantine@example.test";
    public const string MessageId = "wrong-file@corp.example";
    public const string Boss = "boss@example.test";

    private static readonly DateTime Epoch = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly RealServer _server;
    private readonly int _messages;

    public MaildirFarm(int mailboxes, int messages)
    {
        _messages = messages;
        Addresses = [.. Enumerable.Range(0, mailboxes).Select(AddressOf)];
        var names = Addresses.Append(Quarantine).Select(address => address.Split('@')[0] + ":secret");
        _server = RealServer.Start(
            "dovecot-up", new Dictionary<string, string> { ["USERS"] = string.Join(" ", names) });
        Parallel.For(0, mailboxes, Fill);
        if (ServerScripts.Run("/usr/bin/id", ["-u"]).Output.Trim() == "0")
        {
            ServerScripts.Run("/bin/chown", ["-R", "mail:mail", _server.PathOf("mail")]);
        }
    }

    public List<string> Addresses { get; }

    /// <summary>The port of IMAP with TLS from the first byte.</summary>
    public int Port => _server.Port + 1;

    /// <summary>The order to take the wrong mail back from so many mailboxes.</summary>
    public static MailRecallRequest Order(int mailboxes) => new()
    {
        Message = MailRecallMessage.Read(Encoding.UTF8.GetBytes(RecallScene.Mail(MessageId, Boss))),
        Reason = "test",
        Recipients = new TextList(Enumerable.Range(0, mailboxes).Select(AddressOf)),
        OwnDomains = new TextList(["example.test"]),
        QuarantineMailbox = Quarantine,
        Count = mailboxes,
    };

    /// <summary>Folder, letters of the flags, date and content of every message; the unique name too, where it is not the wrong mail.</summary>
    public (string Others, string Wrong) Snapshot()
    {
        var others = new List<string>[Addresses.Count];
        var wrong = new List<string>[Addresses.Count];
        Parallel.For(0, Addresses.Count, i => (others[i], wrong[i]) = Read(Addresses[i]));
        return (string.Join("\n", others.SelectMany(lines => lines)), string.Join("\n", wrong.SelectMany(lines => lines)));
    }

    /// <summary>What doveadm finds under the Message-ID: mailbox, folder, flags, author, date of receipt.</summary>
    public List<(string User, string Folder, string Flags, string From, string Received)> AskDoveadm(string? user = null)
    {
        var result = ServerScripts.Run(
            "/usr/bin/doveadm",
            [
                "-f", "tab", "-c", _server.PathOf("dovecot.conf"), "fetch", .. user is null ? new[] { "-A" } : ["-u", user],
                "\"user mailbox flags hdr.from date.received hdr.message-id\"", "header", "message-id", MessageId,
            ]);
        return
        [
            .. result.Output.Split('\n').Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length >= 6)
                .Select(c => c.Skip(c.Length - 6).ToArray()).Where(c => c[5] == "<" + MessageId + ">").Select(c => (c[0], c[1], Flags(c[2]), c[3], c[4])).Order(),
        ];
    }

    /// <summary>What a recall must say of each mailbox, by what doveadm found before.</summary>
    public List<MailRecallStatus> Expect(List<(string User, string Folder, string Flags, string From, string Received)> found) => Addresses.ConvertAll(address =>
    {
        var flags = found.Where(f => f.User == address && f.From == Boss).Select(f => f.Flags).ToList();
        return flags.Count == 0 ? MailRecallStatus.NotFound
            : flags.Exists(f => f.Contains("$Forwarded", StringComparison.Ordinal)) ? MailRecallStatus.Forwarded
            : flags.Exists(f => f.Contains("\\Seen", StringComparison.Ordinal)) ? MailRecallStatus.Recalled
            : MailRecallStatus.RecalledUnread;
    });

    public void Dispose()
    {
        // Hundreds of thousands of files take longer to delete than a script may run.
        ServerScripts.Run("server-down", [_server.Folder]);
        Parallel.ForEach(Directory.GetDirectories(_server.PathOf("mail")), box => Directory.Delete(box, recursive: true));
        _server.Dispose();
    }

    // Whether a session has seen it yet is no flag that anybody set.
    private static string Flags(string text) => string.Join(" ", text.Split(' ').Where(f => f != "\\Recent").OrderBy(f => f, StringComparer.Ordinal));

    private static string AddressOf(int number) => string.Format(CultureInfo.InvariantCulture, "u{0}@example.test", number);

    private void Fill(int number)
    {
        var root = PathOf(Addresses[number]);
        File.WriteAllText(Path.Combine(root, "dovecot-keywords"), "0 $Forwarded\n");
        for (var i = 0; i < _messages; i++)
        {
            var text = RecallScene.Mail($"{i}.{Addresses[number]}", Boss, $"Mail {i}\r\n");
            Put(root, i % 3 == 0 ? ".Work" : "", i, i % 5 == 0 ? null : new[] { "", "S", "F", "RS", "aS" }[i % 5], text);
        }

        var wrong = RecallScene.Mail(MessageId, Boss);
        switch (number % 9)
        {
            case 0:
                Put(root, "", 10_000, null, wrong);
                break;
            case 1:
                // Somebody else's mail with the same Message-ID, and one whose Message-ID holds this one, are not this mail.
                Put(root, "", 10_000, "FS", wrong);
                Put(root, "", 10_001, "", RecallScene.Mail(MessageId, "mallory@example.test"));
                Put(root, "", 10_002, "", RecallScene.Mail("x-" + MessageId, Boss));
                break;
            case 2:
                Put(root, ".Work", 10_000, "", wrong);
                break;
            case 3:
                Put(root, "", 10_000, "Sa", wrong);
                break;
            case 4:
                Put(root, ".Projects.2026", 10_000, "S", wrong);
                break;
            case 5:
                Put(root, ".Trash", 10_000, "S", wrong);
                break;
            case 6:
                Put(root, "", 10_000, "T", wrong);
                break;
            case 7:
                Put(root, "", 10_000, null, wrong);
                Put(root, ".Archive", 10_000, "S", wrong);
                break;
        }
    }

    // As Dovecot writes it: lines end in LF, the date of receipt is that of the file; without flags it has not been seen by any session.
    private static void Put(string root, string folder, int number, string? flags, string text)
    {
        var box = Path.Combine(root, folder);
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(box, part));
        }

        var name = string.Format(CultureInfo.InvariantCulture, "{0}.M{1}.test", 1_735_689_600 + number, number);
        var path = Path.Combine(box, flags is null ? "new" : "cur", flags is null ? name : name + ":2," + flags);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n")));
        File.SetLastWriteTimeUtc(path, Epoch.AddMinutes(number));
    }

    private (List<string> Others, List<string> Wrong) Read(string address)
    {
        var root = PathOf(address);
        List<string> others = [];
        List<string> wrong = [];
        foreach (var path in Directory.GetDirectories(root, ".*").Append(root).SelectMany(box => Directory.GetFiles(Path.Combine(box, "cur")).Concat(Directory.GetFiles(Path.Combine(box, "new")))))
        {
            var (unique, flags) = Split(Path.GetFileName(path));
            var content = File.ReadAllBytes(path);
            using var sha = SHA256.Create();
            var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))!);
            var facts = $"{address}/{folder} {flags} {File.GetLastWriteTimeUtc(path):u} {Convert.ToBase64String(sha.ComputeHash(content))}";
            var isWrong = Encoding.UTF8.GetString(content).Contains("Message-ID: <" + MessageId + ">", StringComparison.Ordinal)
                && !Encoding.UTF8.GetString(content).Contains("mallory", StringComparison.Ordinal);
            (isWrong ? wrong : others).Add(isWrong ? facts : facts + " " + unique);
        }

        others.Sort(StringComparer.Ordinal);
        wrong.Sort(StringComparer.Ordinal);
        return (others, wrong);
    }

    private static (string Unique, string Flags) Split(string name)
    {
        var at = name.IndexOf(":2,", StringComparison.Ordinal);
        return at < 0 ? (name, "") : (name.Substring(0, at), new string([.. name.Substring(at + 3).OrderBy(c => c)]));
    }

    private string PathOf(string address) => _server.PathOf("mail", address, "Maildir");
}
