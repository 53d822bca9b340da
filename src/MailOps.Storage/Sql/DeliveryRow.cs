using System;
using System.Collections.Generic;
using System.Data.Common;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>A delivery as read, and the one statement that changes its state.</summary>
internal sealed record DeliveryRow
{
    private const string Columns = "message, number, address, address_key, lane, state, due_at, attempts, doubts, retry_ban, owner, epoch";

    private const string OfMessage = "SELECT " + Columns + " FROM delivery WHERE message = $1 ORDER BY number";

    private static readonly string OfMessages =
        "SELECT " + Columns + " FROM delivery WHERE message IN " + KeyList.First + " ORDER BY message, number";

    // The plus signs keep the planner from walking the lane, which may be a million rows long, for the few rows of some messages.
    private static readonly string DueInLane =
        "SELECT " + Columns + " FROM delivery WHERE message IN " + KeyList.First
        + " AND +lane = " + KeyList.After(0) + " AND +state = 1 AND +due_at <= " + KeyList.After(1) + " ORDER BY message, number";

    public required long Message { get; init; }

    public required int Number { get; init; }

    public required string Address { get; init; }

    public required string AddressKey { get; init; }

    public required long Lane { get; init; }

    public required int Attempts { get; init; }

    public required long? Owner { get; init; }

    public required long Epoch { get; init; }

    public required DeliveryFacts Facts { get; init; }

    public static DeliveryRow? Read(SqlSession session, long message, int number)
    {
        using var reader = session.Query("SELECT " + Columns + " FROM delivery WHERE message = $1 AND number = $2", message, number);
        return reader.Read() ? Read(reader) : null;
    }

    public static List<DeliveryRow> ReadAll(SqlSession session, long message)
    {
        using var reader = session.Query(OfMessage, message);
        return ReadAll(reader);
    }

    /// <summary>Reads all rows of messages in one journey.</summary>
    public static void PostAll(SqlSession session, IReadOnlyList<long> messages, Action<List<DeliveryRow>> found)
    {
        foreach (var values in KeyList.Split(messages))
        {
            session.PostQuery(OfMessages, reader => found(ReadAll(reader)), values);
        }
    }

    public static List<DeliveryRow> ReadOwned(SqlSession session, long owner)
    {
        using var reader = session.Query("SELECT " + Columns + " FROM delivery WHERE owner = $1", owner);
        return ReadAll(reader);
    }

    /// <summary>Reads the due deliveries of messages in one lane, in one journey.</summary>
    public static void PostDue(SqlSession session, IReadOnlyList<long> messages, long lane, long now, Action<List<DeliveryRow>> found)
    {
        foreach (var values in KeyList.Split(messages, lane, now))
        {
            session.PostQuery(DueInLane, reader => found(ReadAll(reader)), values);
        }
    }

    /// <summary>
    /// Moves the delivery from the state (and claim) it was read in to another, and keeps counts and lanes. Nothing else changes a state.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another writer was faster, which a write transaction rules out.</exception>
    public void Update(WriteScope scope, MessageState message, DeliveryFacts after, DeliveryOutcome? outcome = null, bool countsAttempt = false)
    {
        var keepsOwner = after.State is DeliveryState.Claimed or DeliveryState.Sending;
        scope.Session.PostCount(
            """
            UPDATE delivery SET state = $5, due_at = $6, doubts = $7, retry_ban = $8, owner = $9, changed_at = $10, attempts = attempts + $11,
                reply_code = coalesce($12, reply_code), reply_status = coalesce($13, reply_status), reply_text = coalesce($14, reply_text)
            WHERE message = $1 AND number = $2 AND state = $3 AND epoch = $4
            """,
            RequireOne, Message, Number, (int)Facts.State, Epoch, (int)after.State, UnixTime.From(after.DueAt), after.Doubts, (int)after.Ban,
            keepsOwner ? Owner : null, scope.Now, countsAttempt ? 1 : 0, outcome?.ReplyCode, outcome?.Status.ToString(), outcome?.Text);
        KeepCounts(scope, after);
        if (Owner is not null)
        {
            scope.NoteOver();
        }

        if (after.IsSettled && !Facts.IsSettled)
        {
            Settle(scope, message.Id);
        }
        else if (!after.IsSettled && Facts.IsSettled)
        {
            scope.Session.Post("UPDATE message SET live = live + 1, completed_at = NULL WHERE id = $1", message.Id);
        }
    }

    /// <summary>Checks that a delivery was still as it had been read.</summary>
    /// <exception cref="InvalidOperationException">Another writer was faster, which a write transaction rules out.</exception>
    public static void RequireOne(int changed)
    {
        if (changed != 1)
        {
            throw new InvalidOperationException("A delivery changed inside somebody else's write transaction.");
        }
    }

    private static void Settle(WriteScope scope, long message) => scope.Session.Post(
        "UPDATE message SET live = live - 1, completed_at = CASE WHEN live = 1 THEN $2 END WHERE id = $1", message, scope.Now);

    private static List<DeliveryRow> ReadAll(DbDataReader reader)
    {
        List<DeliveryRow> rows = [];
        while (reader.Read())
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static DeliveryRow Read(DbDataReader reader) => new()
    {
        Message = reader.GetInt64(0),
        Number = reader.GetInt32(1),
        Address = reader.GetString(2),
        AddressKey = reader.GetString(3),
        Lane = reader.GetInt64(4),
        Facts = new DeliveryFacts
        {
            State = (DeliveryState)reader.GetInt32(5),
            DueAt = reader.GetTime(6),
            Doubts = reader.GetInt32(8),
            Ban = (RetryBan)reader.GetInt32(9),
        },
        Attempts = reader.GetInt32(7),
        Owner = reader.IsDBNull(10) ? null : reader.GetInt64(10),
        Epoch = reader.GetInt64(11),
    };

    private void KeepCounts(WriteScope scope, DeliveryFacts after)
    {
        if (after.State != Facts.State)
        {
            scope.Count(Facts.State, -1);
            scope.Count(after.State, 1);
        }

        var wasQueued = Facts.State == DeliveryState.Queued ? 1 : 0;
        var isQueued = after.State == DeliveryState.Queued ? 1 : 0;
        if (wasQueued + isQueued > 0)
        {
            scope.CountLane(Lane, isQueued - wasQueued, isQueued == 1 ? UnixTime.From(after.DueAt) : null);
        }
    }
}
