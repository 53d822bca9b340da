using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Recall;

/// <summary>Puts the copies of one mailbox back, with flags and dates; also after a kill at any point.</summary>
internal sealed class RecallRestore(RecallContext context, RecallLocator locator)
{
    private const string Inbox = "INBOX";

    public static bool IsNeeded(MailRecallRecipient recipient) => recipient.Copies.Any(IsOpen);

    public async Task<MailRecallRecipient> RunAsync(MailRecallRecipient recipient, CancellationToken cancellationToken)
    {
        var state = recipient with { Attempts = recipient.Attempts + 1, NextAt = null };
        try
        {
            var session = await context.Mailboxes.OpenAsync(recipient.Mailbox, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                for (var i = 0; i < state.Copies.Count; i++)
                {
                    if (IsOpen(state.Copies[i]))
                    {
                        state = await PutBackAsync(session, state, i, cancellationToken).ConfigureAwait(false);
                    }
                }
            }

            state = state.Copies.Any(copy => copy.State == MailRecallCopyState.Restored)
                ? state with { Status = MailRecallStatus.Restored, Detail = "" }
                : state;
        }
        catch (MailOpsException e) when (!e.ErrorId.StartsWith("MailOps.Store.", StringComparison.Ordinal))
        {
            state = state with { Detail = e.Message };
        }

        return await context.SaveAsync(state, "restored", cancellationToken).ConfigureAwait(false);
    }

    // Restored with a place in quarantine: put back, and the copy there is still to be dropped.
    private static bool IsOpen(MailRecallCopy copy) =>
        copy.State is MailRecallCopyState.Taken or MailRecallCopyState.Restoring && copy.Quarantine is not null
        || copy is { State: MailRecallCopyState.Restored, Quarantine: not null };

    private async Task<MailRecallRecipient> PutBackAsync(
        MailboxSession session, MailRecallRecipient state, int index, CancellationToken cancellationToken)
    {
        async Task SetAsync(MailRecallCopy changed, string action) => state = await context.SaveAsync(
            state with { Copies = [.. state.Copies.Select((copy, i) => i == index ? changed : copy)] }, action, cancellationToken).ConfigureAwait(false);

        if (state.Copies[index].State != MailRecallCopyState.Restored)
        {
            var copy = state.Copies[index];
            var folder = await OpenAsync(session, copy.Folder, cancellationToken).ConfigureAwait(false);
            var there = copy.State == MailRecallCopyState.Restoring
                ? await FindPutBackAsync(folder, state, cancellationToken).ConfigureAwait(false)
                : null;
            if (there is null)
            {
                if (await context.Quarantine.TakeAsync(state, copy, cancellationToken).ConfigureAwait(false) is not { } content)
                {
                    return state with { Detail = RecallTexts.NotInQuarantine.Current };
                }

                await SetAsync(copy with { State = MailRecallCopyState.Restoring }, "restoring").ConfigureAwait(false);
                var put = await session.AppendAsync(folder.State.Name, content, copy.Flags, copy.ReceivedAt, cancellationToken).ConfigureAwait(false);
                there = copy with
                {
                    Folder = folder.State.Name, Uid = put?.Uid ?? "", UidValidity = put?.UidValidity ?? folder.State.UidValidity,
                };
            }

            await SetAsync(
                copy with { State = MailRecallCopyState.Restored, Folder = there.Folder, Uid = there.Uid, UidValidity = there.UidValidity },
                "put back").ConfigureAwait(false);
        }

        await context.Quarantine.DropAsync(state, state.Copies[index], cancellationToken).ConfigureAwait(false);
        await SetAsync(state.Copies[index] with { Quarantine = null }, "released").ConfigureAwait(false);
        return state;
    }

    // Where the folder is gone the inbox takes it: somebody will see it there.
    private static async Task<OpenMailFolder> OpenAsync(MailboxSession session, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await session.OpenFolderAsync(folder, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (session.IsUsable && RecallFaults.IsMoved(e) && folder != Inbox)
        {
            return await session.OpenFolderAsync(Inbox, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
        }
    }

    // Killed after putting it back and before noting so: a match that no other copy accounts for is this one.
    private async Task<MailRecallCopy?> FindPutBackAsync(OpenMailFolder folder, MailRecallRecipient state, CancellationToken cancellationToken)
    {
        var (found, _) = await locator.LookIntoAsync(folder, cancellationToken).ConfigureAwait(false);
        HashSet<string> known = new(
            state.Copies.Where(copy => copy.State is MailRecallCopyState.Restored or MailRecallCopyState.Found).Select(copy => copy.Uid), StringComparer.Ordinal);
        return found.FirstOrDefault(copy => !known.Contains(copy.Uid));
    }
}
