using Microsoft.Data.Sqlite;

namespace MailOps.Tests.Suppression;

/// <summary>Makes a store look as the second version left it.</summary>
internal static class OlderStore
{
    public static void DropThirdVersion(string path)
    {
        using var connection = new SqliteConnection("Data Source=" + path + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            DROP INDEX journal_by_run; DROP INDEX suppression_hard_by_domain; DROP INDEX suppression_hard_by_server; DROP INDEX message_by_sender;
            DROP TABLE sent_tally;
            ALTER TABLE journal DROP COLUMN sent_at; ALTER TABLE journal DROP COLUMN run; ALTER TABLE journal DROP COLUMN source;
            ALTER TABLE journal DROP COLUMN refers;
            ALTER TABLE suppression DROP COLUMN basis; ALTER TABLE suppression DROP COLUMN server; ALTER TABLE suppression DROP COLUMN run;
            ALTER TABLE suppression DROP COLUMN hard_at;
            PRAGMA user_version = 2;
            """;
        command.ExecuteNonQuery();
    }
}
