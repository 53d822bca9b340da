using System;
using System.Collections.Generic;
using MailOps.Journal;

namespace MailOps.Storage.Sql;

/// <summary>Says what an erasure from the log concerns, and erases it, a bounded amount in one transaction.</summary>
internal static class LogErasureStatements
{
    private const string NotEvidence = " AND NOT " + RetentionStatements.IsEvidence;

    // Mail that is over, and events that belong to none.
    private const string Old =
        "(journal.message IN (SELECT id FROM message WHERE completed_at IS NOT NULL AND completed_at < $1) OR (journal.message IS NULL AND journal.at < $1))";

    private const string OldMessages = "SELECT id FROM message WHERE completed_at IS NOT NULL AND forgotten_at IS NULL AND completed_at < $1";

    private const string OfAddress =
        "(journal.address_key = $1 AND journal.at < $2 "
        + "AND (journal.message IS NULL OR journal.message IN (SELECT id FROM message WHERE completed_at IS NOT NULL)))";

    private const string MessagesOfAddress =
        "SELECT DISTINCT message.id FROM delivery JOIN message ON message.id = delivery.message "
        + "WHERE delivery.address_key = $1 AND message.completed_at < $2";

    /// <summary>Decides about the whole log; nothing is changed.</summary>
    public static List<LogErasureDecision> Decide(SqlSession session, LogErasureRequest request)
    {
        var before = Before(request);
        var template = new LogErasureDecision { Action = LogErasureAction.NothingToDo, Before = request.Before };
        var all = Count(session, "SELECT count(*) FROM journal WHERE " + Old, before);
        var evidence = Count(session, "SELECT count(*) FROM journal WHERE " + Old + " AND " + RetentionStatements.IsEvidence, before);
        var deliveries = Count(session, "SELECT count(*) FROM delivery WHERE message IN (" + OldMessages + ")", before);
        return Conclude(template, request, [], all, evidence, deliveries);
    }

    /// <summary>Decides about one address; nothing is changed.</summary>
    public static List<LogErasureDecision> Decide(SqlSession session, LogErasureRequest request, string address)
    {
        var key = AddressKey.Of(address);
        var before = Before(request);
        var template = new LogErasureDecision { Action = LogErasureAction.NothingToDo, Address = address, Before = request.Before };
        List<LogErasureDecision> decisions = [];
        var live = Count(
            session,
            "SELECT count(*) FROM delivery JOIN message ON message.id = delivery.message WHERE delivery.address_key = $1 AND message.completed_at IS NULL",
            key);
        if (live > 0)
        {
            decisions.Add(template with { Action = LogErasureAction.KeptWhileQueued, Deliveries = live, Reason = LogErasureTexts.Queued.Current });
        }

        var all = Count(session, "SELECT count(*) FROM journal WHERE " + OfAddress, key, before);
        var evidence = Count(session, "SELECT count(*) FROM journal WHERE " + OfAddress + " AND " + RetentionStatements.IsEvidence, key, before);
        var deliveries = Count(session, "SELECT count(*) FROM (" + MessagesOfAddress + ") AS found", key, before);
        return Conclude(template, request, decisions, all, evidence, deliveries);
    }

    /// <summary>Erases old events and up to so many messages.</summary>
    /// <returns>Whether messages are left.</returns>
    public static bool Erase(WriteScope scope, LogErasureRequest request, int limit)
    {
        var before = Before(request);
        if (request.IncludeEvidence)
        {
            scope.Session.Execute(
                "DELETE FROM suppression WHERE address_key IN (SELECT address_key FROM journal WHERE " + Old + " AND " + RetentionStatements.IsEvidence + ")",
                before);
        }

        scope.Session.Execute("DELETE FROM journal WHERE message IS NULL AND at < $1" + NotEvidence, before);
        var messages = Numbers(scope.Session, OldMessages + " ORDER BY completed_at LIMIT $2", before, limit);
        messages.ForEach(id => RetentionStatements.Forget(scope, id));
        return messages.Count == limit;
    }

    /// <summary>Erases what concerns one address and is over.</summary>
    public static void Erase(WriteScope scope, LogErasureRequest request, string address)
    {
        var key = AddressKey.Of(address);
        var before = Before(request);
        var messages = Numbers(scope.Session, MessagesOfAddress, key, before);
        if (request.IncludeEvidence)
        {
            SuppressionStatements.Remove(scope.Session, key);
        }

        scope.Session.Execute("DELETE FROM journal WHERE " + OfAddress + (request.IncludeEvidence ? "" : NotEvidence), key, before);
        scope.Session.Execute("DELETE FROM address_result WHERE lower(address) = lower($1) AND checked_at < $2", address, before);
        foreach (var id in messages)
        {
            // The content may name everybody it went to, and a sender with VERP names the recipient.
            ErasureStatements.Erase(scope, id);
            RetentionStatements.RemoveDeliveries(scope, id, key);
            scope.Session.Execute("UPDATE message SET sender = '' WHERE id = $1", id);
        }
    }

    /// <summary>That something was erased is itself an event; what it was about is not kept.</summary>
    public static void Note(WriteScope scope, LogErasureRequest request, long events) => JournalStatements.Append(scope, new JournalEvent
    {
        At = UnixTime.To(scope.Now),
        Kind = JournalEventKind.LogErased,
        Address = "",
        Actor = request.Actor,
        Text = events + " events",
    });

    private static List<LogErasureDecision> Conclude(
        LogErasureDecision template, LogErasureRequest request, List<LogErasureDecision> decisions, long all, long evidence, long deliveries)
    {
        var kept = request.IncludeEvidence ? 0 : evidence;
        if (all - kept + deliveries > 0)
        {
            decisions.Add(template with
            {
                Action = LogErasureAction.Erased,
                Events = all - kept,
                Deliveries = deliveries,
                Reason = evidence > kept ? LogErasureTexts.WithEvidence.Current : "",
            });
        }

        if (kept > 0)
        {
            decisions.Add(template with { Action = LogErasureAction.KeptAsEvidence, Events = kept, Reason = LogErasureTexts.Evidence.Current });
        }

        return decisions.Count > 0 ? decisions : [template];
    }

    private static long Before(LogErasureRequest request) => UnixTime.From(request.Before ?? DateTime.MaxValue);

    private static long Count(SqlSession session, string sql, params ReadOnlySpan<object?> values) => session.QueryNumber(sql, values) ?? 0;

    private static List<long> Numbers(SqlSession session, string sql, params ReadOnlySpan<object?> values)
    {
        List<long> ids = [];
        using var reader = session.Query(sql, values);
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
