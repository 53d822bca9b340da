using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Hands due deliveries to dispatchers.</summary>
internal static class ClaimStatements
{
    private const int LanesAtOnce = 64;
    private const int IdsAtOnce = 64;

    // Deliveries whose lane has changed since they were queued move a few at a time, so that no claim takes long.
    private const int MaxMoves = 500;

    public static ClaimedWork Claim(WriteScope scope, long owner, ClaimRequest request)
    {
        scope.FlushLanes();
        var claim = new Hand(scope, owner, request);
        if (request.Ids is null)
        {
            DowntimeStatements.Note(scope);
            ClaimLanes(claim, request);

            // Who serves only his own mail does not serve the queue.
            MetaStatements.WriteTick(scope);
        }
        else
        {
            for (var i = 0; i < request.Ids.Count && !claim.IsFull; i += IdsAtOnce)
            {
                claim.TakeMessages([.. request.Ids.Skip(i).Take(IdsAtOnce)]);
            }
        }

        return new ClaimedWork
        {
            Messages = claim.Messages,
            Suppressed = claim.Suppressed,
            Held = claim.Held,
            Skipped = claim.Skipped,
        };
    }

    private static void ClaimLanes(Hand claim, ClaimRequest request)
    {
        var session = claim.Scope.Session;
        for (var more = true; more && !claim.IsFull;)
        {
            var lanes = session.QueryOnce(
                "SELECT id FROM lane WHERE pending > 0 AND next_at <= $1" + NotServers(request.ExceptServers, 2) + " ORDER BY next_at LIMIT " + LanesAtOnce,
                [claim.Scope.Now, .. request.ExceptServers], reader => reader.GetInt64(0));
            var before = claim.Taken;
            var moves = claim.Moves;
            for (var i = 0; i < lanes.Count && !claim.IsFull; i++)
            {
                // An equal share for each lane at hand: a long queue behind one server keeps no other server waiting.
                claim.TakeLane(lanes[i], Math.Max(1, claim.Left / (lanes.Count - i)));
            }

            // A lane whose first delivery was cancelled may have looked due without being so; it has been put right, the next ones count.
            more = lanes.Count > 0 && claim.Moves < MaxMoves && (claim.Taken > before || claim.Moves > moves || lanes.Count == LanesAtOnce);
        }
    }

    public static DateTime? FindNextDue(SqlSession session, IReadOnlyList<long>? ids, IReadOnlyCollection<string> exceptServers)
    {
        if (ids is null)
        {
            var next = session.QueryOnce<long?>(
                "SELECT min(next_at) FROM lane WHERE pending > 0" + NotServers(exceptServers, 1), [.. exceptServers],
                reader => reader.IsDBNull(0) ? null : reader.GetInt64(0));
            return next[0] is { } time and < LaneStatements.Never ? UnixTime.To(time) : null;
        }

        long? earliest = null;
        foreach (var id in ids)
        {
            var next = FindNextDueOf(session, id, exceptServers);
            earliest = next < (earliest ?? long.MaxValue) ? next : earliest;
        }

        return earliest is { } due and < LaneStatements.Never ? UnixTime.To(due) : null;
    }

    private static long? FindNextDueOf(SqlSession session, long id, IReadOnlyCollection<string> exceptServers) =>
        exceptServers.Count > 0 && session.QueryText("SELECT server FROM message WHERE id = $1", id) is { } server && exceptServers.Contains(server)
            ? null
            : session.QueryNumber(
                """
                SELECT min(CASE WHEN l.throttled_until > d.due_at THEN l.throttled_until ELSE d.due_at END)
                FROM delivery d JOIN lane l ON l.id = d.lane WHERE d.message = $1 AND d.state = 1
                """,
                id);

    private static string NotServers(IReadOnlyCollection<string> servers, int first) => servers.Count == 0
        ? ""
        : " AND server NOT IN (" + string.Join(", ", Enumerable.Range(first, servers.Count).Select(n => "$" + n)) + ")";

    private sealed class Hand(WriteScope scope, long owner, ClaimRequest request)
    {
        private List<(long From, long Until)>? _downtimes;

        public WriteScope Scope { get; } = scope;

        public List<ClaimedMessage> Messages { get; } = [];

        public int Taken { get; private set; }

        /// <summary>How many deliveries went into another lane.</summary>
        public int Moves { get; private set; }

        public int Suppressed { get; private set; }

        public int Held { get; private set; }

        public int Skipped { get; private set; }

        public int Left => request.Limit - Taken;

        public bool IsFull => Taken >= request.Limit;

        public void TakeLane(long lane, int share)
        {
            List<long> ids = [];
            using (var reader = Scope.Session.Query(
                "SELECT message FROM delivery WHERE lane = $1 AND state = 1 AND due_at <= $2 ORDER BY due_at LIMIT $3", lane, Scope.Now, share))
            {
                while (reader.Read())
                {
                    ids.Add(reader.GetInt64(0));
                }
            }

            // The recipients of one message go out together, so that its content crosses the wire once.
            var key = Scope.Throttles.Lane(lane);
            var messages = ids.Distinct().ToList();
            MessageReading? reading = null;
            foreach (var id in messages)
            {
                if (Scope.Throttles.Room(key, request.DefaultServer, isMark: false) is { IsClosed: true } room)
                {
                    LaneStatements.Rest(Scope, lane, room);
                    break;
                }

                reading ??= MessageReading.Of(Scope, messages, lane);
                TakeMessage(reading, id);
            }

            Scope.FlushLanes();
            LaneStatements.Refresh(Scope, lane);
        }

