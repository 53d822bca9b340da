using System;
using System.Collections.Generic;
using System.Data.Common;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>Appends to the journal and reads it.</summary>
internal static class JournalStatements
{
    private const string Columns =
        "seq, at, kind, message, number, attempt, external_key, message_id, address, campaign, stage, reply_code, status, text, permanence, "
        + "reason, cause, server, actor, sent_at, run, source, refers";

    // Accepted, Failed, Delivered, Bounced, Complained, what people did, and notices of delay.
    internal const string Concerns = "(kind IN (1, 3, 7, 8, 9, 11, 12, 13) OR (kind = 2 AND external_key IS NOT NULL))";

    /// <summary>Appends an event, with others in one journey; the same event a second time changes nothing.</summary>
    public static void Post(WriteScope scope, JournalEvent entry) => Post(scope, entry, _ => { });

    /// <summary>Appends an event; null when the same event is there already.</summary>
    public static long? Append(WriteScope scope, JournalEvent entry)
    {
        long? sequence = null;
        Post(scope, entry, number => sequence = number);
        scope.Session.Complete();
        return sequence;
    }

    public static List<JournalEvent> Read(SqlSession session, long after, int limit)
    {
        using var reader = session.Query("SELECT " + Columns + " FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2", after, limit);
        return ReadAll(reader);
    }

    public static List<JournalEvent> ReadDelivery(SqlSession session, long message, int number)
    {
        List<JournalEvent> events = [];
        PostDelivery(session, message, number, found => events = found);
        session.Complete();
        return events;
    }

    /// <summary>Reads what happened to a delivery, with others in one journey.</summary>
    public static void PostDelivery(SqlSession session, long message, int number, Action<List<JournalEvent>> found) => session.PostQuery(
        "SELECT " + Columns + " FROM journal WHERE message = $1 AND number = $2 ORDER BY seq", reader => found(ReadAll(reader)), message, number);

    /// <summary>The latest events about an address that concern the suppression list, in the order of their sequence.</summary>
    public static List<JournalEvent> ReadAddress(SqlSession session, string addressKey, int limit)
    {
        using var reader = session.Query(
            "SELECT " + Columns + " FROM journal WHERE address_key = $1 AND " + Concerns + " ORDER BY seq DESC LIMIT $2", addressKey, limit);
        var events = ReadAll(reader);
        events.Reverse();
        return events;
    }

    /// <summary>Whether appending an event would change nothing.</summary>
    public static bool IsKnown(SqlSession session, JournalEvent entry) => session.QueryNumber(
        """
        SELECT 1 FROM journal
        WHERE (external_key IS NOT NULL AND external_key = $1) OR (message IS NOT NULL AND message = $2 AND number = $3 AND attempt = $4 AND kind = $5)
        """,
        entry.ExternalKey, entry.Id, entry.Recipient, entry.Attempt, (int)entry.Kind) is not null;

    /// <summary>The addresses that the suppression list could know, in the order of their keys.</summary>
    public static List<string> ReadConcerned(SqlSession session)
    {
        List<string> keys = [];
        using var reader = session.Query(
            "SELECT address_key FROM journal WHERE kind IN (3, 8, 9, 11) OR (kind = 2 AND external_key IS NOT NULL) "
            + "UNION SELECT address_key FROM suppression ORDER BY address_key");
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    /// <summary>What blocks or holds addresses now, and would be voided. A person's own word is undone only with the run it came in.</summary>
    public static List<JournalEvent> ReadToRestore(SqlSession session, SuppressionRestoreFilter filter)
    {
        var query = new QueryText(
            "SELECT " + Columns + " FROM journal");
        query.WhereText(filter.Run is null ? "kind IN (3, 8, 9)" : "kind IN (3, 8, 9, 11)");
        query.Where("run = ", filter.Run);
        query.Where("at >= ", UnixTime.From(filter.Since));
        query.Where("at < ", UnixTime.From(filter.Before));
        query.WhereText(
            "address_key IN (SELECT address_key FROM suppression WHERE state IN (1, 3)"
            + (filter.Domain is { } domain ? " AND domain = " + query.Add(domain) : "") + ")");
        query.WhereText("NOT EXISTS (SELECT 1 FROM journal AS undone WHERE undone.address_key = journal.address_key AND undone.refers = journal.seq)");
        return session.QueryOnce(query + " ORDER BY seq", query.Values, Read);
    }

    private static void Post(WriteScope scope, JournalEvent entry, Action<long> appended) => scope.Session.PostQuery(
        """
        INSERT INTO journal (at, kind, message, number, attempt, external_key, message_id, address, address_key, campaign, stage, reply_code,
            status, text, permanence, reason, cause, server, actor, sent_at, run, source, refers)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        ON CONFLICT DO NOTHING
        RETURNING seq
        """,
        reader =>
        {
            if (reader.Read())
            {
                scope.NoteAppended(reader.GetInt64(0), entry);
                appended(reader.GetInt64(0));
            }
        },
        UnixTime.From(entry.At), (int)entry.Kind, entry.Id, entry.Recipient, entry.Attempt, entry.ExternalKey, entry.MessageId,
        entry.Address, AddressKey.Of(entry.Address), entry.Campaign, (int)entry.Stage, entry.ReplyCode, entry.Status.ToString(),
        entry.Text, EnumText.Of(entry.Permanence), EnumText.Of(entry.Reason), EnumText.Of(entry.Cause), entry.Server, entry.Actor,
        UnixTime.From(entry.SentAt), entry.Run, entry.Source, entry.Refers);

    private static List<JournalEvent> ReadAll(DbDataReader reader)
    {
        List<JournalEvent> events = [];
        while (reader.Read())
        {
            events.Add(Read(reader));
        }

        return events;
    }

    private static JournalEvent Read(DbDataReader reader)
    {
        var status = reader.GetString(12);
        return new JournalEvent
        {
            Sequence = reader.GetInt64(0),
            At = reader.GetTime(1),
            Kind = (JournalEventKind)reader.GetInt32(2),
            Id = reader.IsDBNull(3) ? null : reader.GetInt64(3),
            Recipient = reader.GetInt32(4),
            Attempt = reader.GetInt32(5),
            ExternalKey = reader.IsDBNull(6) ? null : reader.GetString(6),
            MessageId = reader.GetString(7),
            Address = reader.GetString(8),
            Campaign = reader.GetString(9),
            Stage = (JournalStage)reader.GetInt32(10),
            ReplyCode = reader.IsDBNull(11) ? null : reader.GetInt32(11),
            Status = EnhancedStatus.TryParse(status, out var code) ? code : default,
            Text = reader.GetString(13),
            Permanence = EnumText.Read<Bounces.BouncePermanence>(reader.GetString(14)),
            Reason = EnumText.Read<Bounces.BounceReason>(reader.GetString(15)),
            Cause = EnumText.Read<Bounces.BounceCause>(reader.GetString(16)),
            Server = reader.GetString(17),
            Actor = reader.GetString(18),
            SentAt = reader.GetTimeOrNull(19),
            Run = reader.GetString(20),
            Source = reader.GetString(21),
            Refers = reader.IsDBNull(22) ? null : reader.GetInt64(22),
        };
    }
}
