using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Reads the log: the deliveries name the entries, the journal tells what happened.</summary>
internal static class LogStatements
{
    public static MailLogPage Read(SqlSession session, MailLogFilter filter, MailLogCursor? cursor, int limit)
    {
        var candidates = FindCandidates(session, filter, cursor, limit);
        List<MailLogEntry> entries = [];
        foreach (var (place, subject) in candidates)
        {
            JournalStatements.PostDelivery(session, place.Id, place.Recipient, events =>
            {
                var entry = MailLogFold.Fold(events, subject);
                if (entry is not null && (filter.Status.Count == 0 || filter.Status.Contains(entry.Status)))
                {
                    entries.Add(entry);
                }
            });
        }

        session.Complete();
        return new MailLogPage
        {
            Entries = entries,
            Next = candidates.Count < limit ? null : candidates[candidates.Count - 1].Place,
        };
    }

    private static List<(MailLogCursor Place, string Subject)> FindCandidates(
        SqlSession session, MailLogFilter filter, MailLogCursor? cursor, int limit)
    {
        var query = new QueryText(
            "SELECT delivery.message, delivery.number, message.subject FROM delivery JOIN message ON message.id = delivery.message");
        query.Where("delivery.message = ", filter.Id);
        query.Where("delivery.address_key = ", filter.Address is null ? null : AddressKey.Of(filter.Address));
        query.Where("message.message_id = ", filter.MessageId);
        query.Where("message.sender = ", filter.Sender);
        query.Where("message.campaign = ", filter.Campaign);
        query.Where("message.created_by = ", filter.CreatedBy);
        query.Where("message.created_at >= ", UnixTime.From(filter.QueuedSince));
        query.Where("message.created_at < ", UnixTime.From(filter.QueuedBefore));
        if (cursor is { } after)
        {
            // Newest message first, its recipients in their order. The first comparison is what the index can use.
            var id = query.Add(after.Id);
            query.WhereText("delivery.message <= " + id);
            query.WhereText("(delivery.message < " + id + " OR delivery.number > " + query.Add(after.Recipient) + ")");
        }

        Narrow(query, filter.Status);
        return session.QueryOnce(
            query + " ORDER BY delivery.message DESC, delivery.number LIMIT " + query.Add(limit), query.Values,
            reader => (new MailLogCursor(reader.GetInt64(0), reader.GetInt32(1)), reader.GetString(2)));
    }

    // Looking for a few bounces must not read a million journals: what is rare is found by the kind of its event, the rest by the states
    // that a delivery of that status can be in.
    private static void Narrow(QueryText query, IReadOnlyList<MailLogStatus> wanted)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        if (wanted.All(status => RareKinds(status).Length > 0))
        {
            var kinds = wanted.SelectMany(RareKinds).Distinct().Select(kind => query.Add((int)kind));
            query.WhereText("delivery.message IN (SELECT message FROM journal WHERE kind <> 0 AND kind IN (" + string.Join(", ", kinds) + "))");
        }
        else
        {
            query.WhereIn("delivery.state", wanted.SelectMany(StatesOf).Distinct().ToList());
        }
    }

    private static JournalEventKind[] RareKinds(MailLogStatus status) => status switch
    {
        MailLogStatus.Bounced => [JournalEventKind.Failed, JournalEventKind.Bounced],
        MailLogStatus.Complained => [JournalEventKind.Complained],
        MailLogStatus.Recalled => [JournalEventKind.Recalled],
        _ => [],
    };

    private static DeliveryState[] StatesOf(MailLogStatus status) => status switch
    {
        MailLogStatus.Queued or MailLogStatus.Deferred =>
            [DeliveryState.Waiting, DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending],
        MailLogStatus.InDoubt =>
            [DeliveryState.InDoubt, DeliveryState.Waiting, DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending],
        MailLogStatus.Cancelled => [DeliveryState.Cancelled],
        MailLogStatus.Suppressed => [DeliveryState.Suppressed],
        MailLogStatus.Accepted or MailLogStatus.Delivered => [DeliveryState.Accepted, DeliveryState.InDoubt],
        _ => [DeliveryState.Failed, DeliveryState.Accepted, DeliveryState.InDoubt],
    };
}
