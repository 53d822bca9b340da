using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Marks, records, releases and recovers what dispatchers have claimed.</summary>
internal static class OutcomeStatements
{
    public static SendingMark MarkSending(WriteScope scope, long owner, ClaimedMessage message, DateTime date)
    {
        var lane = scope.Throttles.Lane(message.Lane);
        var room = scope.Throttles.Room(lane, message.Route, isMark: true);
        if (room.Messages < 1 || room.Recipients < message.Deliveries.Count)
        {
            // Claimed when there was room, which others have used since. It waits in its lane, and no attempt is counted.
            var released = Release(scope, [message]);
            scope.FlushLanes();
            LaneStatements.Rest(scope, message.Lane, room with { RetryAt = Math.Max(room.RetryAt, scope.Now + ThrottleRules.SecondMilliseconds) });
            return new SendingMark { Numbers = [], Throttled = released };
        }

        // Filled before the commit, when the marks are known.
        List<int> marked = [];
        foreach (var delivery in message.Deliveries)
        {
            // The heart of "cancelled or sent, never both": whoever changes the state first has won.
            scope.Joint.PostCount(
                """
                UPDATE delivery SET state = 3, attempts = attempts + 1, changed_at = $5
                WHERE message = $1 AND number = $2 AND state = 2 AND owner = $3 AND epoch = $4
                """,
                changed =>
                {
                    marked.AddRange(Enumerable.Repeat(delivery.Number, changed));
                    scope.Count(DeliveryState.Claimed, -changed);
                    scope.Count(DeliveryState.Sending, changed);
                },
                message.Id, delivery.Number, owner, delivery.Epoch, scope.Now);
        }

        if (message.Date is null)
        {
            scope.Joint.Post(
                """
                UPDATE message SET dated_at = $2
                WHERE id = $1 AND dated_at IS NULL AND EXISTS (SELECT 1 FROM delivery WHERE message = $1 AND state = 3)
                """,
                message.Id, UnixTime.From(date));
        }

        if (scope.Throttles.IsLimited(lane, message.Route))
        {
            // The next mark of this transaction must know how much room is left.
            scope.Joint.Complete();
            if (marked.Count > 0)
            {
                scope.Throttles.NoteSent(lane, message.Route, marked.Count);
            }

            scope.Throttles.ForgetUnderWay();
        }

        return new SendingMark { Numbers = marked };
    }

    public static List<DeliveryState> Record(WriteScope scope, ClaimedMessage claimed, IReadOnlyList<DeliveryOutcome> outcomes)
    {
        // Filled before the commit, when the rows have been read.
        List<DeliveryState> states = [];
        scope.Defer(claimed.Id, reading =>
        {
            var rows = reading.RowsOf(claimed.Id);
            foreach (var outcome in outcomes)
            {
                states.Add(Record(scope, claimed, outcome, reading.FindMessage(claimed.Id), rows.Find(found => found.Number == outcome.Number)));
            }
        });
        return states;
    }

    /// <summary>Queues claimed deliveries again, and says how many it were.</summary>
    public static int Release(WriteScope scope, IReadOnlyList<ClaimedMessage> messages)
    {
        var released = 0;
        var reading = MessageReading.Post(scope.Session, messages.Select(claimed => claimed.Id));
        scope.Session.Complete();
        foreach (var claimed in messages)
        {
            var message = reading.FindMessage(claimed.Id);
            var rows = reading.RowsOf(claimed.Id);
            foreach (var delivery in claimed.Deliveries)
            {
                if (message is not null && rows.Find(found => found.Number == delivery.Number) is { Facts.State: DeliveryState.Claimed } row
                    && row.Epoch == delivery.Epoch)
                {
                    row.Update(scope, message, row.Facts with { State = DeliveryState.Queued });
                    released++;
                }
            }
        }

        return released;
    }

