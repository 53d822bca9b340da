using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Recall;

/// <summary>
/// One visit to one mailbox: find the copies, take each out, say what is known. Every step is stored before it is taken and after, so that a
/// visit that was killed anywhere is taken up by the next one, and a repeat changes nothing.
/// </summary>
internal sealed class RecallVisit(RecallContext context, RecallLocator locator)
{
    private const int MaxTurns = 3;

    /// <param name="recipient">Whose mailbox.</param>
    /// <param name="deadline">Ends the visit where it is; the next one takes it up.</param>
    /// <param name="stop">Interrupts.</param>
    public async Task<MailRecallRecipient> RunAsync(MailRecallRecipient recipient, ReportDeadline deadline, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        var cancellationToken = both.Token;
        var state = recipient with { Attempts = recipient.Attempts + 1 };
        try
        {
            var session = await context.Mailboxes.OpenAsync(recipient.Mailbox, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                for (var turn = 1; ; turn++)
                {
                    try
                    {
                        state = await TakeAsync(session, state, saved => state = saved, cancellationToken).ConfigureAwait(false);
                        break;
                    }
                    catch (MailOpsException e) when (turn < MaxTurns && session.IsUsable && RecallFaults.IsMoved(e))
                    {
                        // Renamed, deleted or rebuilt under us: look again. What is noted so far stays noted.
                    }
                }
            }
        }
        catch (MailOpsException e) when (RecallFaults.IsRefusal(e))
        {
            state = state with { Status = MailRecallStatus.NoAccess, Detail = e.Message, NextAt = null };
        }
        catch (MailOpsException e) when (e.ErrorId == "MailOps.Mailbox.NotFound")
        {
            state = context.Again(state, MailRecallStatus.NotFound, e.Message);
        }
        catch (MailOpsException e) when (!e.ErrorId.StartsWith("MailOps.Store.", StringComparison.Ordinal))
        {
            state = context.Again(state, MailRecallStatus.Pending, e.Message);
        }
        catch (OperationCanceledException) when (deadline.IsOver && !stop.IsCancellationRequested)
        {
            state = context.Again(state, MailRecallStatus.Pending, RecallTexts.NoAnswer.Current);
        }

        return await context.SaveAsync(state, "visited", stop).ConfigureAwait(false);
    }

    private async Task<MailRecallRecipient> TakeAsync(
        MailboxSession session, MailRecallRecipient recipient, Action<MailRecallRecipient> note, CancellationToken cancellationToken)
    {
        var sight = await locator.LocateAsync(session, cancellationToken).ConfigureAwait(false);
        var state = recipient with
        {
            WasForwarded = recipient.WasForwarded ?? sight.WasForwarded,
            Copies = await ReconcileAsync(recipient, sight.Copies, cancellationToken).ConfigureAwait(false),
        };
        if (sight.MostInOneFolder > context.Recall.CopiesPerFolder)
        {
            return state with
            {
                Status = MailRecallStatus.Failed,
                Detail = RecallErrors.TooManyCopies(state.Mailbox, sight.MostInOneFolder).Message,
                NextAt = null,
            };
        }

        for (var i = 0; i < state.Copies.Count; i++)
        {
            if (IsToTake(state.Copies[i], sight))
            {
                state = await TakeCopyAsync(session, state, i, note, cancellationToken).ConfigureAwait(false);
            }
        }

        return Judge(state, sight);
    }

    private bool IsToTake(MailRecallCopy copy, RecallSight sight) =>
        sight.Copies.Any(found => IsSamePlace(found, copy)) && (context.Recall.IncludesRead || !copy.IsRead || copy.State != MailRecallCopyState.Found);

    private async Task<MailRecallRecipient> TakeCopyAsync(
        MailboxSession session, MailRecallRecipient state, int index, Action<MailRecallRecipient> note, CancellationToken cancellationToken)
    {
        async Task SetAsync(MailRecallCopy changed, string action)
        {
            state = await context.SaveAsync(
                state with { Copies = [.. state.Copies.Select((copy, i) => i == index ? changed : copy)] }, action, cancellationToken).ConfigureAwait(false);
            note(state);
        }

        var copy = state.Copies[index];
        var folder = await session.OpenFolderAsync(copy.Folder, MailFolderAccess.Write, cancellationToken).ConfigureAwait(false);
        if (folder.State.UidValidity != copy.UidValidity)
        {
            throw MailboxErrors.FolderReplaced(state.Mailbox, copy.Folder, copy.UidValidity, folder.State.UidValidity);
        }

        if (context.Recall.Mode == MailRecallMode.Permanent)
        {
            await SetAsync(copy with { State = MailRecallCopyState.Deleting }, "deleting").ConfigureAwait(false);
        }
        else if (copy.State != MailRecallCopyState.Copied)
        {
            var before = copy;
            await SetAsync(copy with { State = MailRecallCopyState.Copying }, "copying").ConfigureAwait(false);
            var place = await context.Quarantine.PutAsync(folder, state, before, cancellationToken).ConfigureAwait(false);
            await SetAsync(copy with { State = MailRecallCopyState.Copied, Quarantine = place }, "copied").ConfigureAwait(false);
        }

        await folder.DeleteAsync([copy.Uid], cancellationToken).ConfigureAwait(false);
        await SetAsync(state.Copies[index] with { State = MailRecallCopyState.Taken }, "taken").ConfigureAwait(false);
        return state;
    }

