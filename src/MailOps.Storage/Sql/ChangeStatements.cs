using System;
using System.Collections.Generic;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Cancels, reschedules, suspends and resumes.</summary>
internal static class ChangeStatements
{
    /// <summary>Says what a change would do, or with a scope does it.</summary>
    public static List<DeliveryChange> Change(SqlSession session, OutboxChange change, DateTime now, WriteScope? scope)
    {
        List<DeliveryChange> results = [];
        foreach (var id in change.Ids)
        {
            if (MessageState.Read(session, id) is not { } message)
            {
                continue;
            }

            if (change.Kind == OutboxChangeKind.Remove)
            {
                RemoveMessage(session, scope, message, results);
            }
            else
            {
                ChangeMessage(session, change, now, scope, message, results);
            }
        }

        return results;
    }

    private static void RemoveMessage(
        SqlSession session, WriteScope? scope, MessageState message, List<DeliveryChange> results)
    {
        var erases = ErasureStatements.CanErase(message);
        foreach (var row in DeliveryRow.ReadAll(session, message.Id))
        {
            results.Add(Result(message, row, row.Facts) with { Changed = erases, WasErased = message.IsErased });
        }

        if (scope is not null && erases)
        {
            ErasureStatements.Erase(scope, message.Id);
        }
    }

    private static void ChangeMessage(
        SqlSession session, OutboxChange change, DateTime now, WriteScope? scope, MessageState message, List<DeliveryChange> results)
    {
        var key = change.Address is null ? null : AddressKey.Of(change.Address);
        var fault = change.Kind == OutboxChangeKind.Approve && (message.Waits & WaitReasons.Approval) != 0
            ? ApprovalStatements.FindFault(session, change, message)
            : ApprovalFault.None;
        var missed = change.Kind is OutboxChangeKind.Approve or OutboxChangeKind.Resume
            ? MissedRule.Judge(message.IfMissed, message.DueAt, now)
            : MissedAction.Send;
        var waits = fault == ApprovalFault.None ? DeliveryTransitions.Waits(change.Kind, message.Waits) : message.Waits;
        if (change.Kind == OutboxChangeKind.Approve && missed == MissedAction.Hold && waits != message.Waits)
        {
            // Who approves has read the mail and not the clock: whether it should still go is asked once more. A resume is that answer.
            waits |= WaitReasons.Missed;
        }

        var dueAt = change.Kind is OutboxChangeKind.Resume or OutboxChangeKind.Approve ? now + message.UndoWindow : change.DueAt ?? now + change.Delay;
        var isBraked = message.Campaign.Length > 0 && CampaignStatements.IsBraked(session, message.Campaign);
        var isHeldAnew = false;
        var isMoved = false;
        foreach (var row in DeliveryRow.ReadAll(session, message.Id))
        {
            if (key is not null && row.AddressKey != key)
            {
                continue;
            }

            var after = DeliveryTransitions.Change(change.Kind, row.Facts, waits, dueAt, now);
            if (missed == MissedAction.Skip && row is { Attempts: 0, Facts.State: DeliveryState.Waiting } && after.State == DeliveryState.Queued)
            {
                after = row.Facts with { State = DeliveryState.Cancelled };
            }

            var changed = after != row.Facts;
            if (changed && scope is not null)
            {
                row.Update(scope, message, after);
                JournalCancel(scope, change, message, row, after);
            }

            // A suspension that only adds a reason to wait changes no delivery and is a change nevertheless.
            var isWaiting = row.Facts.State == DeliveryState.Waiting || after.State == DeliveryState.Waiting;
            isHeldAnew |= waits != message.Waits && isWaiting;

            // Lifetime and lateness count from the message's own due time: whoever lets it go late gives it a new one.
            isMoved |= changed && after.DueAt != row.Facts.DueAt;
            results.Add(Result(message, row, after) with { Fault = fault, IsBraked = isBraked, Changed = changed || (waits != message.Waits && isWaiting) });
        }

        // While a message is being sent there may be nothing to hold yet; the wish is kept for the retry.
        if (scope is not null && waits != message.Waits && (isHeldAnew || message.Live > 0))
        {
            if (change.Kind == OutboxChangeKind.Approve)
            {
                ApprovalStatements.Approve(scope, message, change.Actor, waits);
            }
            else
            {
                session.Execute("UPDATE message SET waits = $2 WHERE id = $1", message.Id, (int)waits);
            }
        }

        if (scope is not null && isMoved)
        {
            session.Execute("UPDATE message SET due_at = $2 WHERE id = $1", message.Id, UnixTime.From(dueAt));
        }
    }

    private static DeliveryChange Result(MessageState message, DeliveryRow row, DeliveryFacts after) => new()
    {
        Id = message.Id,
        MessageId = message.MessageId,
        Address = row.Address,
        Subject = message.Subject,
        Before = row.Facts.State,
        After = after.State,
        IsDoubtful = row.Facts.Doubts > 0,
        Changed = false,
        DueAt = after.DueAt,
    };

    private static void JournalCancel(WriteScope scope, OutboxChange change, MessageState message, DeliveryRow row, DeliveryFacts after)
    {
        if (after.State == DeliveryState.Cancelled)
        {
            JournalStatements.Append(scope, message.Event(row, JournalEventKind.Cancelled, scope.Now) with { Actor = change.Actor });
        }
    }
}
