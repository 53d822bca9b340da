using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MailOps.Tests;

/// <summary>Maildirs in a folder of their own, <c>domain/user</c>, for commands that open mailboxes.</summary>
internal sealed class Maildirs : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mailops-maildir-").FullName;

    /// <summary>What <c>--maildir</c> takes.</summary>
    public string Pattern => Path.Combine(Folder, "%d", "%n");

    public string Store => Path.Combine(Folder, "store.db");

    public static string Mail(string id, string to = "anna@corp.example", string body = "Hello.") =>
        $"From: Chef <boss@corp.example>\r\nTo: {to}\r\nSubject: Salaries\r\nMessage-ID: <{id}>\r\nDate: Sun, 01 Mar 2026 08:00:00 +0000\r\n\r\n{body}\r\n";

    /// <summary>Puts a mail into a mailbox; a name with <c>:2,</c> lies in cur and has flags.</summary>
    public void Put(string address, string name, string content, string folder = "")
    {
        var box = Path.Combine(PathOf(address), folder);
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(PathOf(address), part));
            Directory.CreateDirectory(Path.Combine(box, part));
        }

        if (name.Length > 0)
        {
            File.WriteAllBytes(Path.Combine(box, name.Contains(':', StringComparison.Ordinal) ? "cur" : "new", name), Encoding.UTF8.GetBytes(content));
        }
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The files of a mailbox, by folder and letters of their flags, without their unique names.</summary>
    public string[] List(string address) =>
    [
        .. Directory.GetFiles(PathOf(address), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(Path.GetDirectoryName(f)) is "cur" or "new")
            .Select(f => Path.GetRelativePath(PathOf(address), Path.GetDirectoryName(f)!) + (f.Contains(":2,", StringComparison.Ordinal) ? f[f.LastIndexOf(":2,", StringComparison.Ordinal)..] : ""))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string PathOf(string address) => Path.Combine(Folder, address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], address[..address.IndexOf('@', StringComparison.Ordinal)]);
}