    /// <summary>Brings what was noted together with what is there now.</summary>
    private async Task<IReadOnlyList<MailRecallCopy>> ReconcileAsync(
        MailRecallRecipient recipient, IReadOnlyList<MailRecallCopy> found, CancellationToken cancellationToken)
    {
        var free = found.ToList();
        List<MailRecallCopy> result = [.. recipient.Copies];
        for (var i = 0; i < result.Count; i++)
        {
            var at = IsOpen(result[i]) ? free.FindIndex(copy => IsSamePlace(copy, result[i])) : -1;
            if (at >= 0)
            {
                result[i] = result[i] with { Flags = free[at].Flags, ReceivedAt = free[at].ReceivedAt, Size = free[at].Size };
                free.RemoveAt(at);
            }
        }

        for (var i = 0; i < result.Count; i++)
        {
            if (!IsOpen(result[i]) || found.Any(copy => IsSamePlace(copy, result[i])))
            {
                continue;
            }

            if (FindMoved(free, result[i]) is var moved and >= 0)
            {
                result[i] = result[i] with
                {
                    Folder = free[moved].Folder,
                    UidValidity = free[moved].UidValidity,
                    Uid = free[moved].Uid,
                    Flags = free[moved].Flags,
                    ReceivedAt = free[moved].ReceivedAt,
                    Size = free[moved].Size,
                };
                free.RemoveAt(moved);
            }
            else
            {
                result[i] = await SettleAsync(recipient, result[i], cancellationToken).ConfigureAwait(false);
            }
        }

        var number = result.Count;
        result.AddRange(free.Select(copy => copy with { Number = number++ }));
        return result;
    }

    // A renamed folder keeps its UIDs. Where nothing was done to a copy yet, one found elsewhere may stand for it; once it is in quarantine
    // it may not, or a second copy would be deleted that has none there.
    private static int FindMoved(List<MailRecallCopy> free, MailRecallCopy copy)
    {
        var same = free.FindIndex(other => other.Uid == copy.Uid && other.UidValidity == copy.UidValidity);
        return same >= 0 || copy.State != MailRecallCopyState.Found || free.Count == 0 ? same : 0;
    }

    // A copy that is not in the mailbox any more: taken by us before a kill, or removed by somebody else.
    private async Task<MailRecallCopy> SettleAsync(MailRecallRecipient recipient, MailRecallCopy copy, CancellationToken cancellationToken)
    {
        var place = copy.Quarantine;
        if (copy.State == MailRecallCopyState.Copying)
        {
            place = await context.Quarantine.FindAsync(recipient, copy, cancellationToken).ConfigureAwait(false);
        }

        var isTaken = place is not null || copy.State == MailRecallCopyState.Deleting;
        return copy with { State = isTaken ? MailRecallCopyState.Taken : MailRecallCopyState.Gone, Quarantine = place };
    }

    private MailRecallRecipient Judge(MailRecallRecipient state, RecallSight sight)
    {
        var left = state.Copies.Where(copy => copy.State == MailRecallCopyState.Found).ToList();
        var taken = state.Copies.Where(copy => copy.State == MailRecallCopyState.Taken).ToList();
        if (left.Count > 0)
        {
            return state with { Status = MailRecallStatus.SkippedRead, Detail = "", NextAt = null };
        }

        if (taken.Count > 0)
        {
            var status = state.WasForwarded == true ? MailRecallStatus.Forwarded
                : taken.Any(copy => copy.IsRead) ? MailRecallStatus.Recalled
                : MailRecallStatus.RecalledUnread;
            return state with { Status = status, Detail = "", NextAt = null };
        }

        return context.Again(state, MailRecallStatus.NotFound, sight.Others > 0 ? RecallTexts.OnlyOthers.Current : "");
    }

    private static bool IsOpen(MailRecallCopy copy) => copy.State is MailRecallCopyState.Found or MailRecallCopyState.Copying
        or MailRecallCopyState.Copied or MailRecallCopyState.Deleting;

    private static bool IsSamePlace(MailRecallCopy one, MailRecallCopy other) => one.Uid == other.Uid
        && one.UidValidity == other.UidValidity && string.Equals(one.Folder, other.Folder, StringComparison.Ordinal);
}
