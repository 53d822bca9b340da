using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Mailboxes;
using MailOps.Recall;

namespace MailOps.Storage.Sql;

/// <summary>Reads and writes the recipients of recalls and their copies.</summary>
internal static class RecallRecipientStatements
{
    public static void Write(SqlSession session, MailRecallRecipient recipient)
    {
        session.Execute(
            """
            INSERT INTO recall_recipient (recall, number, address, mailbox, via, status, detail, forwarded, attempts, next_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (recall, number) DO UPDATE SET status = $6, detail = $7, forwarded = $8, attempts = $9, next_at = $10, changed_at = $11
            """,
            recipient.RecallId, recipient.Number, recipient.Address, recipient.Mailbox, string.Join("\n", recipient.Via), EnumText.Of(recipient.Status),
            recipient.Detail, recipient.WasForwarded is { } forwarded ? forwarded ? 1 : 0 : null, recipient.Attempts,
            UnixTime.From(recipient.NextAt), UnixTime.From(recipient.ChangedAt));
        foreach (var copy in recipient.Copies)
        {
            session.Execute(
                """
                INSERT INTO recall_copy (recall, recipient, number, state, folder, uid_validity, uid, flags, keywords, received_at, size,
                    quarantine_validity, quarantine_uid)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                ON CONFLICT (recall, recipient, number) DO UPDATE SET state = $4, folder = $5, uid_validity = $6, uid = $7, flags = $8, keywords = $9,
                    received_at = $10, size = $11, quarantine_validity = $12, quarantine_uid = $13
                """,
                recipient.RecallId, recipient.Number, copy.Number, EnumText.Of(copy.State), copy.Folder, copy.UidValidity, copy.Uid,
                (int)copy.Flags.Flags, string.Join(" ", copy.Flags.Keywords), UnixTime.From(copy.ReceivedAt), copy.Size,
                copy.Quarantine?.UidValidity, copy.Quarantine?.Uid);
        }
    }

    public static List<MailRecallRecipient> Read(SqlSession session, MailRecall recall)
    {
        var copies = ReadCopies(session, recall).ToLookup(c => c.Recipient, c => c.Copy);
        List<MailRecallRecipient> recipients = [];
        using var reader = session.Query(
            """
            SELECT number, address, mailbox, via, status, detail, forwarded, attempts, next_at, changed_at FROM recall_recipient
            WHERE recall = $1 ORDER BY number
            """,
            recall.Id);
        while (reader.Read())
        {
            var number = (int)reader.GetInt64(0);
            recipients.Add(new MailRecallRecipient
            {
                RecallId = recall.Id,
                MessageId = recall.MessageId,
                Number = number,
                Address = reader.GetString(1),
                Mailbox = reader.GetString(2),
                Via = new TextList(reader.GetString(3).Split(['\n'], StringSplitOptions.RemoveEmptyEntries)),
                Status = EnumText.Read<MailRecallStatus>(reader.GetString(4)),
                Detail = reader.GetString(5),
                WasForwarded = reader.IsDBNull(6) ? null : reader.GetInt64(6) != 0,
                Attempts = (int)reader.GetInt64(7),
                NextAt = reader.GetTimeOrNull(8),
                ChangedAt = reader.GetTime(9),
                Copies = [.. copies[number]],
            });
        }

        return recipients;
    }

    private static List<(int Recipient, MailRecallCopy Copy)> ReadCopies(SqlSession session, MailRecall recall)
    {
        List<(int Recipient, MailRecallCopy Copy)> copies = [];
        using var reader = session.Query(
            """
            SELECT recipient, number, state, folder, uid_validity, uid, flags, keywords, received_at, size, quarantine_validity, quarantine_uid
            FROM recall_copy WHERE recall = $1 ORDER BY recipient, number
            """,
            recall.Id);
        while (reader.Read())
        {
            copies.Add(((int)reader.GetInt64(0), new MailRecallCopy
            {
                Number = (int)reader.GetInt64(1),
                State = EnumText.Read<MailRecallCopyState>(reader.GetString(2)),
                Folder = reader.GetString(3),
                UidValidity = reader.GetInt64(4),
                Uid = reader.GetString(5),
                Flags = new MailFlagSet
                {
                    Flags = (MailFlags)reader.GetInt64(6),
                    Keywords = new TextList(reader.GetString(7).Split([' '], StringSplitOptions.RemoveEmptyEntries)),
                },
                ReceivedAt = reader.GetTimeOrNull(8),
                Size = reader.GetInt64(9),
                Quarantine = reader.IsDBNull(11) ? null : new MailLocation
                {
                    Mailbox = recall.QuarantineMailbox,
                    Folder = recall.QuarantineFolder,
                    UidValidity = reader.GetInt64(10),
                    Uid = reader.GetString(11),
                },
            }));
        }

        return copies;
    }
}
