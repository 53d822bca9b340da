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
            if (MessageState.Read(session, id) is { } message)
            {
                ChangeMessage(session, change, now, scope, message, results);
            }
        }

        return results;
    }

    private static void ChangeMessage(
        SqlSession session, OutboxChange change, DateTime now, WriteScope? scope, MessageState message, List<DeliveryChange> results)
    {
        var key = change.Address is null ? null : AddressKey.Of(change.Address);
        var waits = DeliveryTransitions.Waits(change.Kind, message.Waits);
        var dueAt = change.Kind == OutboxChangeKind.Resume ? now + message.UndoWindow : change.DueAt ?? now + change.Delay;
        var isHeldAnew = false;
        var isMoved = false;
        foreach (var row in DeliveryRow.ReadAll(session, message.Id))
        {
            if (key is not null && row.AddressKey != key)
            {
                continue;
            }

            var after = DeliveryTransitions.Change(change.Kind, row.Facts, waits, dueAt, now);
            var changed = after != row.Facts;
            if (changed && scope is not null)
            {
                row.Update(scope, message, after);
                JournalCancel(scope, change, message, row, after);
            }

            // A suspension that only adds a reason to wait changes no delivery and is a change nevertheless.
            var isWaiting = row.Facts.State == DeliveryState.Waiting || after.State == DeliveryState.Waiting;
            isHeldAnew |= waits != message.Waits && isWaiting;
            isMoved |= changed && change.Kind == OutboxChangeKind.Reschedule;
            results.Add(new DeliveryChange
            {
                Id = message.Id,
                MessageId = message.MessageId,
                Address = row.Address,
                Subject = message.Subject,
                Before = row.Facts.State,
                After = after.State,
                IsDoubtful = row.Facts.Doubts > 0,
                Changed = changed || (waits != message.Waits && isWaiting),
                DueAt = after.DueAt,
            });
        }

        // While a message is being sent there may be nothing to hold yet; the wish is kept for the retry.
        if (scope is not null && waits != message.Waits && (isHeldAnew || message.Live > 0))
        {
            session.Execute("UPDATE message SET waits = $2 WHERE id = $1", message.Id, (int)waits);
        }

        if (scope is not null && isMoved)
        {
            session.Execute("UPDATE message SET due_at = $2 WHERE id = $1", message.Id, UnixTime.From(dueAt));
        }
    }

    private static void JournalCancel(WriteScope scope, OutboxChange change, MessageState message, DeliveryRow row, DeliveryFacts after)
    {
        if (after.State == DeliveryState.Cancelled)
        {
            JournalStatements.Append(scope, message.Event(row, JournalEventKind.Cancelled, scope.Now) with { Actor = change.Actor });
        }
    }
}
