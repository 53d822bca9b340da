using System.Collections.Generic;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Erases what has been kept long enough, a bounded amount in one transaction.</summary>
internal static class RetentionStatements
{
    /// <summary>An event that the suppression list rests on.</summary>
    public const string IsEvidence =
        "(" + JournalStatements.Concerns + " AND journal.address_key IN (SELECT suppression.address_key FROM suppression))";

    private const string ToErase =
        "SELECT id FROM message WHERE completed_at IS NOT NULL AND erased_at IS NULL AND completed_at < $1 ORDER BY completed_at LIMIT $2";

    private const string ToForget =
        "SELECT id FROM message WHERE completed_at IS NOT NULL AND forgotten_at IS NULL AND completed_at < $1 ORDER BY completed_at LIMIT $2";

    private const string Outside =
        "SELECT seq FROM journal WHERE message IS NULL AND at < $1 AND NOT " + IsEvidence + " ORDER BY at LIMIT $2";

    // A mailbox that nobody reads any more; what is read leaves no such row behind.
    private const string Unfinished = "FROM intake_completion WHERE begun_at < $1";

    public static bool IsAnythingDue(SqlSession session, RetentionPolicy policy, long now)
    {
        var log = now - (long)policy.Log.TotalMilliseconds;
        return session.QueryNumber(ToErase, now - (long)policy.Content.TotalMilliseconds, 1) is not null
            || session.QueryNumber(ToForget, log, 1) is not null
            || session.QueryNumber(Outside, log, 1) is not null
            || session.QueryNumber("SELECT 1 " + Unfinished + " LIMIT 1", log) is not null;
    }

    public static HousekeepingResult Clean(WriteScope scope, RetentionPolicy policy, int limit)
    {
        var log = scope.Now - (long)policy.Log.TotalMilliseconds;
        var contents = Find(scope.Session, ToErase, scope.Now - (long)policy.Content.TotalMilliseconds, limit);
        foreach (var id in contents)
        {
            ErasureStatements.Erase(scope, id);
        }

        var logs = Find(scope.Session, ToForget, log, limit - contents.Count);
        foreach (var id in logs)
        {
            Forget(scope, id);
        }

        var events = Find(scope.Session, Outside, log, limit - contents.Count - logs.Count);
        foreach (var sequence in events)
        {
            scope.Session.Execute("DELETE FROM journal WHERE seq = $1", sequence);
        }

        scope.Session.Execute("DELETE " + Unfinished, log);
        return new HousekeepingResult
        {
            Contents = contents.Count,
            Logs = logs.Count,
            Events = events.Count,
            HasMore = contents.Count + logs.Count + events.Count >= limit,
        };
    }

    /// <summary>Takes a message that is over out of the log; its Message-ID, its key and the SHA-256 of its content stay.</summary>
    /// <returns>How many events were erased.</returns>
    public static int Forget(WriteScope scope, long id)
    {
        var events = scope.Session.Execute("DELETE FROM journal WHERE message = $1 AND NOT " + IsEvidence, id);
        RemoveDeliveries(scope, id, null);
        scope.Session.Execute("DELETE FROM content WHERE message = $1", id);
        scope.Session.Execute(
            """
            UPDATE message SET sender = '', author = '', subject = '', findings = '', created_by = '', forgotten_at = $2,
                erased_at = coalesce(erased_at, $2)
            WHERE id = $1
            """,
            id, scope.Now);
        return events;
    }

    /// <summary>Removes the rows of deliveries that are over, and keeps the counts.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="id">The message.</param>
    /// <param name="addressKey">Only this recipient; null for all.</param>
    public static int RemoveDeliveries(WriteScope scope, long id, string? addressKey)
    {
        var removed = 0;
        foreach (var row in DeliveryRow.ReadAll(scope.Session, id))
        {
            if (row.Facts.IsSettled && (addressKey is null || row.AddressKey == addressKey))
            {
                scope.Session.Execute("DELETE FROM delivery WHERE message = $1 AND number = $2", id, row.Number);
                scope.Count(row.Facts.State, -1);
                removed++;
            }
        }

        return removed;
    }

    private static List<long> Find(SqlSession session, string query, long before, int limit)
    {
        List<long> found = [];
        if (limit > 0)
        {
            using var reader = session.Query(query, before, limit);
            while (reader.Read())
            {
                found.Add(reader.GetInt64(0));
            }
        }

        return found;
    }
}
