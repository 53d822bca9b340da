using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>
/// Lists messages, newest first. One index names candidates, what SQL can compare restricts them, and the rest (wildcards, the computed
/// state) is decided here; so a page looks at a bounded number of messages, whatever the filter.
/// </summary>
internal static class ListStatements
{
    private const string MessageColumns =
        "id, message_id, sender, author, subject, campaign, server, size, created_at, created_by, due_at, waits, if_missed, findings, "
        + "completed_at, digest, approved_by, approved_at, erased_at";

    public static OutboxPage List(SqlSession session, OutboxFilter filter, long? before, int limit)
    {
        var candidates = FindCandidates(session, filter, before ?? long.MaxValue, limit);
        List<DelayedMail> messages = [];
        foreach (var id in candidates)
        {
            if (Read(session, id, filter) is { } message)
            {
                messages.Add(message);
            }
        }

        return new OutboxPage { Messages = messages, Next = candidates.Count < limit ? null : candidates[candidates.Count - 1] };
    }

    public static List<DelayedMail> Find(SqlSession session, IReadOnlyList<long> ids)
    {
        List<DelayedMail> messages = [];
        foreach (var id in ids)
        {
            if (Read(session, id, null) is { } message)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    private static List<long> FindCandidates(SqlSession session, OutboxFilter filter, long before, int limit)
    {
        if (filter.Address is { } address && !WildcardPattern.HasWildcard(address))
        {
            return Descending(session, "address_key", [AddressKey.Of(address)], before, limit);
        }

        if (filter.States.Count > 0 && filter.Campaign is null && filter.MessageId is null)
        {
            return Descending(session, "state", [.. filter.States.Select(state => (object)(int)state)], before, limit);
        }

        var query = new QueryText("SELECT id FROM message");
        query.Where("id < ", before);
        query.Where("message_id = ", filter.MessageId);
        query.Where("created_by = ", filter.CreatedBy);
        query.Where("created_at >= ", UnixTime.From(filter.CreatedSince));
        query.Where("created_at < ", UnixTime.From(filter.CreatedBefore));
        if (filter.Campaign is { } campaign && !WildcardPattern.HasWildcard(campaign))
        {
            query.Where("campaign <> '' AND campaign = ", campaign);
        }

        return session.QueryOnce(query + " ORDER BY id DESC LIMIT " + query.Add(limit), query.Values, reader => reader.GetInt64(0));
    }

    // One walk down the index for each value; merged, they give the newest messages of all.
    private static List<long> Descending(SqlSession session, string column, IReadOnlyList<object> values, long before, int limit)
    {
        SortedSet<long> found = [];
        foreach (var value in values)
        {
            found.UnionWith(session.QueryOnce(
                "SELECT DISTINCT message FROM delivery WHERE " + column + " = $1 AND message < $2 ORDER BY message DESC LIMIT $3",
                [value, before, limit], reader => reader.GetInt64(0)));
        }

        return [.. found.Reverse().Take(limit)];
    }

    private static DelayedMail? Read(SqlSession session, long id, OutboxFilter? filter)
    {
        DelayedMail message;
        using (var reader = session.Query("SELECT " + MessageColumns + " FROM message WHERE id = $1", id))
        {
            if (!reader.Read())
            {
                return null;
            }

            message = ReadMessage(reader);
        }

        // What the message itself decides comes first: its deliveries may be many.
        if (filter is not null && !OutboxFilterMatch.OfMessage(filter, message))
        {
            return null;
        }

        // A message that has left the log has nobody left that it went to.
        if (ReadRecipients(session, id) is not { Count: > 0 } recipients)
        {
            return null;
        }

        message = Complete(message, recipients);
        if (message.CompletedAt is null && message.Campaign.Length > 0 && CampaignStatements.IsBraked(session, message.Campaign))
        {
            // Stopping a campaign changes none of its million rows; they show it all the same.
            message = message with { Waits = message.Waits | WaitReasons.CampaignBrake };
        }

        return filter is null || OutboxFilterMatch.OfDeliveries(filter, message) ? message : null;
    }

    private static DelayedMail Complete(DelayedMail message, List<DelayedMailRecipient> recipients)
    {
        var latest = recipients.Where(r => r.LastReply.Length > 0).OrderByDescending(r => r.ChangedAt).FirstOrDefault();
        var next = recipients.Where(r => r.State is DeliveryState.Queued or DeliveryState.Waiting).Select(r => r.DueAt).DefaultIfEmpty().Min();
        return message with
        {
            State = DeliveryStates.Combine(recipients.Select(r => r.State)),
            Recipients = recipients,
            DueAt = next == default ? message.DueAt : next,
            Attempts = recipients.Max(r => r.Attempts),
            LastReply = latest is null ? "" : ReplyText.Of(latest),
        };
    }

    private static DelayedMail ReadMessage(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        MessageId = reader.GetString(1),
        State = default,
        Sender = reader.GetString(2),
        From = reader.GetString(3),
        Subject = reader.GetString(4),
        Campaign = reader.GetString(5),
        Server = reader.GetString(6),
        Size = reader.GetInt64(7),
        CreatedAt = reader.GetTime(8),
        CreatedBy = reader.GetString(9),
        DueAt = reader.GetTime(10),
        Waits = (WaitReasons)reader.GetInt32(11),
        IfMissed = (MissedAction)reader.GetInt32(12),
        Findings = FindingText.Read(reader.GetString(13)),
        CompletedAt = reader.GetTimeOrNull(14),
        Digest = MailDigest.ToText(reader.GetFieldValue<byte[]>(15)),
        ApprovedBy = reader.IsDBNull(16) ? "" : reader.GetString(16),
        ApprovedAt = reader.GetTimeOrNull(17),
        ErasedAt = reader.GetTimeOrNull(18),
        Recipients = [],
    };

    private static List<DelayedMailRecipient> ReadRecipients(SqlSession session, long id)
    {
        using var reader = session.Query(
            """
            SELECT number, address, state, due_at, attempts, doubts, retry_ban, reply_code, reply_status, reply_text, changed_at
            FROM delivery WHERE message = $1 ORDER BY number
            """,
            id);
        List<DelayedMailRecipient> recipients = [];
        while (reader.Read())
        {
            recipients.Add(new DelayedMailRecipient
            {
                Number = reader.GetInt32(0),
                Address = reader.GetString(1),
                State = (DeliveryState)reader.GetInt32(2),
                DueAt = reader.GetTime(3),
                Attempts = reader.GetInt32(4),
                Doubts = reader.GetInt32(5),
                IsCancelRequested = (RetryBan)reader.GetInt32(6) == RetryBan.Cancelled,
                ReplyCode = reader.IsDBNull(7) ? null : reader.GetInt32(7),
                Status = reader.GetString(8),
                LastReply = reader.GetString(9),
                ChangedAt = reader.GetTime(10),
            });
        }

        return recipients;
    }
}
