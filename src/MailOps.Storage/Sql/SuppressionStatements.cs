using System;
using System.Collections.Generic;
using System.Data.Common;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>Reads and writes the suppression list.</summary>
internal static class SuppressionStatements
{
    private const string Columns =
        "address, state, reason, since, updated_at, soft_failures, accepted_at, status, diagnostic, message_id, actor, evidence, "
        + "basis, server, run";

    private static readonly string Blocks =
        "SELECT reason, status, diagnostic, address_key FROM suppression WHERE state = 1 AND address_key IN " + KeyList.First;

    /// <summary>Why mail to an address is blocked; null when it is not.</summary>
    public static string? FindBlock(SqlSession session, string addressKey)
    {
        string? found = null;
        PostBlocks(session, [addressKey], (_, block) => found = block);
        session.Complete();
        return found;
    }

    /// <summary>Asks why mail to addresses is blocked, in one journey; nothing is told of those to which it is not.</summary>
    public static void PostBlocks(SqlSession session, IReadOnlyList<string> addressKeys, Action<string, string> found)
    {
        foreach (var values in KeyList.Split(addressKeys))
        {
            session.PostQuery(
                Blocks,
                reader =>
                {
                    while (reader.Read())
                    {
                        found(reader.GetString(3), SuppressionText.Describe(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
                    }
                },
                values);
        }
    }

    public static SuppressionEntry? Find(SqlSession session, string addressKey)
    {
        SuppressionEntry? found = null;
        PostFind(session, addressKey, entry => found = entry);
        session.Complete();
        return found;
    }

    /// <summary>Reads an entry, with others in one journey; nothing is told when there is none.</summary>
    public static void PostFind(SqlSession session, string addressKey, Action<SuppressionEntry> found) => session.PostQuery(
        "SELECT " + Columns + " FROM suppression WHERE address_key = $1",
        reader =>
        {
            if (reader.Read())
            {
                found(Read(reader));
            }
        },
        addressKey);

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
        session.Post(
            """
            INSERT INTO suppression (address_key, domain, address, state, reason, since, updated_at, soft_failures, accepted_at, status,
                diagnostic, message_id, actor, evidence, basis, server, run, hard_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (address_key) DO UPDATE SET state = $4, reason = $5, since = $6, updated_at = $7, soft_failures = $8, accepted_at = $9,
                status = $10, diagnostic = $11, message_id = $12, actor = $13, evidence = $14, basis = $15, server = $16, run = $17, hard_at = $18
            """,
            key, key.Substring(key.LastIndexOf('@') + 1), entry.Address, (int)entry.State, EnumText.Of(entry.Reason),
            UnixTime.From(entry.Since), UnixTime.From(entry.UpdatedAt), entry.SoftFailures, UnixTime.From(entry.AcceptedAt), entry.Status,
            entry.Diagnostic, entry.MessageId, entry.Actor, entry.Evidence, (int)entry.Basis, entry.Server,
            entry.Run, IsHard(entry) ? UnixTime.From(entry.Since) : null);
    }

    public static void Remove(SqlSession session, string addressKey) => session.Post("DELETE FROM suppression WHERE address_key = $1", addressKey);

    /// <summary>Whether an entry counts towards a burst.</summary>
    public static bool IsHard(SuppressionEntry entry) =>
        entry.Basis == SuppressionBasis.Hard && entry.State is SuppressionState.Blocked or SuppressionState.Held;

    /// <summary>Addresses that a hard failure blocked or holds in a span of time, those still blocked first.</summary>
    public static List<SuppressionEntry> FindHard(SqlSession session, BurstScope scope, string value, DateTime from, DateTime until, int limit)
    {
        using var reader = session.Query(
            scope == BurstScope.Domain
                ? "SELECT " + Columns + " FROM suppression WHERE domain = $1 AND hard_at >= $2 AND hard_at <= $3 ORDER BY state, hard_at LIMIT $4"
                : "SELECT " + Columns + " FROM suppression WHERE server = $1 AND hard_at >= $2 AND hard_at <= $3 ORDER BY state, hard_at LIMIT $4",
            value, UnixTime.From(from), UnixTime.From(until), limit);
        List<SuppressionEntry> entries = [];
        while (reader.Read())
        {
            entries.Add(Read(reader));
        }

        return entries;
    }

    public static long CountSent(SqlSession session, BurstScope scope, string value, DateTime from, DateTime until) => session.QueryNumber(
        "SELECT sum(amount) FROM sent_tally WHERE scope = $1 AND value = $2 AND hour >= $3 AND hour <= $4",
        (int)scope, value, HourOf(from), HourOf(until)) ?? 0;

    public static void AddSent(SqlSession session, BurstScope scope, string value, long hour, long amount) => session.Post(
        """
        INSERT INTO sent_tally (scope, value, hour, amount) VALUES ($1, $2, $3, $4)
        ON CONFLICT (scope, value, hour) DO UPDATE SET amount = sent_tally.amount + excluded.amount
        """,
        (int)scope, value, hour, amount);

    public static long HourOf(DateTime time) => UnixTime.From(time) / 3_600_000;

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
        Basis = (SuppressionBasis)reader.GetInt32(12),
        Server = reader.GetString(13),
        Run = reader.GetString(14),
    };
}
