using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>A Maildir as a mailbox.</summary>
internal sealed class MaildirSession(string root, string mailbox, MailClock clock) : MailboxSession
{
    private static readonly string[] Parts = ["cur", "new", "tmp"];

    private MaildirFolder? _open;

    public override string Mailbox => mailbox;

    public override bool IsUsable => true;

    public MailClock Clock => clock;

    public bool IsOpen(MaildirFolder folder) => _open == folder;

    public override Task<IReadOnlyList<MailFolder>> ListFoldersAsync(CancellationToken cancellationToken) => MaildirFiles.Guard<IReadOnlyList<MailFolder>>(root, () =>
    [
        new MailFolder { Name = "INBOX", Separator = '.', Use = MailFolderUse.Inbox },
        .. Directory.GetDirectories(root, ".*").Where(MaildirStore.IsMaildir).OrderBy(d => d, StringComparer.Ordinal).Select(ToFolder),
    ]);

    public override Task<OpenMailFolder> OpenFolderAsync(string folder, MailFolderAccess access, CancellationToken cancellationToken)
    {
        var path = PathOf(folder);
        if (!MaildirStore.IsMaildir(path))
        {
            throw MailboxErrors.FolderNotFound(mailbox, folder, "");
        }

        return MaildirFiles.Guard<OpenMailFolder>(path, () => _open = new MaildirFolder(this, path, folder, access));
    }

    public override Task<bool> CreateFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var path = PathOf(folder);
        return MaildirFiles.Guard(path, () =>
        {
            var isNew = !MaildirStore.IsMaildir(path);
            foreach (var part in Parts)
            {
                Directory.CreateDirectory(Path.Combine(path, part));
            }

            if (isNew)
            {
                // The mark of a Maildir++ folder: deliveries count towards the quota of the one above.
                File.WriteAllText(Path.Combine(path, "maildirfolder"), "");
                Subscribe(Path.GetFileName(path).TrimStart('.'));
            }

            return isNew;
        });
    }

    public override Task<MailLocation?> AppendAsync(
        string folder, ReadOnlyMemory<byte> message, MailFlagSet flags, DateTime? internalDate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flags);
        var path = PathOf(folder);
        if (!MaildirStore.IsMaildir(path))
        {
            throw MailboxErrors.FolderNotFound(mailbox, folder, "");
        }

        return MaildirFiles.Guard<MailLocation?>(path, () =>
        {
            var keywords = MaildirKeywords.Of(path).FindLetters(flags.Keywords) ?? throw MailboxErrors.NotSupported("new keywords in a Maildir");
            var name = new MaildirName(MaildirFiles.NewUnique(clock), "");
            var temporary = Path.Combine(path, "tmp", name.Unique);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(message.ToArray(), 0, message.Length);
                file.Flush(flushToDisk: true);
            }

            if (internalDate is { } date)
            {
                File.SetLastWriteTimeUtc(temporary, date.ToUniversalTime());
            }

            File.Move(temporary, flags.IsEmpty ? Path.Combine(path, "new", name.Unique) : Path.Combine(path, "cur", name.With(flags.Flags, keywords)));
            return new MailLocation { Mailbox = mailbox, Folder = folder, Uid = name.Unique };
        });
    }

    public override Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask DisposeAsync() => default;

    /// <summary>The path of a folder.</summary>
    public string PathOf(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (string.Equals(folder, "INBOX", StringComparison.OrdinalIgnoreCase))
        {
            return root;
        }

        // ".." or a slash would lead out of the Maildir; names with other signs are written as servers do.
        var encoded = ModifiedUtf7.Encode(folder);
        return encoded.AsSpan().IndexOfAny('/', '\\', '\0') >= 0 || encoded.StartsWith('.') || encoded.EndsWith('.')
            || encoded.Contains("..") || folder.Any(char.IsControl)
            ? throw MailboxErrors.InvalidName("folder", folder)
            : Path.Combine(root, "." + encoded);
    }

    private static MailFolder ToFolder(string path)
    {
        var wire = Path.GetFileName(path).Substring(1);
        return new MailFolder
        {
            Name = ModifiedUtf7.TryDecode(wire, out var name) ? name : wire.Replace("&", "&\uFFFD"),
            Separator = '.',
            Use = wire switch
            {
                "Sent" or "Sent Items" or "Sent Messages" => MailFolderUse.Sent,
                "Drafts" => MailFolderUse.Drafts,
                "Trash" or "Deleted Items" or "Deleted Messages" => MailFolderUse.Trash,
                "Junk" or "Spam" or "Junk E-mail" => MailFolderUse.Junk,
                "Archive" => MailFolderUse.Archive,
                _ => MailFolderUse.None,
            },
        };
    }

    // Where there is a list of subscriptions, mail programs show what is on it.
    private void Subscribe(string wireName)
    {
        var list = Path.Combine(root, "subscriptions");
        if (File.Exists(list))
        {
            File.AppendAllText(list, wireName.Replace('.', File.ReadLines(list).FirstOrDefault()?.StartsWith("V\t2", StringComparison.Ordinal) == true ? '\t' : '.') + "\n");
        }
    }
}
