using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Journal;
using MailOps.Recall;

namespace MailOps.Storage.Sql;

/// <summary>Tells the journal, in the transaction that notes it, that a mail of the outbox was taken back, or put back again.</summary>
internal static class RecallJournalStatements
{
    public static void Append(WriteScope scope, MailRecallRecipient recipient, string actor)
    {
        JournalEventKind? kind = recipient.Status switch
        {
            MailRecallStatus.Recalled or MailRecallStatus.RecalledUnread or MailRecallStatus.Forwarded => JournalEventKind.Recalled,
            MailRecallStatus.Restored => JournalEventKind.RecallUndone,
            _ => null,
        };
        if (kind is not { } what || (what == JournalEventKind.Recalled && IsElsewhere(scope.Session, recipient)))
        {
            return;
        }

        var ids = scope.Session.QueryText("SELECT outbox_ids FROM recall WHERE id = $1", recipient.RecallId) ?? "";
        foreach (var id in ids.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var delivery in FindDeliveries(scope.Session, long.Parse(id, CultureInfo.InvariantCulture), recipient.Address))
            {
                JournalStatements.Append(scope, delivery with
                {
                    At = UnixTime.To(scope.Now),
                    Kind = what,
                    Attempt = (int)recipient.RecallId,
                    Actor = actor,
                });
            }
        }
    }

    // The address of a list leads to many mailboxes: it is recalled once the mail is out of all of them.
    private static bool IsElsewhere(SqlSession session, MailRecallRecipient recipient) => session.QueryNumber(
        "SELECT 1 FROM recall_recipient WHERE recall = $1 AND address = $2 AND status NOT IN ($3, $4, $5) LIMIT 1",
        recipient.RecallId, recipient.Address, EnumText.Of(MailRecallStatus.Recalled), EnumText.Of(MailRecallStatus.RecalledUnread),
        EnumText.Of(MailRecallStatus.Forwarded)) is not null;

    private static List<JournalEvent> FindDeliveries(SqlSession session, long message, string address)
    {
        List<JournalEvent> found = [];
        using var reader = session.Query(
            """
            SELECT delivery.number, delivery.address, message.message_id, message.campaign
            FROM delivery JOIN message ON message.id = delivery.message
            WHERE delivery.message = $1 AND delivery.address_key = $2
            """,
            message, AddressKey.Of(address));
        while (reader.Read())
        {
            found.Add(new JournalEvent
            {
                At = default,
                Kind = default,
                Id = message,
                Recipient = reader.GetInt32(0),
                Address = reader.GetString(1),
                MessageId = reader.GetString(2),
                Campaign = reader.GetString(3),
            });
        }

        return found;
    }
}
