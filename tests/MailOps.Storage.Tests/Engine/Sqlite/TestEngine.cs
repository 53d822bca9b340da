using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MailOps.Storage;
using MailOps.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace MailOps.Tests;

/// <summary>The database that the tests of this project run on: SQLite. MailOps.Storage.Tests.PostgreSql has the other one.</summary>
internal static class TestEngine
{
    public static string NewLocation(string folder) => Path.Combine(folder, "outbox.db");

    public static StoreProvider Provider(SqliteTuning tuning) => new(tuning);

    /// <summary>Changes the database behind the store's back.</summary>
    public static void Execute(string location, string sql)
    {
        SqliteLibrary.EnsureLoaded();
        using var connection = new SqliteConnection("Data Source=" + location + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Marks a store as one of an earlier version.</summary>
    public static void SetVersion(string location, int version) =>
        Execute(location, "PRAGMA user_version = " + version.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the system does when a process dies: its locks are gone, its files stay, nothing is signed off.</summary>
    public static void Kill(string location)
    {
        var path = Signs(location).Single();
        var copy = path + ".copy";
        File.WriteAllBytes(copy, []);
        File.Delete(path);
        File.Move(copy, path);
    }

    /// <summary>Until those that were killed count as dead: at once, since the system lets go of their locks.</summary>
    public static Task OutliveAsync() => Task.CompletedTask;

    /// <summary>A text as it comes back.</summary>
    public static string Stored(string text) => text;

    /// <summary>How many dispatchers have a sign of life there.</summary>
    public static int CountSigns(string location) => Signs(location).Length;

    private static string[] Signs(string location) => Directory.GetFiles(Path.GetDirectoryName(location)!, "*-owner-*");
}
