using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Mime;

namespace MailOps.Tests.Recall;

/// <summary>
/// Mailboxes in memory that behave as an IMAP server does: UIDs that only grow, UIDVALIDITY, moves of others between two operations. A hook
/// before every operation lets a test kill the process there, or change the mailbox under it.
/// </summary>
internal sealed class MemoryMailStore : IMailStore
{
    private readonly ConcurrentDictionary<string, Box> _boxes = new(StringComparer.OrdinalIgnoreCase);
    private long _uid;

    /// <summary>Called before (and, with a name that ends in "!", after) each operation that changes something, and at each open.</summary>
    public Action<string> Before { get; set; } = _ => { };

    public HashSet<string> Closed { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Box Add(string mailbox, params string[] folders)
    {
        var box = _boxes.GetOrAdd(mailbox, name => new Box(name));
        foreach (var folder in folders.Prepend("INBOX"))
        {
            box.Folders.TryAdd(folder, new Folder { Validity = Interlocked.Increment(ref _uid) });
        }

        return box;
    }

    public string Put(string mailbox, string folder, string message, MailFlags flags = MailFlags.None, DateTime? date = null, params string[] keywords)
    {
        var uid = Interlocked.Increment(ref _uid).ToString(CultureInfo.InvariantCulture);
        var items = Add(mailbox, folder).Folders[folder].Items;
        lock (items)
        {
            items.Add(new Item
            {
                Uid = uid,
                Content = Encoding.UTF8.GetBytes(message),
                Flags = MailFlagSet.Of(flags, keywords),
                Date = date ?? new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc),
            });
        }

        return uid;
    }

    public Folder FolderOf(string mailbox, string folder) => _boxes[mailbox].Folders[folder];

    public Box BoxOf(string mailbox) => _boxes[mailbox];

