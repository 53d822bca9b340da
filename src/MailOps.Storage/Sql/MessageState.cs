using System;
using System.Collections.Generic;
using System.Data.Common;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Smtp;

namespace MailOps.Storage.Sql;

/// <summary>What changes of deliveries need to know of their message.</summary>
internal sealed record MessageState
{
    private const string Columns =
        """
        SELECT message_id, subject, campaign, server, sender, size, due_at, undo, waits, suppression_override <> '', notify, dsn_return, live,
            dated_at, if_missed, created_by, coalesce(approved_by, ''), erased_at IS NOT NULL, dkim_key, id
        FROM message
        """;

    private const string ById = Columns + " WHERE id = $1";

    private static readonly string ByIds = Columns + " WHERE id IN " + KeyList.First;

    public required long Id { get; init; }

    public required string MessageId { get; init; }

    public required string Subject { get; init; }

    public required string Campaign { get; init; }

    public required string Server { get; init; }

    public required string Sender { get; init; }

    public required long Size { get; init; }

    public required DateTime DueAt { get; init; }

    public required TimeSpan UndoWindow { get; init; }

    public required WaitReasons Waits { get; init; }

    public required bool IsSuppressionOverridden { get; init; }

    public DateTime? DatedAt { get; init; }

    public DsnNotify? Notify { get; init; }

    public DsnReturn? Return { get; init; }

    public string DkimKey { get; init; } = "";

    public required int Live { get; init; }

    public required MissedAction IfMissed { get; init; }

    public required string CreatedBy { get; init; }

    public required string ApprovedBy { get; init; }

    public required bool IsErased { get; init; }

    public static MessageState? Read(SqlSession session, long id)
    {
        using var reader = session.Query(ById, id);
        return reader.Read() ? Read(reader) : null;
    }

    /// <summary>Reads messages in one journey; nothing is told of those that do not exist.</summary>
    public static void Post(SqlSession session, IReadOnlyList<long> ids, Action<MessageState> found)
    {
        foreach (var values in KeyList.Split(ids))
        {
            session.PostQuery(
                ByIds,
                reader =>
                {
                    while (reader.Read())
                    {
                        found(Read(reader));
                    }
                },
                values);
        }
    }

    /// <summary>An event about one of its deliveries, outside any attempt.</summary>
    public JournalEvent Event(DeliveryRow row, JournalEventKind kind, long at) => new()
    {
        At = UnixTime.To(at),
        Kind = kind,
        Id = Id,
        Recipient = row.Number,
        MessageId = MessageId,
        Address = row.Address,
        Campaign = Campaign,
    };

    private static MessageState Read(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(19),
        MessageId = reader.GetString(0),
        Subject = reader.GetString(1),
        Campaign = reader.GetString(2),
        Server = reader.GetString(3),
        Sender = reader.GetString(4),
        Size = reader.GetInt64(5),
        DueAt = reader.GetTime(6),
        UndoWindow = TimeSpan.FromMilliseconds(reader.GetInt64(7)),
        Waits = (WaitReasons)reader.GetInt32(8),
        IsSuppressionOverridden = reader.GetBoolean(9),
        Notify = reader.IsDBNull(10) ? null : (DsnNotify)reader.GetInt32(10),
        Return = reader.IsDBNull(11) ? null : (DsnReturn)reader.GetInt32(11),
        Live = reader.GetInt32(12),
        DatedAt = reader.GetTimeOrNull(13),
        IfMissed = (MissedAction)reader.GetInt32(14),
        CreatedBy = reader.GetString(15),
        ApprovedBy = reader.GetString(16),
        IsErased = reader.GetBoolean(17),
        DkimKey = reader.GetString(18),
    };
}