        /// <summary>Takes messages by number, also while their lane rests.</summary>
        public void TakeMessages(IReadOnlyList<long> ids)
        {
            var reading = MessageReading.Of(Scope, ids, lane: null);
            foreach (var id in ids)
            {
                if (!IsFull)
                {
                    TakeMessage(reading, id);
                }
            }
        }

        private void TakeMessage(MessageReading reading, long id)
        {
            if (reading.FindMessage(id) is not { } message || request.ExceptServers.Contains(message.Server))
            {
                return;
            }

            if (!ApprovalStatements.Holds(Scope.Session, message))
            {
                ApprovalStatements.Revoke(Scope, message);
                Held++;
                return;
            }

            _downtimes ??= DowntimeStatements.Read(Scope.Session);
            var missed = DowntimeStatements.Judge(_downtimes, message);
            foreach (var group in FileRight(message, reading.RowsOf(id)).GroupBy(row => row.Lane))
            {
                TakeGroup(reading, message, group, missed);
            }
        }

        // Only what is in its right lane can be taken: the others have another throttle to ask.
        private List<DeliveryRow> FileRight(MessageState message, List<DeliveryRow> rows)
        {
            var moved = rows.RemoveAll(row => LaneStatements.Refile(Scope, message, row));
            Moves += moved;
            return moved > 0 && request.Ids is not null ? MessageReading.Of(Scope, [message.Id], lane: null).RowsOf(message.Id) : rows;
        }

        private void TakeGroup(MessageReading reading, MessageState message, IGrouping<long, DeliveryRow> group, MissedAction missed)
        {
            var lane = Scope.Throttles.Lane(group.Key);
            var room = Scope.Throttles.Room(lane, request.DefaultServer, isMark: false);
            if (room.IsClosed)
            {
                Scope.FlushLanes();
                LaneStatements.Rest(Scope, group.Key, room);
                return;
            }

            List<ClaimedDelivery> deliveries = [];
            foreach (var row in group)
            {
                if (missed != MissedAction.Send && row.Attempts == 0)
                {
                    Miss(message, row, missed);
                }
                else if (reading.FindBlock(row.AddressKey) is { } block && !message.IsSuppressionOverridden)
                {
                    Suppress(message, row, block);
                }
                else if (deliveries.Count < room.Recipients)
                {
                    deliveries.Add(Take(row));
                }
            }

            if (deliveries.Count > 0)
            {
                Scope.Throttles.NoteClaimed(lane, request.DefaultServer, deliveries.Count);
                Messages.Add(ToClaimed(message, deliveries) with { Lane = group.Key, Route = request.DefaultServer });
            }
        }

        private static ClaimedMessage ToClaimed(MessageState message, List<ClaimedDelivery> deliveries) => new()
        {
            Id = message.Id,
            MessageId = message.MessageId,
            Sender = message.Sender,
            Server = message.Server,
            Campaign = message.Campaign,
            Size = message.Size,
            DueAt = message.DueAt,
            Date = message.DatedAt,
            Notify = message.Notify,
            Return = message.Return,
            DkimKey = message.DkimKey,
            Deliveries = deliveries,
        };

        private ClaimedDelivery Take(DeliveryRow row)
        {
            Scope.Session.PostCount(
                """
                UPDATE delivery SET state = 2, owner = $4, epoch = epoch + 1, changed_at = $5
                WHERE message = $1 AND number = $2 AND state = 1 AND epoch = $3
                """,
                DeliveryRow.RequireOne, row.Message, row.Number, row.Epoch, owner, Scope.Now);
            Scope.Count(DeliveryState.Queued, -1);
            Scope.Count(DeliveryState.Claimed, 1);
            Scope.CountLane(row.Lane, -1, null);
            Taken++;
            return new ClaimedDelivery { Number = row.Number, Address = row.Address, Attempt = row.Attempts + 1, Epoch = row.Epoch + 1 };
        }

        private void Miss(MessageState message, DeliveryRow row, MissedAction action)
        {
            if (action == MissedAction.Skip)
            {
                row.Update(Scope, message, row.Facts with { State = DeliveryState.Cancelled });
                JournalStatements.Post(Scope, message.Event(row, JournalEventKind.Cancelled, Scope.Now) with { Text = "Much too late after a downtime." });
                Skipped++;
                return;
            }

            Scope.Session.Post(
                "UPDATE message SET waits = $2 WHERE id = $1", message.Id, (int)(message.Waits | WaitReasons.Missed));
            row.Update(Scope, message, row.Facts with { State = DeliveryState.Waiting });
            Held++;
        }

        private void Suppress(MessageState message, DeliveryRow row, string reason)
        {
            row.Update(
                Scope, message, row.Facts with { State = DeliveryState.Suppressed },
                new DeliveryOutcome { Number = row.Number, State = DeliveryState.Suppressed, Text = reason });
            JournalStatements.Post(Scope, message.Event(row, JournalEventKind.Suppressed, Scope.Now) with { Text = reason });
            Suppressed++;
        }
    }
}
