using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Mailboxes;
using MailOps.Mime;

namespace MailOps.Recall;

/// <summary>Finds a mail in a mailbox, reading only: no flag, no <c>\Seen</c>, no <c>\Recent</c> changes.</summary>
internal sealed class RecallLocator(MessageKey key, string messageId, string sender, string bodyHash)
{
    private const int MaxRestarts = 3;

    private static readonly MailFetch Facts = MailFetch.Facts with { HeaderFields = MessageKey.Fields };

    public static RecallLocator For(MailRecall recall) =>
        new(new MessageKey(recall.MessageId, recall.Sender), recall.MessageId, recall.Sender, recall.BodyHash);

    public static RecallLocator For(MailRecallMessage message) =>
        new(new MessageKey(message.MessageId, message.Sender), message.MessageId, message.Sender, message.BodyHash);

    public async Task<RecallSight> LocateAsync(MailboxSession session, CancellationToken cancellationToken)
    {
        for (var restart = 1; ; restart++)
        {
            try
            {
                return await LookAsync(session, restart >= MaxRestarts, cancellationToken).ConfigureAwait(false);
            }
            catch (MailOpsException e) when (restart < MaxRestarts && session.IsUsable && RecallFaults.IsMoved(e))
            {
                // A folder was renamed, deleted or rebuilt between two steps: what was seen so far may be seen again elsewhere.
            }
        }
    }

