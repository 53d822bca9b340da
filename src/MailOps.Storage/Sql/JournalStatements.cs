using System.Collections.Generic;
using System.Data.Common;
using MailOps.Journal;

namespace MailOps.Storage.Sql;

/// <summary>Appends to the journal and reads it.</summary>
internal static class JournalStatements
{
    private const string Columns =
        "seq, at, kind, message, number, attempt, external_key, message_id, address, campaign, stage, reply_code, status, text, permanence, "
        + "reason, cause, server, actor";

    /// <summary>Appends an event; null when the same event is there already.</summary>
    public static long? Append(WriteScope scope, JournalEvent entry)
    {
        var sequence = scope.Session.QueryNumber(
            """
            INSERT INTO journal (at, kind, message, number, attempt, external_key, message_id, address, address_key, campaign, stage, reply_code,
                status, text, permanence, reason, cause, server, actor)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            ON CONFLICT DO NOTHING
            RETURNING seq
            """,
            UnixTime.From(entry.At), (int)entry.Kind, entry.Id, entry.Recipient, entry.Attempt, entry.ExternalKey, entry.MessageId,
            entry.Address, AddressKey.Of(entry.Address), entry.Campaign, (int)entry.Stage, entry.ReplyCode, entry.Status.ToString(),
            entry.Text, EnumText.Of(entry.Permanence), EnumText.Of(entry.Reason), EnumText.Of(entry.Cause), entry.Server, entry.Actor);
        if (sequence is { } number)
        {
            scope.NoteAppended(number, entry);
        }

        return sequence;
    }

    public static List<JournalEvent> Read(SqlSession session, long after, int limit)
    {
        using var reader = session.Query("SELECT " + Columns + " FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2", after, limit);
        return ReadAll(reader);
    }

    public static List<JournalEvent> ReadDelivery(SqlSession session, long message, int number)
    {
        using var reader = session.Query(
            "SELECT " + Columns + " FROM journal WHERE message = $1 AND number = $2 ORDER BY seq", message, number);
        return ReadAll(reader);
    }

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
        };
    }
}