    /// <summary>Frees what an owner had in hand, and forgets the owner.</summary>
    public static RecoveredWork Recover(WriteScope scope, long owner, DoubtAction onDoubt)
    {
        var requeued = 0;
        var doubts = 0;
        foreach (var row in DeliveryRow.ReadOwned(scope.Session, owner))
        {
            var message = MessageState.Read(scope.Session, row.Message)!;
            if (row.Facts.State == DeliveryState.Claimed)
            {
                row.Update(scope, message, row.Facts with { State = DeliveryState.Queued });
                requeued++;
                continue;
            }

            var retryAt = onDoubt == DoubtAction.Retry ? UnixTime.To(scope.Now) : (DateTime?)null;
            row.Update(scope, message, DeliveryTransitions.Doubt(row.Facts, retryAt, message.Waits));
            JournalStatements.Post(scope, message.Event(row, JournalEventKind.InDoubt, scope.Now) with
            {
                Attempt = row.Attempts,
                Stage = JournalStage.EndOfContent,
                Text = "The dispatcher died while sending.",
            });
            doubts++;
        }

        var owners = scope.Session.Execute("DELETE FROM owner WHERE id = $1", owner);
        return new RecoveredWork { Owners = owners, Requeued = requeued, InDoubt = doubts };
    }

    private static DeliveryState Record(
        WriteScope scope, ClaimedMessage claimed, DeliveryOutcome outcome, MessageState? message, DeliveryRow? row)
    {
        var delivery = Find(claimed, outcome.Number);
        if (message is null || row is null)
        {
            // Its row was removed meanwhile; the journal still tells what happened.
            Journal(scope, claimed, delivery, outcome, outcome.State);
            return outcome.State;
        }

        var isHeld = row.Epoch == delivery.Epoch && row.Facts.State is DeliveryState.Claimed or DeliveryState.Sending;
        var after = DeliveryTransitions.Settle(outcome, row.Facts, isHeld, message.Waits);
        if (after != row.Facts)
        {
            // An attempt that ended before its mark, such as a refused connection, is an attempt too.
            row.Update(scope, message, after, outcome, countsAttempt: isHeld && row.Facts.State == DeliveryState.Claimed);
        }

        Journal(scope, claimed, delivery, outcome, after.State);
        return after.State;
    }

    private static ClaimedDelivery Find(ClaimedMessage claimed, int number)
    {
        foreach (var delivery in claimed.Deliveries)
        {
            if (delivery.Number == number)
            {
                return delivery;
            }
        }

        throw new ArgumentException($"Recipient {number} was not claimed.", nameof(number));
    }

    private static void Journal(WriteScope scope, ClaimedMessage claimed, ClaimedDelivery delivery, DeliveryOutcome outcome, DeliveryState after)
    {
        var entry = new JournalEvent
        {
            At = UnixTime.To(scope.Now),
            Kind = outcome.State switch
            {
                DeliveryState.Accepted => JournalEventKind.Accepted,
                DeliveryState.Failed => JournalEventKind.Failed,
                DeliveryState.InDoubt => JournalEventKind.InDoubt,
                _ => JournalEventKind.Deferred,
            },
            Id = claimed.Id,
            Recipient = delivery.Number,
            Attempt = delivery.Attempt,
            MessageId = claimed.MessageId,
            Address = delivery.Address,
            Campaign = claimed.Campaign,
            Stage = outcome.Stage,
            ReplyCode = outcome.ReplyCode,
            Status = outcome.Status,
            Text = outcome.Text,
            Permanence = outcome.Permanence,
            Reason = outcome.Reason,
            Cause = outcome.Cause,
            Server = outcome.Server,
        };
        JournalStatements.Post(scope, entry);
        if (after == DeliveryState.Cancelled && outcome.State != DeliveryState.Cancelled)
        {
            JournalStatements.Post(scope, entry with { Kind = JournalEventKind.Cancelled, Attempt = 0, Stage = JournalStage.None, Text = "" });
        }
    }
}
