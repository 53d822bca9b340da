using System;
using System.Linq;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>The second pair of eyes: who may approve what, and whether it is still that.</summary>
internal static class ApprovalStatements
{
    public static ApprovalFault FindFault(SqlSession session, OutboxChange change, MessageState message)
    {
        if (string.Equals(message.CreatedBy, change.Actor, StringComparison.OrdinalIgnoreCase))
        {
            return ApprovalFault.OwnMessage;
        }

        var digest = Compute(session, message);
        return digest is null || !digest.SequenceEqual(ReadStored(session, message.Id))
            || (change.Digests.TryGetValue(message.Id, out var seen) && seen != MailDigest.ToText(digest))
            ? ApprovalFault.Altered
            : ApprovalFault.None;
    }

    /// <summary>Writes the approval down; the UPDATE itself holds that nobody approves his own message.</summary>
    public static void Approve(WriteScope scope, MessageState message, string actor, WaitReasons waits) => scope.Session.Execute(
        """
        UPDATE message SET waits = $2, approved_by = $3, approved_at = $4
        WHERE id = $1 AND lower(created_by) <> lower($3)
        """,
        message.Id, (int)waits, actor, scope.Now);

    /// <summary>Whether an approved message is still what was approved; one that needed no approval is.</summary>
    public static bool Holds(SqlSession session, MessageState message) =>
        message.ApprovedBy.Length == 0
        || (Compute(session, message) is { } digest && digest.SequenceEqual(ReadStored(session, message.Id)));

    /// <summary>Takes back the approval of a message that was altered after it.</summary>
    public static void Revoke(WriteScope scope, MessageState message)
    {
        scope.Session.Execute(
            "UPDATE message SET waits = $2, approved_by = NULL, approved_at = NULL WHERE id = $1",
            message.Id, (int)(message.Waits | WaitReasons.Approval));
        foreach (var row in DeliveryRow.ReadAll(scope.Session, message.Id).Where(r => r.Facts.State == DeliveryState.Queued))
        {
            row.Update(scope, message, row.Facts with { State = DeliveryState.Waiting });
        }
    }

    private static byte[]? Compute(SqlSession session, MessageState message)
    {
        byte[] content;
        using (var reader = session.Query("SELECT body FROM content WHERE message = $1", message.Id))
        {
            if (!reader.Read())
            {
                return null;
            }

            content = reader.GetFieldValue<byte[]>(0);
        }

        return MailDigest.Compute(content, message.Sender, DeliveryRow.ReadAll(session, message.Id).Select(row => row.Address));
    }

    private static byte[] ReadStored(SqlSession session, long id)
    {
        using var reader = session.Query("SELECT digest FROM message WHERE id = $1", id);
        return reader.Read() ? reader.GetFieldValue<byte[]>(0) : [];
    }
}