    /// <summary>The copies in a folder that is open.</summary>
    public async Task<(List<MailRecallCopy> Copies, int Others)> LookIntoAsync(OpenMailFolder folder, CancellationToken cancellationToken)
    {
        List<MailRecallCopy> copies = [];
        var others = 0;
        if (folder.State.MessageCount == 0)
        {
            return (copies, others);
        }

        var uids = await folder.SearchAsync(new MailSearch { MessageId = messageId }, cancellationToken).ConfigureAwait(false);
        if (uids.Count == 0)
        {
            return (copies, others);
        }

        List<MailItem> items = [];
        await foreach (var item in folder.FetchAsync(uids, Facts, cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        foreach (var item in items)
        {
            // The server looked for a part of the field: the whole decides.
            var headers = MimeReader.Read(item.Header).Headers;
            if (!key.HasId(headers) || (RecallQuarantine.IsName(folder.State.Name) && headers[RecallQuarantine.Field] is not null))
            {
                // Another mail, or one that a recall has taken: an admin whose mailbox holds the quarantine may be a recipient too.
                continue;
            }

            if (key.IsMatch(headers) && await HasBodyAsync(folder, item.Uid, cancellationToken).ConfigureAwait(false))
            {
                copies.Add(ToCopy(folder.State, item));
            }
            else
            {
                others++;
            }
        }

        return (copies, others);
    }

    private async Task<RecallSight> LookAsync(MailboxSession session, bool skipMissing, CancellationToken cancellationToken)
    {
        var folders = await session.ListFoldersAsync(cancellationToken).ConfigureAwait(false);
        List<MailRecallCopy> copies = [];
        var others = 0;
        foreach (var folder in folders.Where(MayHoldReceived))
        {
            OpenMailFolder open;
            try
            {
                open = await session.OpenFolderAsync(folder.Name, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
            }
            catch (MailOpsException e) when (skipMissing && session.IsUsable && RecallFaults.IsMoved(e))
            {
                continue;
            }

            var (found, strangers) = await LookIntoAsync(open, cancellationToken).ConfigureAwait(false);
            copies.AddRange(found);
            others += strangers;
        }

        var forwarded = copies.Any(copy => copy.Flags.Has(MailFlagSet.Forwarded))
            || (copies.Count > 0 && await WasPassedOnAsync(session, folders, cancellationToken).ConfigureAwait(false));
        return new RecallSight { Copies = copies, Others = others, WasForwarded = forwarded ? true : null };
    }

    // What the owner wrote himself is not what he received; a view shows messages that lie elsewhere.
    private static bool MayHoldReceived(MailFolder folder) =>
        folder.IsSelectable && !folder.IsView && (folder.Use & (MailFolderUse.Sent | MailFolderUse.Drafts)) == 0;

    private async Task<bool> HasBodyAsync(OpenMailFolder folder, string uid, CancellationToken cancellationToken)
    {
        if (bodyHash.Length == 0)
        {
            return true;
        }

        using var sink = new RecallBodyHash.Sink();
        await folder.CopyToAsync(uid, MailSection.Body, sink, 0, null, cancellationToken).ConfigureAwait(false);
        return sink.Finish() == bodyHash;
    }

    private async Task<bool> WasPassedOnAsync(MailboxSession session, IReadOnlyList<MailFolder> folders, CancellationToken cancellationToken)
    {
        foreach (var folder in folders.Where(f => f.IsSelectable && (f.Use & MailFolderUse.Sent) != 0))
        {
            OpenMailFolder open;
            try
            {
                open = await session.OpenFolderAsync(folder.Name, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
            }
            catch (MailOpsException e) when (session.IsUsable && RecallFaults.IsMoved(e))
            {
                // Then nothing is known, which is what the answer says.
                continue;
            }

            foreach (var field in new[] { "References", "In-Reply-To" })
            {
                var search = new MailSearch { HeaderName = field, HeaderText = messageId };
                var uids = await open.SearchAsync(search, cancellationToken).ConfigureAwait(false);
                if (uids.Count > 0 && await GoesToOthersAsync(open, uids, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // An answer to the author alone passes nothing on.
    private async Task<bool> GoesToOthersAsync(OpenMailFolder folder, IReadOnlyList<string> uids, CancellationToken cancellationToken)
    {
        var what = new MailFetch { HeaderFields = new TextList(["To", "Cc", "Bcc"]) };
        var found = false;
        await foreach (var item in folder.FetchAsync(uids, what, cancellationToken).ConfigureAwait(false))
        {
            found |= MimeReader.Read(item.Header).Headers.SelectMany(header => MailAddressList.Parse(header.UnfoldedValue))
                .Any(entry => entry.Address is { Length: > 0 } address && !address.Equals(sender, StringComparison.OrdinalIgnoreCase));
        }

        return found;
    }

    private static MailRecallCopy ToCopy(MailFolderState folder, MailItem item) => new()
    {
        Folder = folder.Name,
        UidValidity = folder.UidValidity,
        Uid = item.Uid,
        Flags = item.Flags ?? MailFlagSet.None,
        ReceivedAt = item.InternalDate,
        Size = item.Size ?? 0,
    };
}

/// <summary>What was seen in a mailbox.</summary>
internal sealed record RecallSight
{
    public required IReadOnlyList<MailRecallCopy> Copies { get; init; }

    /// <summary>Messages with the same Message-ID but another author or body.</summary>
    public int Others { get; init; }

    public bool? WasForwarded { get; init; }

    /// <summary>How many copies the folder has that has most.</summary>
    public int MostInOneFolder => Copies.Count == 0 ? 0 : Copies.GroupBy(copy => copy.Folder, StringComparer.Ordinal).Max(group => group.Count());
}

/// <summary>What failures of a mailbox mean for a recall.</summary>
internal static class RecallFaults
{
    /// <summary>The mailbox refuses the account. A secret that is not at hand says nothing about the mailbox, and may be there later.</summary>
    public static bool IsRefusal(MailOpsException e) =>
        e.Kind == MailOpsErrorKind.AccessDenied && e.ErrorId is not ("MailOps.Net.SecretUnavailable" or "MailOps.Outbox.SecretUnavailable" or "MailOps.Intake.NoToken");

    /// <summary>Something is not where it was a moment ago: looking again helps.</summary>
    public static bool IsMoved(MailOpsException e) =>
        e.ErrorId is "MailOps.Mailbox.FolderNotFound" or "MailOps.Mailbox.FolderReplaced" or "MailOps.Mailbox.MessageGone";
}
