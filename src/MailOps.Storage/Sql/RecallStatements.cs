using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using MailOps.Recall;

namespace MailOps.Storage.Sql;

/// <summary>Reads and writes recalls.</summary>
internal static class RecallStatements
{
    private const string Columns =
        "id, message_id, sender, body_hash, subject, sent_at, reason, requested_by, created_at, state, mode, includes_read, copies_per_folder, "
        + "server, quarantine_mailbox, quarantine_folder, keep_until, marker, outbox_ids, report_to, report_from, report_server";

    public static long Create(WriteScope scope, MailRecall recall, string actor)
    {
        var id = scope.Session.QueryNumber(
            """
            INSERT INTO recall (message_id, sender, body_hash, subject, sent_at, reason, requested_by, created_at, state, mode, includes_read,
                copies_per_folder, server, quarantine_mailbox, quarantine_folder, keep_until, marker, outbox_ids, report_to, report_from, report_server)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id
            """,
            recall.MessageId, recall.Sender, recall.BodyHash, recall.Subject, UnixTime.From(recall.SentAt), recall.Reason, recall.RequestedBy,
            UnixTime.From(recall.CreatedAt), EnumText.Of(recall.State), EnumText.Of(recall.Mode), recall.IncludesRead ? 1 : 0, recall.CopiesPerFolder,
            recall.Server, recall.QuarantineMailbox, recall.QuarantineFolder, UnixTime.From(recall.KeepUntil), recall.Marker,
            string.Join(",", recall.OutboxIds), string.Join("\n", recall.ReportTo), recall.ReportFrom, recall.ReportServer)!.Value;
        RecallAuditStatements.Append(
            scope,
            new MailRecallAuditEntry
            {
                RecallId = id,
                Actor = actor,
                Action = "ordered",
                Detail = recall.Mode + " <" + recall.MessageId + "> " + recall.Sender + " " + recall.BodyHash + ": " + recall.Reason,
            });
        foreach (var recipient in recall.Recipients)
        {
            RecallRecipientStatements.Write(scope.Session, recipient with { RecallId = id });
        }

        return id;
    }

    public static MailRecall? Find(SqlSession session, long id)
    {
        MailRecall recall;
        using (var reader = session.Query("SELECT " + Columns + " FROM recall WHERE id = $1", id))
        {
            if (!reader.Read())
            {
                return null;
            }

            recall = Read(reader);
        }

        return Complete(session, recall);
    }

    public static List<MailRecall> List(SqlSession session, MailRecallFilter filter)
    {
        var query = new QueryText("SELECT " + Columns + " FROM recall");
        query.Where("message_id = ", filter.MessageId);
        if (filter.States.Count > 0)
        {
            query.WhereText("state IN (" + string.Join(", ", filter.States.Select(state => query.Add(EnumText.Of(state)))) + ")");
        }

        if (filter.DueAt is { } due)
        {
            // Interrupted, a recipient whose time has come, or a quarantine that was kept long enough.
            var now = query.Add(UnixTime.From(due));
            query.WhereText(
                "(state = 'Undoing' OR (state IN ('', 'Pending') AND EXISTS (SELECT 1 FROM recall_recipient r WHERE r.recall = recall.id AND r.next_at <= "
                + now + ")) OR (keep_until <= " + now
                + " AND EXISTS (SELECT 1 FROM recall_copy c WHERE c.recall = recall.id AND c.quarantine_uid IS NOT NULL)))");
        }

        var recalls = session.QueryOnce(query + " ORDER BY id DESC LIMIT " + query.Add(filter.Limit), query.Values, Read);
        return recalls.ConvertAll(recall => Complete(session, recall));
    }

    public static void Save(WriteScope scope, MailRecallRecipient recipient, string actor, string action)
    {
        RecallRecipientStatements.Write(scope.Session, recipient);
        RecallJournalStatements.Append(scope, recipient, actor);
        RecallAuditStatements.Append(
            scope,
            new MailRecallAuditEntry
            {
                RecallId = recipient.RecallId,
                Actor = actor,
                Action = action,
                Mailbox = recipient.Mailbox,
                Detail = recipient.Status + string.Concat(recipient.Copies.Select(Describe)) + (recipient.Detail.Length > 0 ? " " + recipient.Detail : ""),
            });
    }

    public static bool SetState(WriteScope scope, long id, MailRecallState state, MailRecallState? unless, string actor)
    {
        var changed = scope.Session.Execute(
            "UPDATE recall SET state = $2 WHERE id = $1 AND state <> $2 AND state <> $3",
            id, EnumText.Of(state), unless is { } other ? EnumText.Of(other) : "-") > 0;
        if (changed)
        {
            RecallAuditStatements.Append(scope, new MailRecallAuditEntry { RecallId = id, Actor = actor, Action = "state", Detail = state.ToString() });
        }

        return changed;
    }

    public static MailRecallState? ReadState(SqlSession session, long id) =>
        session.QueryText("SELECT state FROM recall WHERE id = $1", id) is { } state ? EnumText.Read<MailRecallState>(state) : null;

    public static string? ReadClaim(SqlSession session, long id) => session.QueryText("SELECT claimed_by FROM recall WHERE id = $1", id);

    public static bool Claim(WriteScope scope, long id, string before, string after) =>
        scope.Session.Execute("UPDATE recall SET claimed_by = $3 WHERE id = $1 AND claimed_by = $2", id, before, after) > 0;

    private static MailRecall Complete(SqlSession session, MailRecall recall) =>
        recall with { Recipients = RecallRecipientStatements.Read(session, recall) };

    private static string Describe(MailRecallCopy copy) => string.Format(
        CultureInfo.InvariantCulture, " [{0} {1};{2};{3} {4}]", copy.State, copy.Folder, copy.UidValidity, copy.Uid, copy.Flags);

    private static MailRecall Read(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        MessageId = reader.GetString(1),
        Sender = reader.GetString(2),
        BodyHash = reader.GetString(3),
        Subject = reader.GetString(4),
        SentAt = reader.GetTimeOrNull(5),
        Reason = reader.GetString(6),
        RequestedBy = reader.GetString(7),
        CreatedAt = reader.GetTime(8),
        State = EnumText.Read<MailRecallState>(reader.GetString(9)),
        Mode = EnumText.Read<MailRecallMode>(reader.GetString(10)),
        IncludesRead = reader.GetInt64(11) != 0,
        CopiesPerFolder = (int)reader.GetInt64(12),
        Server = reader.GetString(13),
        QuarantineMailbox = reader.GetString(14),
        QuarantineFolder = reader.GetString(15),
        KeepUntil = reader.GetTime(16),
        Marker = reader.GetString(17),
        OutboxIds =
        [
            .. reader.GetString(18).Split([','], StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture)),
        ],

        // No address holds a line break.
        ReportTo = new TextList(reader.GetString(19).Split(['\n'], StringSplitOptions.RemoveEmptyEntries)),
        ReportFrom = reader.GetString(20),
        ReportServer = reader.GetString(21),
    };
}
