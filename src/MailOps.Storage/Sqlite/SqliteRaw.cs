using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailOps.Storage.Sqlite;

/// <summary>
/// Statements that go past Microsoft.Data.Sqlite: its own answer to a busy database is to sleep for 150 ms and to ask again, for up to 30
/// seconds, while the right moment lasts one.
/// </summary>
internal static class SqliteRaw
{
    // A transaction of another process takes a millisecond or two: whoever looks that seldom waits twice as long as he must.
    private const uint Microseconds = 200;

    /// <summary>Runs a script.</summary>
    /// <exception cref="MailOpsException">SQLite refuses it.</exception>
    public static void Execute(SqliteConnection connection, string sql, string path)
    {
        var code = TryExecute(connection, sql);
        if (code != raw.SQLITE_OK)
        {
            throw SqliteErrors.FromCode(code, raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), path);
        }
    }

    /// <summary>Lets another process go on for a moment. A matter of the machine's time: a test that holds its clock still holds no disk.</summary>
    public static void Sleep()
    {
        if (Path.DirectorySeparatorChar == '/')
        {
            _ = SleepBriefly(Microseconds);
            return;
        }

#pragma warning disable RS0030 // A thread of our own, or one of the pool while a store is opened, waits for another process.
        System.Threading.Thread.Sleep(1);
#pragma warning restore RS0030
    }

    /// <summary>Runs a script and hands back SQLite's code.</summary>
    public static int TryExecute(SqliteConnection connection, string sql) => raw.sqlite3_exec(connection.Handle, sql);

    /// <summary>How many pages this connection has written since it was asked last.</summary>
    public static long TakePagesWritten(SqliteConnection connection) =>
        raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1) == raw.SQLITE_OK ? pages : 0;

    /// <summary>Ends a transaction without effect; some errors have done so already.</summary>
    public static void RollBack(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            TryExecute(connection, "ROLLBACK");
        }
    }

    // Thread.Sleep counts in milliseconds.
    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SleepBriefly(uint microseconds);
}
