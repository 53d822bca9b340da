using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>
/// A folder of a Maildir. UIDs are the unique parts of the names of files, which never come again, so it needs no UIDVALIDITY. A file that
/// somebody renames between looking and opening (a flag was set) is looked for again.
/// </summary>
internal sealed class MaildirFolder : OpenMailFolder
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);

    private readonly MaildirSession _session;
    private readonly string _path;
    private SortedDictionary<string, string> _files;

    public MaildirFolder(MaildirSession session, string path, string name, MailFolderAccess access)
    {
        _session = session;
        _path = path;
        _files = MaildirFiles.List(path);
        State = new MailFolderState { Name = name, Access = access, MessageCount = _files.Count };
    }

    public override MailFolderState State { get; }

    public override Task<IReadOnlyList<string>> SearchAsync(MailSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        RequireOpen(MailFolderAccess.Read);
        return MaildirFiles.Guard<IReadOnlyList<string>>(_path, () =>
        {
            _files = MaildirFiles.List(_path);
            return [.. _files.Keys.Where(uid => MaildirSearch.Matches(uid, Locate, search, cancellationToken))];
        });
    }

    public override async IAsyncEnumerable<MailItem> FetchAsync(
        IReadOnlyList<string> uids, MailFetch what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(what);
        foreach (var uid in uids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RequireOpen(MailFolderAccess.Read);
            if (await MaildirFiles.Guard(_path, () => MaildirContent.Read(uid, Locate, what)).ConfigureAwait(false) is { } item)
            {
                yield return item;
            }
        }
    }

    public override async Task<long> CopyToAsync(
        string uid, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequireOpen(MailFolderAccess.Read);
        using var file = await MaildirFiles.Guard(_path, () => MaildirContent.Open(uid, Locate)).ConfigureAwait(false)
            ?? throw MailboxErrors.MessageGone(_session.Mailbox, State.Name, uid);
        return await MaildirContent.CopyAsync(file, section, destination, offset, count, cancellationToken).ConfigureAwait(false);
    }

    public override Task<IReadOnlyList<MailMove>> MoveAsync(IReadOnlyList<string> uids, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uids);
        RequireOpen(MailFolderAccess.Write);
        var folder = _session.PathOf(target);
        if (!MaildirStore.IsMaildir(folder))
        {
            throw MailboxErrors.FolderNotFound(_session.Mailbox, target, "");
        }

        return MaildirFiles.Guard<IReadOnlyList<MailMove>>(_path, () =>
        {
            List<MailMove> moved = [];
            foreach (var uid in uids.Distinct(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();

                // File.Move refuses to replace a file: of two messages with one name none is lost.
                if (TryRename(uid, file => Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(file))))
                {
                    moved.Add(new MailMove { Uid = uid, Target = new MailLocation { Mailbox = _session.Mailbox, Folder = target, Uid = uid } });
                }
            }

            return moved;
        });
    }

    public override Task DeleteAsync(IReadOnlyList<string> uids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uids);
        RequireOpen(MailFolderAccess.Write);
        return MaildirFiles.Guard(_path, () =>
        {
            foreach (var uid in uids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Locate(uid) is { } file)
                {
                    File.Delete(file);
                }
            }

            return true;
        });
    }

    public override Task ChangeFlagsAsync(
        IReadOnlyList<string> uids, MailFlagSet add, MailFlagSet remove, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(remove);
        RequireOpen(MailFolderAccess.Write);
        return MaildirFiles.Guard(_path, () =>
        {
            var keywords = MaildirKeywords.Of(_path);
            var added = keywords.FindLetters(add.Keywords) ?? throw MailboxErrors.NotSupported("new keywords in a Maildir");
            var removed = keywords.FindLetters(remove.Keywords.Where(k => keywords.FindLetters([k]) is not null))!;
            foreach (var uid in uids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                TryRename(uid, file =>
                {
                    var name = MaildirName.Parse(Path.GetFileName(file));
                    return Path.Combine(_path, "cur", name.With((name.Flags | add.Flags) & ~remove.Flags, name.Keywords.Except(removed).Concat(added)));
                });
            }

            return true;
        });
    }

    public override async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        RequireOpen(MailFolderAccess.Read);
        var end = _session.Clock.Elapsed + time;
        while (true)
        {
            var now = await MaildirFiles.Guard(_path, () => MaildirFiles.List(_path)).ConfigureAwait(false);
            if (now.Keys.Any(uid => !_files.ContainsKey(uid)))
            {
                return true;
            }

            var left = end - _session.Clock.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await _session.Clock.Delay(left < PollEvery ? left : PollEvery, cancellationToken).ConfigureAwait(false);
        }
    }

    // Where a message is now; null when it is gone.
    private string? Locate(string uid)
    {
        if (!_files.TryGetValue(uid, out var file) || !File.Exists(file))
        {
            _files = MaildirFiles.List(_path);
            _files.TryGetValue(uid, out file);
        }

        return file;
    }

    private bool TryRename(string uid, Func<string, string> nameFor)
    {
        for (var attempt = 0; attempt < 3 && Locate(uid) is { } file; attempt++)
        {
            var name = nameFor(file);
            if (name == file)
            {
                return true;
            }

            try
            {
                File.Move(file, name);
                _files.Remove(uid);
                return true;
            }
            catch (FileNotFoundException)
            {
                // Renamed by somebody else at this moment.
            }
        }

        return false;
    }

    private void RequireOpen(MailFolderAccess access)
    {
        if (!_session.IsOpen(this))
        {
            throw MailboxErrors.FolderClosed(State.Name);
        }

        if (access == MailFolderAccess.Write && State.Access != MailFolderAccess.Write)
        {
            throw MailboxErrors.ReadOnly(_session.Mailbox, State.Name);
        }
    }
}
