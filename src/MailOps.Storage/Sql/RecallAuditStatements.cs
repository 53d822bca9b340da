using System.Collections.Generic;
using MailOps.Recall;

namespace MailOps.Storage.Sql;

/// <summary>The audit of recalls: appended under the write lock, each entry chained to the one before.</summary>
internal static class RecallAuditStatements
{
    public static void Append(WriteScope scope, MailRecallAuditEntry entry)
    {
        var (number, before) = (0L, "");
        using (var last = scope.Session.Query("SELECT number, hash FROM recall_audit ORDER BY number DESC LIMIT 1"))
        {
            if (last.Read())
            {
                (number, before) = (last.GetInt64(0), last.GetString(1));
            }
        }

        var stamped = entry with { Number = number + 1, At = UnixTime.To(scope.Now) };
        scope.Session.Execute(
            "INSERT INTO recall_audit (number, recall, at, actor, action, mailbox, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            stamped.Number, stamped.RecallId, scope.Now, stamped.Actor, stamped.Action, stamped.Mailbox, stamped.Detail,
            MailRecallAudit.Hash(before, stamped));
    }

    public static List<MailRecallAuditEntry> Read(SqlSession session, long? recall)
    {
        var query = new QueryText("SELECT number, recall, at, actor, action, mailbox, detail, hash FROM recall_audit");
        query.Where("recall = ", recall);
        return session.QueryOnce(
            query + " ORDER BY number",
            query.Values,
            reader => new MailRecallAuditEntry
            {
                Number = reader.GetInt64(0),
                RecallId = reader.GetInt64(1),
                At = reader.GetTime(2),
                Actor = reader.GetString(3),
                Action = reader.GetString(4),
                Mailbox = reader.GetString(5),
                Detail = reader.GetString(6),
                Hash = reader.GetString(7),
            });
    }
}