    /// <summary>Everything of all mailboxes but these, without UIDs: folder, flags, date, content.</summary>
    public string Snapshot(params string[] except) => string.Join(
        "\n",
        _boxes.Where(b => !except.Contains(b.Key)).OrderBy(b => b.Key, StringComparer.Ordinal).SelectMany(b => b.Value.Folders
            .OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value.Items.Select(i =>
                $"{b.Key}/{f.Key} {i.Flags} {i.Date:O} {Encoding.UTF8.GetString(i.Content)}").OrderBy(line => line, StringComparer.Ordinal))));

    public int Count(string mailbox) => _boxes.TryGetValue(mailbox, out var box) ? box.Folders.Values.Sum(f => f.Items.Count) : 0;

    public Task<MailboxSession> OpenAsync(string mailbox, CancellationToken cancellationToken)
    {
        Before("open " + mailbox);
        return Closed.Contains(mailbox)
            ? throw new MailOpsException("MailOps.Imap.AuthenticationFailed", MailOpsErrorKind.AccessDenied, "No.", "")
            : _boxes.TryGetValue(mailbox, out var box)
                ? Task.FromResult<MailboxSession>(new Session(this, box))
                : throw new MailOpsException("MailOps.Mailbox.NotFound", MailOpsErrorKind.NotFound, "There is no mailbox " + mailbox, "");
    }

    private static MailOpsException NoFolder(string folder) =>
        new("MailOps.Mailbox.FolderNotFound", MailOpsErrorKind.NotFound, "No folder " + folder, "");

    internal sealed class Box(string name)
    {
        public string Name => name;

        public ConcurrentDictionary<string, Folder> Folders { get; } = new(StringComparer.Ordinal);

        public void Rename(string before, string after)
        {
            Folders.TryRemove(before, out var folder);
            Folders[after] = folder!;
        }
    }

    internal sealed class Folder
    {
        public long Validity { get; set; }

        public List<Item> Items { get; } = [];

        public MailFolderUse Use { get; set; }
    }

    internal sealed class Item
    {
        public required string Uid { get; set; }

        public required byte[] Content { get; init; }

        public required MailFlagSet Flags { get; init; }

        public DateTime Date { get; init; }
    }

    private sealed class Session(MemoryMailStore store, Box box) : MailboxSession
    {
        public override string Mailbox => box.Name;

        public override bool IsUsable => true;

        public override Task<IReadOnlyList<MailFolder>> ListFoldersAsync(CancellationToken cancellationToken)
        {
            store.Before("list");
            return Task.FromResult<IReadOnlyList<MailFolder>>(
                [.. box.Folders.Select(f => new MailFolder { Name = f.Key, Separator = '/', Use = f.Value.Use })]);
        }

        public override Task<OpenMailFolder> OpenFolderAsync(string folder, MailFolderAccess access, CancellationToken cancellationToken)
        {
            store.Before("folder " + access);
            return box.Folders.TryGetValue(folder, out var found) ? Task.FromResult<OpenMailFolder>(new Open(store, box, folder, found, access)) : throw NoFolder(folder);
        }

        public override Task<bool> CreateFolderAsync(string folder, CancellationToken cancellationToken)
        {
            store.Before("create");
            store.Add(box.Name, folder);
            return Task.FromResult(true);
        }

        public override Task<MailLocation?> AppendAsync(
            string folder, ReadOnlyMemory<byte> message, MailFlagSet flags, DateTime? internalDate, CancellationToken cancellationToken)
        {
            store.Before("append");
            if (!box.Folders.TryGetValue(folder, out var target))
            {
                throw NoFolder(folder);
            }

            var uid = Interlocked.Increment(ref store._uid).ToString(CultureInfo.InvariantCulture);
            lock (target.Items)
            {
                target.Items.Add(new Item { Uid = uid, Content = message.ToArray(), Flags = flags, Date = internalDate ?? default });
            }

            store.Before("append!");
            return Task.FromResult<MailLocation?>(new MailLocation { Mailbox = box.Name, Folder = folder, UidValidity = target.Validity, Uid = uid });
        }

        public override Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask DisposeAsync() => default;
    }

    private sealed class Open(MemoryMailStore store, Box box, string name, Folder folder, MailFolderAccess access) : OpenMailFolder
    {
        private readonly long _validity = folder.Validity;

        public override MailFolderState State => new() { Name = name, Access = access, UidValidity = _validity, MessageCount = folder.Items.Count };

        public override Task<IReadOnlyList<string>> SearchAsync(MailSearch search, CancellationToken cancellationToken)
        {
            store.Before("search");
            return Task.FromResult<IReadOnlyList<string>>(
            [
                .. Items().Where(i => Holds(i, "Message-ID", search.MessageId) && Holds(i, search.HeaderName, search.HeaderText)).Select(i => i.Uid),
            ]);
        }

        public override async IAsyncEnumerable<MailItem> FetchAsync(
            IReadOnlyList<string> uids, MailFetch what, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            store.Before("fetch");
            await Task.Yield();
            foreach (var item in Items().Where(i => uids.Contains(i.Uid)))
            {
                yield return new MailItem
                {
                    Uid = item.Uid,
                    Flags = item.Flags,
                    InternalDate = item.Date,
                    Size = item.Content.Length,
                    Header = MimeReader.Read(item.Content).RawHeader,
                };
            }
        }

        public override Task<long> CopyToAsync(
            string uid, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken)
        {
            store.Before("read");
            var item = Items().FirstOrDefault(i => i.Uid == uid)
                ?? throw new MailOpsException("MailOps.Mailbox.MessageGone", MailOpsErrorKind.NotFound, "Gone.", "");
            var content = section.ToString() == "TEXT" ? MimeReader.Read(item.Content).RawBody.ToArray() : item.Content;
            destination.Write(content, 0, content.Length);
            return Task.FromResult((long)content.Length);
        }

        public override Task<IReadOnlyList<MailMove>> MoveAsync(IReadOnlyList<string> uids, string target, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task DeleteAsync(IReadOnlyList<string> uids, CancellationToken cancellationToken)
        {
            store.Before("delete");
            if (access != MailFolderAccess.Write || !box.Folders.TryGetValue(name, out var now) || now.Validity != _validity)
            {
                throw new MailOpsException("MailOps.Mailbox.FolderReplaced", MailOpsErrorKind.InvalidOperation, "Replaced.", "");
            }

            lock (folder.Items)
            {
                folder.Items.RemoveAll(i => uids.Contains(i.Uid));
            }

            store.Before("delete!");
            return Task.CompletedTask;
        }

        public override Task ChangeFlagsAsync(IReadOnlyList<string> uids, MailFlagSet add, MailFlagSet remove, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken) => throw new NotSupportedException();

        private List<Item> Items()
        {
            lock (folder.Items)
            {
                return [.. folder.Items];
            }
        }

        // As servers do: any part of the field, without case.
        private static bool Holds(Item item, string? header, string? text) => header is null || text is null
            || MimeReader.Read(item.Content).Headers.Any(h => h.Is(header) && h.Value.Contains(text, StringComparison.OrdinalIgnoreCase));
    }
}
