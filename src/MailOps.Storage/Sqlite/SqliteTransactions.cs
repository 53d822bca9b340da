using System;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailOps.Storage.Sqlite;

/// <summary>
/// Write transactions of SQLite. After each commit the database is left alone for a moment, so that another process gets its turn.
/// </summary>
internal sealed class SqliteTransactions(SqliteConnection connection, string path, TimeSpan busyTimeout) : IWriteTransactions
{
    // Long enough for another process that asks every millisecond; without it a cancel beside a busy dispatcher waited for over a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    // Who has written for long leaves others a window that they cannot miss between two of their looks, which come a little late each.
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongWork = TimeSpan.FromMilliseconds(3);

    private TimeSpan _began;
    private TimeSpan? _lastEnd;

    public SqlSession Session { get; } = new(connection, SqliteDialect.Instance);

    public bool IsFailedCommitUndone => true;

    private static TimeSpan MachineTime => MailClock.System.Elapsed;

    public void Begin()
    {
        var pause = _lastEnd - _began >= LongWork ? LongPause : Pause;
        while (MachineTime - _lastEnd < pause)
        {
            SqliteRaw.Sleep();
        }

        var start = MachineTime;
        while (true)
        {
            var code = SqliteRaw.TryExecute(connection, "BEGIN IMMEDIATE");
            if (code == raw.SQLITE_OK)
            {
                _began = MachineTime;
                return;
            }

            if ((code & 0xFF) != raw.SQLITE_BUSY || MachineTime - start >= busyTimeout)
            {
                throw SqliteErrors.FromCode(code, raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), path);
            }

            SqliteRaw.Sleep();
        }
    }

    public void Commit()
    {
        SqliteRaw.Execute(connection, "COMMIT", path);
        _lastEnd = MachineTime;
    }

    public void RollBack()
    {
        SqliteRaw.RollBack(connection);
        _lastEnd = MachineTime;
    }

    public Exception Translate(Exception exception) => exception is SqliteException sqlite ? SqliteErrors.From(sqlite, path) : exception;

    public void Dispose() => Session.Dispose();
}
