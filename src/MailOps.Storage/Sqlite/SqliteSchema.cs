using System.Globalization;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>The versions of the tables, and the way from one to the next.</summary>
internal static class SqliteSchema
{
    /// <summary>"MOps": tells our files from any other SQLite database.</summary>
    public const int ApplicationId = 0x4D4F7073;

    public static int Version => MigrationScripts.Latest;

    /// <summary>The version of the tables, 0 in an empty file; refuses a file that is no store, or one of a later program.</summary>
    public static long ReadVersion(SqliteConnection connection, string path)
    {
        var (application, version, tables) = ReadMarks(connection, path);
        if (application != ApplicationId && (application != 0 || version != 0 || tables != 0))
        {
            throw SqliteErrors.NotAStore(path);
        }

        return version <= Version ? version : throw SqliteErrors.NewerVersion(path, version, Version);
    }

    /// <summary>Brings a store up to date, in one transaction; an empty database becomes a store.</summary>
    public static void Migrate(SqliteConnection connection, string path)
    {
        // The version is read under the lock: another process may be doing the same.
        SqliteRaw.Execute(connection, "BEGIN IMMEDIATE", path);
        try
        {
            for (var version = ReadVersion(connection, path) + 1; version <= Version; version++)
            {
                SqliteRaw.Execute(connection, MigrationScripts.Read(version), path);
                SqliteRaw.Execute(connection, "PRAGMA user_version = " + version.ToString(CultureInfo.InvariantCulture), path);
            }

            SqliteRaw.Execute(connection, "PRAGMA application_id = " + ApplicationId.ToString(CultureInfo.InvariantCulture), path);
            SqliteRaw.Execute(connection, "COMMIT", path);
        }
        catch
        {
            SqliteRaw.RollBack(connection);
            throw;
        }
    }

    /// <summary>Refuses a store that would have to be changed before it can be read.</summary>
    public static void RequireCurrent(SqliteConnection connection, string path)
    {
        var version = ReadVersion(connection, path);
        if (version < Version)
        {
            throw version == 0 ? SqliteErrors.NotAStore(path) : SqliteErrors.OlderVersion(path, version, Version);
        }
    }

    // In one statement, so in one snapshot: read one after the other while another process makes the store, they would contradict.
    private static (long Application, long Version, long Tables) ReadMarks(SqliteConnection connection, string path)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id, pragma_user_version";
            using var reader = command.ExecuteReader();
            reader.Read();
            return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.From(e, path);
        }
    }
}
