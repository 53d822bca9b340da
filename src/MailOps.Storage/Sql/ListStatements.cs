using System;
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
        return new OutboxPage { Messages = Read(session, candidates, filter), Next = candidates.Count < limit ? null : candidates[candidates.Count - 1] };
    }

    public static List<DelayedMail> Find(SqlSession session, IReadOnlyList<long> ids) => Read(session, ids, null);

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

    private static List<DelayedMail> Read(SqlSession session, IReadOnlyList<long> ids, OutboxFilter? filter)
    {
        // What the message itself decides comes first: its deliveries may be many.
        List<(DelayedMail Message, List<DelayedMailRecipient> Recipients)> found = [];
        foreach (var message in ReadMessages(session, ids))
        {
            if (filter is null || OutboxFilterMatch.OfMessage(filter, message))
            {
                found.Add((message, []));
                PostRecipients(session, message.Id, found[found.Count - 1].Recipients);
            }
        }

        session.Complete();
        List<DelayedMail> messages = [];
        Dictionary<string, bool> braked = new(StringComparer.Ordinal);
        foreach (var (message, recipients) in found)
        {
            // A message that has left the log has nobody left that it went to.
            if (recipients.Count > 0 && ShowBrake(session, Complete(message, recipients), braked) is var whole
                && (filter is null || OutboxFilterMatch.OfDeliveries(filter, whole)))
            {
                messages.Add(whole);
            }
        }

        return messages;
    }

    private static List<DelayedMail> ReadMessages(SqlSession session, IReadOnlyList<long> ids)
    {
        List<DelayedMail> messages = [];
        foreach (var id in ids)
        {
            session.PostQuery(
                "SELECT " + MessageColumns + " FROM message WHERE id = $1",
                reader =>
                {
                    if (reader.Read())
                    {
                        messages.Add(ReadMessage(reader));
                    }
                },
                id);
        }

        session.Complete();
        return messages;
    }

    // Stopping a campaign changes none of its million rows; they show it all the same.
    private static DelayedMail ShowBrake(SqlSession session, DelayedMail message, Dictionary<string, bool> braked)
    {
        if (message.CompletedAt is not null || message.Campaign.Length == 0)
        {
            return message;
        }

        if (!braked.TryGetValue(message.Campaign, out var isBraked))
        {
            isBraked = CampaignStatements.IsBraked(session, message.Campaign);
            braked.Add(message.Campaign, isBraked);
        }

        return isBraked ? message with { Waits = message.Waits | WaitReasons.CampaignBrake } : message;
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

    private static void PostRecipients(SqlSession session, long id, List<DelayedMailRecipient> recipients) => session.PostQuery(
        """
        SELECT number, address, state, due_at, attempts, doubts, retry_ban, reply_code, reply_status, reply_text, changed_at
        FROM delivery WHERE message = $1 ORDER BY number
        """,
        reader =>
        {
            while (reader.Read())
            {
                recipients.Add(ReadRecipient(reader));
            }
        },
        id);

    private static DelayedMailRecipient ReadRecipient(DbDataReader reader) => new()
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
    };
}
