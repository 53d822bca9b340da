using System;
using System.Collections.Generic;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Finds, makes and rests lanes.</summary>
internal static class LaneStatements
{
    /// <summary>The last moment of the year 9999: a lane that rests until then waits for a person.</summary>
    public const long Never = 253_402_300_799_999;

    /// <summary>The lane of a key; made with its first delivery.</summary>
    public static long FindOrAdd(WriteScope scope, LaneKey key, long dueAt)
    {
        var text = key.Text;
        if (scope.Lanes.TryGetValue(text, out var found))
        {
            return found;
        }

        if (scope.Session.QueryNumber("SELECT id FROM lane WHERE key = $1", text) is { } known)
        {
            scope.Lanes.Add(text, known);
            return known;
        }

        // A server that is out of reach is so for a new lane too.
        scope.Session.Execute(
            """
            INSERT INTO lane (key, server, domain, sender, campaign, next_at, held_until, failing_since) VALUES ($1, $2, $3, $4, $5, $6,
                (SELECT coalesce(max(held_until), 0) FROM lane WHERE server = $2), (SELECT max(failing_since) FROM lane WHERE server = $2))
            """,
            text, key.Server, key.Domain, key.Sender, key.Campaign, dueAt);
        var added = scope.Session.QueryNumber("SELECT id FROM lane WHERE key = $1", text)!.Value;
        scope.Lanes.Add(text, added);
        return added;
    }

    public static LaneKey Read(SqlSession session, long id)
    {
        using var reader = session.Query("SELECT server, domain, sender, campaign FROM lane WHERE id = $1", id);
        return reader.Read()
            ? new LaneKey { Server = reader.GetString(0), Domain = reader.GetString(1), Sender = reader.GetString(2), Campaign = reader.GetString(3) }
            : throw new InvalidOperationException("A delivery is in no lane.");
    }

    /// <summary>Messages that dispatchers have in hand, by lane: whether they are only claimed, and with how many recipients.</summary>
    public static List<(long Lane, bool IsClaimed, int Recipients)> ReadUnderWay(SqlSession session)
    {
        List<(long, bool, int)> messages = [];
        using var reader = session.Query(
            "SELECT lane, state, count(*) FROM delivery WHERE owner IS NOT NULL GROUP BY lane, message, state");
        while (reader.Read())
        {
            messages.Add((reader.GetInt64(0), reader.GetInt32(1) == (int)DeliveryState.Claimed, reader.GetInt32(2)));
        }

        return messages;
    }

    /// <summary>Moves a queued delivery into the lane where it belongs as the throttles stand; false when it is there.</summary>
    public static bool Refile(WriteScope scope, MessageState message, DeliveryRow row)
    {
        var key = LaneKey.Of(scope.Throttles, message.Server, message.Sender, message.Campaign, row.AddressKey);
        if (key.IsServedBy(scope.Throttles.Lane(row.Lane)))
        {
            return false;
        }

        var dueAt = UnixTime.From(row.Facts.DueAt);
        var lane = FindOrAdd(scope, key, dueAt);
        scope.Session.Post("UPDATE delivery SET lane = $3 WHERE message = $1 AND number = $2 AND state = 1", row.Message, row.Number, lane);
        scope.CountLane(row.Lane, -1, null);
        scope.CountLane(lane, 1, dueAt);
        return true;
    }

    /// <summary>Sets when a lane is looked at next, after deliveries were taken out of it.</summary>
    public static void Refresh(WriteScope scope, long lane) => scope.Session.Post(
        """
        UPDATE lane SET next_at = max(max(held_until, throttled_until), coalesce(
            (SELECT due_at FROM delivery WHERE lane = $1 AND state = 1 ORDER BY due_at LIMIT 1), next_at))
        WHERE id = $1
        """,
        lane);

    /// <summary>Lets a lane rest, since a throttle lets nothing through.</summary>
    public static void Rest(WriteScope scope, long lane, ThrottleRoom room) => scope.Session.Post(
        "UPDATE lane SET throttled_until = $2, busy = $3, next_at = max(next_at, $2) WHERE id = $1",
        lane, Math.Min(room.RetryAt, Never), room is { IsBusy: true, RetryAt: < Never } ? 1 : 0);

    /// <summary>Wakes the lanes that waited for mail under way, of which some is over.</summary>
    public static void WakeBusy(WriteScope scope) => scope.Session.Post(
        "UPDATE lane SET busy = 0, throttled_until = 0, next_at = max(held_until, $1) WHERE busy = 1", scope.Now);

    /// <summary>Wakes all lanes that a throttle or a brake holds; those that it still holds rest again at the next look.</summary>
    public static void WakeThrottled(WriteScope scope)
    {
        scope.FlushLanes();
        scope.Session.Execute(
            "UPDATE lane SET busy = 0, throttled_until = 0, next_at = max(held_until, $1) WHERE throttled_until > 0", scope.Now);
    }

    /// <summary>Lets the lanes of a server rest, longer the longer it has been out of reach, or wakes them.</summary>
    public static void NoteServer(WriteScope scope, string server, bool reachable, RetryLimits limits)
    {
        scope.FlushLanes();
        if (reachable)
        {
            scope.Session.Execute(
                """
                UPDATE lane SET failing_since = NULL, held_until = 0, next_at = max(throttled_until, coalesce(
                    (SELECT due_at FROM delivery WHERE delivery.lane = lane.id AND state = 1 ORDER BY due_at LIMIT 1), next_at))
                WHERE server = $1 AND failing_since IS NOT NULL
                """,
                server);
            ServerStateStatements.Clear(scope, server);
            return;
        }

        var since = scope.Session.QueryNumber("SELECT min(failing_since) FROM lane WHERE server = $1", server) ?? scope.Now;
        var until = scope.Now + (long)RetrySchedule.NextDelay(UnixTime.To(since), UnixTime.To(scope.Now), limits).TotalMilliseconds;
        Hold(scope, server, since, until);
    }

    /// <summary>Lets all lanes of a server rest until a time.</summary>
    public static void Hold(WriteScope scope, string server, long since, long until) => scope.Session.Execute(
        "UPDATE lane SET failing_since = $2, held_until = $3, next_at = max(next_at, $3) WHERE server = $1", server, since, until);
}
