using System.Collections.Generic;
using MailOps.Intake;
using MailOps.Mailboxes;

namespace MailOps.Storage.Sql;

/// <summary>Reads and writes what is remembered of mailboxes.</summary>
internal static class IntakeStatements
{
    private const string IsMessage = " WHERE account = $1 AND mailbox = $2 AND folder = $3 AND uid_validity = $4 AND uid = $5";

    public static long? NoteValidity(SqlSession session, string account, string mailbox, string folder, long uidValidity)
    {
        var before = session.QueryNumber(
            "SELECT uid_validity FROM intake_folder WHERE account = $1 AND mailbox = $2 AND folder = $3", account, mailbox, folder);
        if (before != uidValidity)
        {
            session.Execute(
                """
                INSERT INTO intake_folder (account, mailbox, folder, uid_validity) VALUES ($1, $2, $3, $4)
                ON CONFLICT (account, mailbox, folder) DO UPDATE SET uid_validity = $4
                """,
                account, mailbox, folder, uidValidity);
        }

        return before;
    }

    public static List<(MailCompletionNote Note, string Owner)> List(SqlSession session, string account, string mailbox, string folder)
    {
        List<(MailCompletionNote, string)> notes = [];
        using var reader = session.Query(
            """
            SELECT uid_validity, uid, message_id, identity, action, target, claimed_by FROM intake_completion
            WHERE account = $1 AND mailbox = $2 AND folder = $3 ORDER BY uid_validity, uid
            """,
            account, mailbox, folder);
        while (reader.Read())
        {
            var location = new MailLocation { Mailbox = mailbox, Folder = folder, UidValidity = reader.GetInt64(0), Uid = reader.GetString(1) };
            notes.Add((
                new MailCompletionNote
                {
                    Account = account,
                    Location = location,
                    MessageId = reader.GetString(2),
                    Identity = reader.GetString(3),
                    Action = EnumText.Read<MailCompletionAction>(reader.GetString(4)),
                    Target = reader.GetString(5),
                },
                reader.GetString(6)));
        }

        return notes;
    }

    public static string? FindOwner(SqlSession session, MailCompletionNote note)
    {
        using var reader = session.Query(
            "SELECT claimed_by FROM intake_completion" + IsMessage,
            note.Account, note.Location.Mailbox, note.Location.Folder, note.Location.UidValidity, note.Location.Uid);
        return reader.Read() ? reader.GetString(0) : null;
    }

    public static void Write(WriteScope scope, MailCompletionNote note, string owner) => scope.Session.Execute(
        """
        INSERT INTO intake_completion (account, mailbox, folder, uid_validity, uid, message_id, identity, action, target, begun_at, claimed_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (account, mailbox, folder, uid_validity, uid) DO UPDATE SET message_id = $6, identity = $7, action = $8, target = $9,
            begun_at = $10, claimed_by = $11
        """,
        note.Account, note.Location.Mailbox, note.Location.Folder, note.Location.UidValidity, note.Location.Uid, note.MessageId, note.Identity,
        EnumText.Of(note.Action), note.Target, scope.Now, owner);

    public static void Remove(SqlSession session, MailCompletionNote note) => session.Execute(
        "DELETE FROM intake_completion" + IsMessage,
        note.Account, note.Location.Mailbox, note.Location.Folder, note.Location.UidValidity, note.Location.Uid);
}
