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

    // Who says that he waits and does not take his turn is frozen, and keeps nobody else from writing.
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Annoyance = TimeSpan.FromSeconds(1);

    private readonly TurnFile _turns = new(path);
    private TimeSpan? _lastEnd;
    private TimeSpan? _annoyedAt;

    public SqlSession Session { get; } = new(connection, SqliteDialect.Instance);

    public bool IsFailedCommitUndone => true;

    public bool IsAwaited => !IsAnnoyed && _turns.IsAnybodyWaiting();

    private static TimeSpan MachineTime => MailClock.System.Elapsed;

    private bool IsAnnoyed => MachineTime - _annoyedAt < Annoyance;

    public void Begin()
    {
        LetOthersGoFirst();
        if (!TryBegin())
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

    public Exception Translate(Exception exception) => exception is SqliteException sqlite ? SqliteErrors.From(sqlite, path) : exception;

    public void Dispose() => Session.Dispose();

    private void LetOthersGoFirst()
    {
        if (!(MachineTime - _lastEnd < Recently) || !IsAwaited)
        {
            return;
        }

        var start = MachineTime;
        do
        {
            if (MachineTime - start >= Courtesy)
            {
                _annoyedAt = MachineTime;
                return;
            }

            SqliteRaw.Sleep();
        }
        while (_turns.IsAnybodyWaiting());
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
                    throw SqliteErrors.FromCode(raw.SQLITE_BUSY, raw.sqlite3_errstr(raw.SQLITE_BUSY).utf8_to_string(), path);
                }

                SqliteRaw.Sleep();
            }
            while (!TryBegin());
        }
        finally
        {
            place?.Dispose();
        }
    }

    private bool TryBegin()
    {
        var code = SqliteRaw.TryExecute(connection, "BEGIN IMMEDIATE");
        return code == raw.SQLITE_OK
            || ((code & 0xFF) == raw.SQLITE_BUSY ? false : throw SqliteErrors.FromCode(code, raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), path));
    }
}
