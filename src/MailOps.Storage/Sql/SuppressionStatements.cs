using System.Collections.Generic;
using System.Data.Common;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>Reads and writes the suppression list.</summary>
internal static class SuppressionStatements
{
    private const string Columns =
        "address, state, reason, since, updated_at, soft_failures, accepted_at, status, diagnostic, message_id, actor, evidence";

    /// <summary>Why mail to an address is blocked; null when it is not.</summary>
    public static string? FindBlock(SqlSession session, string addressKey)
    {
        using var reader = session.Query("SELECT reason, status, diagnostic FROM suppression WHERE address_key = $1 AND state = 1", addressKey);
        return reader.Read() ? SuppressionText.Describe(reader.GetString(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    public static SuppressionEntry? Find(SqlSession session, string addressKey)
    {
        using var reader = session.Query("SELECT " + Columns + " FROM suppression WHERE address_key = $1", addressKey);
        return reader.Read() ? Read(reader) : null;
    }

    public static List<SuppressionEntry> List(SqlSession session, SuppressionFilter filter, string? after, int limit)
    {
        var query = new QueryText("SELECT " + Columns + " FROM suppression");
        query.Where("address_key > ", AddressKey.Of(after ?? ""));
        query.WhereIn("state", filter.States);
        query.Where("domain = ", filter.Domain);
        query.Where("since >= ", UnixTime.From(filter.Since));
        return session.QueryOnce(query + " ORDER BY address_key LIMIT " + query.Add(limit), query.Values, Read);
    }

    public static void Write(SqlSession session, SuppressionEntry entry)
    {
        var key = AddressKey.Of(entry.Address);
        session.Execute(
            """
            INSERT INTO suppression (address_key, domain, address, state, reason, since, updated_at, soft_failures, accepted_at, status,
                diagnostic, message_id, actor, evidence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (address_key) DO UPDATE SET state = $4, reason = $5, since = $6, updated_at = $7, soft_failures = $8, accepted_at = $9,
                status = $10, diagnostic = $11, message_id = $12, actor = $13, evidence = $14
            """,
            key, key.Substring(key.LastIndexOf('@') + 1), entry.Address, (int)entry.State, EnumText.Of(entry.Reason),
            UnixTime.From(entry.Since), UnixTime.From(entry.UpdatedAt), entry.SoftFailures, UnixTime.From(entry.AcceptedAt), entry.Status,
            entry.Diagnostic, entry.MessageId, entry.Actor, entry.Evidence);
    }

    public static void Clear(SqlSession session) => session.Execute("DELETE FROM suppression");

    private static SuppressionEntry Read(DbDataReader reader) => new()
    {
        Address = reader.GetString(0),
        State = (SuppressionState)reader.GetInt32(1),
        Reason = EnumText.Read<Bounces.BounceReason>(reader.GetString(2)),
        Since = reader.GetTime(3),
        UpdatedAt = reader.GetTime(4),
        SoftFailures = reader.GetInt32(5),
        AcceptedAt = reader.GetTimeOrNull(6),
        Status = reader.GetString(7),
        Diagnostic = reader.GetString(8),
        MessageId = reader.GetString(9),
        Actor = reader.GetString(10),
        Evidence = reader.GetInt64(11),
    };
}
