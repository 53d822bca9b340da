using System;
using System.Collections.Generic;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Servers that wait for a person, or asked for less speed.</summary>
internal static class ServerStateStatements
{
    /// <summary>
    /// Holds a server whose credentials are wrong. It is asked again after a day, or as soon as a person says that something changed: whoever goes on
    /// trying locks the account.
    /// </summary>
    public static void Hold(WriteScope scope, string server, string reason)
    {
        scope.FlushLanes();
        scope.Session.Execute(
            """
            INSERT INTO server_state (server, held_at, reason) VALUES ($1, $2, $3)
            ON CONFLICT (server) DO UPDATE SET held_at = excluded.held_at, reason = excluded.reason
            """,
            server, scope.Now, reason);
        LaneStatements.Hold(scope, server, scope.Now, scope.Now + Milliseconds(ServerRests.AfterWrongCredentials));
    }

    /// <summary>Lets a server rest that asked for less speed, twice as long as the last time where that was not long ago.</summary>
    public static void SlowDown(WriteScope scope, string server)
    {
        scope.FlushLanes();
        long? last = null;
        long rest = 0;
        using (var reader = scope.Session.Query("SELECT slowed_at, slow_rest FROM server_state WHERE server = $1 AND slowed_at IS NOT NULL", server))
        {
            if (reader.Read())
            {
                last = reader.GetInt64(0);
                rest = reader.GetInt64(1);
            }
        }

        if (last is { } at && scope.Now < at + rest)
        {
            // Mail that was under way already when the rest began.
            return;
        }

        rest = Milliseconds(ServerRests.AfterSlowDown(
            last is { } earlier ? TimeSpan.FromMilliseconds(scope.Now - earlier - rest) : null, TimeSpan.FromMilliseconds(rest)));
        scope.Session.Execute(
            """
            INSERT INTO server_state (server, slowed_at, slow_rest) VALUES ($1, $2, $3)
            ON CONFLICT (server) DO UPDATE SET slowed_at = excluded.slowed_at, slow_rest = excluded.slow_rest
            """,
            server, scope.Now, rest);
        scope.Session.Execute("UPDATE lane SET held_until = $2, next_at = max(next_at, $2) WHERE server = $1", server, scope.Now + rest);
    }

    /// <summary>Wakes a server after a person said that it can be used; false when it was not resting.</summary>
    public static bool Resume(WriteScope scope, string server)
    {
        scope.FlushLanes();
        var cleared = Clear(scope, server);
        var rested = scope.Session.Execute(
            "UPDATE lane SET failing_since = NULL, held_until = 0, next_at = max(throttled_until, $2) WHERE server = $1 AND held_until > $2",
            server, scope.Now);
        return cleared || rested > 0;
    }

    public static bool Clear(WriteScope scope, string server) =>
        scope.Session.Execute("UPDATE server_state SET held_at = NULL, reason = '' WHERE server = $1 AND held_at IS NOT NULL", server) > 0;

    /// <summary>How the servers stand that have lanes.</summary>
    public static List<MailServerState> List(SqlSession session, DateTime now)
    {
        List<MailServerState> states = [];
        using var reader = session.Query(
            """
            SELECT l.server, sum(l.pending), max(l.held_until), min(l.failing_since), max(s.held_at), max(coalesce(s.reason, ''))
            FROM lane l LEFT JOIN server_state s ON s.server = l.server
            WHERE l.pending > 0 OR l.held_until > $1
            GROUP BY l.server ORDER BY l.server
            """,
            UnixTime.From(now));
        while (reader.Read())
        {
            var until = reader.GetTime(2);
            states.Add(new MailServerState
            {
                Server = reader.GetString(0),
                Queued = reader.GetInt64(1),
                RestsUntil = until > now ? until : null,
                FailingSince = reader.GetTimeOrNull(3),
                HeldAt = reader.GetTimeOrNull(4),
                Reason = reader.GetString(5),
            });
        }

        return states;
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
