using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>
/// The quarantine of one recall: a folder of an admin's mailbox. Each copy in it begins with a field that names recall, recipient and copy, so
/// that a process that was killed between putting a copy there and noting it finds the copy again and puts none there twice.
/// </summary>
internal sealed class RecallQuarantine(IMailStore mailboxes, MailRecall recall) : IAsyncDisposable
{
    public const string Field = "X-MailOps-Recall";

    private const string NamePrefix = "Recall-";

    private const int MaxSize = 256 * 1024 * 1024;

    private readonly ConcurrentBag<MailboxSession> _idle = [];
    private readonly SemaphoreSlim _making = new(1, 1);
    private bool _isMade;

    /// <summary>The name of a folder for a quarantine.</summary>
    /// <param name="at">When the recall was ordered.</param>
    /// <param name="marker">What marks its copies.</param>
    public static string NameFor(DateTime at, string marker) =>
        string.Format(CultureInfo.InvariantCulture, "{0}{1:yyyyMMdd}-{2}", NamePrefix, at, marker.Remove(8));

    /// <summary>Whether a folder has the name of a quarantine.</summary>
    public static bool IsName(string folder) => folder.StartsWith(NamePrefix, StringComparison.Ordinal) && folder.Length == NamePrefix.Length + 17;

    /// <summary>Puts a copy of an open folder into quarantine, if it is not there yet.</summary>
    public Task<MailLocation> PutAsync(
        OpenMailFolder source, MailRecallRecipient recipient, MailRecallCopy copy, CancellationToken cancellationToken) => UseAsync(
        async session =>
        {
            var mark = MarkOf(recipient, copy);
            if (copy.State == MailRecallCopyState.Copying && await FindAsync(session, mark, cancellationToken).ConfigureAwait(false) is { } there)
            {
                return there;
            }

            var content = await ReadAsync(source, copy.Uid, cancellationToken).ConfigureAwait(false);
            var marked = MessageHeader.Prepend(content.Span, Field, mark + "; mailbox=" + Uri.EscapeDataString(recipient.Mailbox));
            var put = await session.AppendAsync(recall.QuarantineFolder, marked, FlagsFor(copy), copy.ReceivedAt, cancellationToken).ConfigureAwait(false);
            return put ?? await FindAsync(session, mark, cancellationToken).ConfigureAwait(false)
                ?? throw MailboxErrors.MessageGone(recall.QuarantineMailbox, recall.QuarantineFolder, mark);
        },
        cancellationToken);

    /// <summary>Looks for a copy; null when it is not there.</summary>
    public Task<MailLocation?> FindAsync(MailRecallRecipient recipient, MailRecallCopy copy, CancellationToken cancellationToken) =>
        UseAsync(session => FindAsync(session, MarkOf(recipient, copy), cancellationToken), cancellationToken);

    /// <summary>Reads a copy as it was before; null when it is not there.</summary>
    public Task<ReadOnlyMemory<byte>?> TakeAsync(MailRecallRecipient recipient, MailRecallCopy copy, CancellationToken cancellationToken) => UseAsync(
        async session =>
        {
            if (await FindAsync(session, MarkOf(recipient, copy), cancellationToken).ConfigureAwait(false) is not { } place)
            {
                return (ReadOnlyMemory<byte>?)null;
            }

            var folder = await session.OpenFolderAsync(recall.QuarantineFolder, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
            var marked = await ReadAsync(folder, place.Uid, cancellationToken).ConfigureAwait(false);
            return marked.Slice(marked.Span.IndexOf((byte)'\n') + 1);
        },
        cancellationToken);

    /// <summary>Deletes a copy from quarantine; one that is gone is no failure.</summary>
    public Task DropAsync(MailRecallRecipient recipient, MailRecallCopy copy, CancellationToken cancellationToken) => UseAsync(
        async session =>
        {
            if (await FindAsync(session, MarkOf(recipient, copy), cancellationToken).ConfigureAwait(false) is { } place)
            {
                var folder = await session.OpenFolderAsync(recall.QuarantineFolder, MailFolderAccess.Write, cancellationToken).ConfigureAwait(false);
                if (folder.State.UidValidity == place.UidValidity)
                {
                    await folder.DeleteAsync([place.Uid], cancellationToken).ConfigureAwait(false);
                }
            }

            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session))
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _making.Dispose();
    }

    /// <summary>Reads a whole message, up to a size that memory can hold.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(OpenMailFolder folder, string uid, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await folder.CopyToAsync(uid, MailSection.Whole, stream, 0, MaxSize, cancellationToken).ConfigureAwait(false);
        return stream.Length < MaxSize ? stream.ToArray() : throw RecallErrors.TooLarge(folder.State.Name, MaxSize);
    }

    // All flags and keywords are kept in the store. Here \Deleted would invite somebody's expunge, and a keyword may not be known to this folder.
    private static MailFlagSet FlagsFor(MailRecallCopy copy) => MailFlagSet.Of(copy.Flags.Flags & ~MailFlags.Deleted);

    private string MarkOf(MailRecallRecipient recipient, MailRecallCopy copy) =>
        FormattableString.Invariant($"{recall.Marker}.{recipient.Number}.{copy.Number}");

    private async Task<MailLocation?> FindAsync(MailboxSession session, string mark, CancellationToken cancellationToken)
    {
        var folder = await session.OpenFolderAsync(recall.QuarantineFolder, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
        var uids = await folder.SearchAsync(new MailSearch { HeaderName = Field, HeaderText = mark }, cancellationToken).ConfigureAwait(false);
        if (uids.Count == 0)
        {
            return null;
        }

        List<string> exact = [];
        await foreach (var item in folder.FetchAsync(uids, new MailFetch { HeaderFields = new TextList([Field]) }, cancellationToken).ConfigureAwait(false))
        {
            if (MimeReader.Read(item.Header).Headers[Field] is { } value && value.StartsWith(mark + ";", StringComparison.Ordinal))
            {
                exact.Add(item.Uid);
            }
        }

        return exact.Count == 0 ? null : new MailLocation
        {
            Mailbox = recall.QuarantineMailbox,
            Folder = recall.QuarantineFolder,
            UidValidity = folder.State.UidValidity,
            Uid = exact[0],
        };
    }

    private async Task<T> UseAsync<T>(Func<MailboxSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var session))
        {
            session = await mailboxes.OpenAsync(recall.QuarantineMailbox, cancellationToken).ConfigureAwait(false);
        }

        var isWhole = false;
        try
        {
            await MakeAsync(session, cancellationToken).ConfigureAwait(false);
            var result = await work(session).ConfigureAwait(false);
            isWhole = session.IsUsable;
            return result;
        }
        finally
        {
            if (isWhole)
            {
                _idle.Add(session);
            }
            else
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task MakeAsync(MailboxSession session, CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isMade)
            {
                await session.CreateFolderAsync(recall.QuarantineFolder, cancellationToken).ConfigureAwait(false);
                _isMade = true;
            }
        }
        finally
        {
            _making.Release();
        }
    }
}
