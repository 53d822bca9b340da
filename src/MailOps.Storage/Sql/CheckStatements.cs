using System.Collections.Generic;

namespace MailOps.Storage.Sql;

/// <summary>Checks that what is kept agrees with what would be counted.</summary>
internal static class CheckStatements
{
    /// <summary>Lists what does not agree.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="broken">What the database itself found to be broken.</param>
    public static List<string> Check(SqlSession session, IReadOnlyList<string> broken)
    {
        List<string> faults = [.. broken];
        Collect(
            session,
            """
            SELECT 'tally of state ' || t.state || ' is ' || t.amount FROM tally t
            WHERE t.amount <> (SELECT count(*) FROM delivery d WHERE d.state = t.state)
            """,
            faults);
        Collect(
            session,
            """
            SELECT 'lane ' || l.id || ' counts ' || l.pending || ' queued' FROM lane l
            WHERE l.pending <> (SELECT count(*) FROM delivery d WHERE d.lane = l.id AND d.state = 1)
            """,
            faults);
        Collect(
            session,
            """
            SELECT 'lane ' || l.id || ' is looked at too late' FROM lane l
            WHERE l.pending > 0 AND l.next_at > max(max(l.held_until, l.throttled_until), (SELECT min(d.due_at) FROM delivery d WHERE d.lane = l.id AND d.state = 1))
            """,
            faults);
        Collect(
            session,
            """
            SELECT 'message ' || m.id || ' counts ' || m.live || ' unsettled' FROM message m
            WHERE m.live <> (SELECT count(*) FROM delivery d WHERE d.message = m.id AND d.state < 5 AND NOT (d.state = 4 AND d.retry_ban <> 0))
            LIMIT 20
            """,
            faults);
        Collect(
            session,
            "SELECT 'delivery ' || message || '.' || number || ' has a wrong owner' FROM delivery WHERE (owner IS NOT NULL) <> (state IN (2, 3)) LIMIT 20",
            faults);
        return faults;
    }

    private static void Collect(SqlSession session, string sql, List<string> faults)
    {
        using var reader = session.Query(sql);
        while (reader.Read())
        {
            faults.Add(reader.GetString(0));
        }
    }
}
