using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Finds, makes and rests lanes.</summary>
internal static class LaneStatements
{
    /// <summary>The lane of a server; made with its first delivery.</summary>
    public static long FindOrAdd(WriteScope scope, string server, long dueAt)
    {
        if (scope.Session.QueryNumber("SELECT id FROM lane WHERE key = $1", server) is { } known)
        {
            return known;
        }

        scope.Session.Execute("INSERT INTO lane (key, server, next_at) VALUES ($1, $1, $2)", server, dueAt);
        return scope.Session.QueryNumber("SELECT id FROM lane WHERE key = $1", server)!.Value;
    }

    /// <summary>Sets when a lane is looked at next, after deliveries were taken out of it.</summary>
    public static void Refresh(WriteScope scope, long lane) => scope.Session.Execute(
        """
        UPDATE lane SET next_at = max(held_until, coalesce(
            (SELECT due_at FROM delivery WHERE lane = $1 AND state = 1 ORDER BY due_at LIMIT 1), next_at))
        WHERE id = $1
        """,
        lane);

    /// <summary>Lets the lanes of a server rest, longer the longer it has been out of reach, or wakes them.</summary>
    public static void NoteServer(WriteScope scope, string server, bool reachable, RetryLimits limits)
    {
        scope.FlushLanes();
        if (reachable)
        {
            scope.Session.Execute(
                """
                UPDATE lane SET failing_since = NULL, held_until = 0, next_at = coalesce(
                    (SELECT due_at FROM delivery WHERE delivery.lane = lane.id AND state = 1 ORDER BY due_at LIMIT 1), next_at)
                WHERE server = $1 AND failing_since IS NOT NULL
                """,
                server);
            return;
        }

        var since = scope.Session.QueryNumber("SELECT min(failing_since) FROM lane WHERE server = $1", server) ?? scope.Now;
        var until = scope.Now + (long)RetrySchedule.NextDelay(UnixTime.To(since), UnixTime.To(scope.Now), limits).TotalMilliseconds;
        scope.Session.Execute(
            "UPDATE lane SET failing_since = $2, held_until = $3, next_at = max(next_at, $3) WHERE server = $1", server, since, until);
    }
}
