using System;
using System.IO;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailOps.Storage.Sqlite;

/// <summary>Write transactions of SQLite, in turns with other processes.</summary>
internal sealed class SqliteTransactions(SqliteConnection connection, string path, TimeSpan busyTimeout) : IWriteTransactions
{
    // Who has not written for so long has left others enough room already.
    private static readonly TimeSpan Recently = TimeSpan.FromMilliseconds(5);

    // Who says that he waits and does not take his turn is frozen: he slows others down, and keeps nobody from writing.
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(20);

    // Far fewer than make SQLite itself copy the log in the middle of a commit, for which somebody waits.
    private const long PagesUntilTidying = SqliteConnections.MaxLogPages / 8;

    private const string BeginWrite = "BEGIN IMMEDIATE";

    private readonly TurnFile _turns = new(path);
    private TimeSpan? _lastEnd;
    private long _written;

    public SqlSession Session { get; } = new(connection, SqliteDialect.Instance);

    public bool IsFailedCommitUndone => true;

    public bool IsAwaited => _turns.IsAnybodyWaiting();

    public bool IsTidyingDue => (_written += SqliteRaw.TakePagesWritten(connection)) >= PagesUntilTidying;

    private static TimeSpan MachineTime => MailClock.System.Elapsed;

    private bool MustLetOthersGoFirst => MachineTime - _lastEnd < Recently && IsAwaited;

    public bool TryBegin() => !MustLetOthersGoFirst && SqliteRaw.TryExecute(connection, BeginWrite) == raw.SQLITE_OK;

    public void Begin()
    {
        if (MustLetOthersGoFirst)
        {
            LetOthersGoFirst();
        }

        if (!TryBeginNow())
        {
            WaitForTurn();
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

    public void Tidy()
    {
        // Copies the log into the database as far as no reader needs it; whatever is left waits for the next time.
        _written = 0;
        SqliteRaw.TryExecute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    public Exception Translate(Exception exception) => exception is SqliteException sqlite ? SqliteErrors.From(sqlite, path) : exception;

    public void Dispose() => Session.Dispose();

    private void LetOthersGoFirst()
    {
        var start = MachineTime;
        do
        {
            SqliteRaw.Sleep();
        }
        while (MachineTime - start < Courtesy && IsAwaited);
    }

    private void WaitForTurn()
    {
        var start = MachineTime;
        FileStream? place = null;
        try
        {
            do
            {
                place ??= _turns.TryWait();
                if (MachineTime - start >= busyTimeout)
                {
                    throw SqliteErrors.FromCode(raw.SQLITE_BUSY, raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), path);
                }

                SqliteRaw.Sleep();
            }
            while (!TryBeginNow());
        }
        finally
        {
            place?.Dispose();
        }
    }

    private bool TryBeginNow()
    {
        var code = SqliteRaw.TryExecute(connection, BeginWrite);
        if (code != raw.SQLITE_OK && (code & 0xFF) != raw.SQLITE_BUSY)
        {
            throw SqliteErrors.FromCode(code, raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), path);
        }

        return code == raw.SQLITE_OK;
    }
}
