using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailOps.Storage.Sqlite;

/// <summary>
/// The one thread of a process that writes to the database. What waits at the same time is committed together, since a commit waits for
/// the disk once, whatever it holds; after each commit the database is left alone for a moment, so that another process gets its turn.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    // Long enough for another process that asks every millisecond; without it a cancel beside a busy dispatcher waited for over a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    // How long a transaction goes on taking in work of others.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);

    private readonly BlockingCollection<WriteItem> _queue = [];
    private readonly SqlSession _session;
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly MailClock _clock;
    private readonly TimeSpan _busyTimeout;
    private readonly Thread _thread;
    private TimeSpan _lastCommit = TimeSpan.MinValue;

    public SqliteWriter(SqliteConnection connection, string path, MailClock clock, TimeSpan busyTimeout)
    {
        _connection = connection;
        _session = new SqlSession(connection);
        _path = path;
        _clock = clock;
        _busyTimeout = busyTimeout;
        _thread = new Thread(Work) { IsBackground = true, Name = "MailOps store writer" };
        _thread.Start();
    }

    // Waiting for another process is a matter of the machine's time, whatever clock stamps what is stored.
    private static TimeSpan MachineTime => MailClock.System.Elapsed;

    public Task<T> RunAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var item = new WriteItem<T>(work, MachineTime, cancellationToken);
        try
        {
            _queue.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(IStoreEngine), "The store has been closed.");
        }

        return item.Task;
    }

    /// <summary>Finishes what waits and closes the connection.</summary>
    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
        {
            return;
        }

        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _session.Dispose();
    }

    private void Work()
    {
        List<WriteItem> batch = [];
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            if (!first.TryBegin())
            {
                continue;
            }

            batch.Clear();
            batch.Add(first);
            if (TryBegin(first))
            {
                RunTogether(batch);
            }
        }
    }

    private bool TryBegin(WriteItem item)
    {
        var code = Begin();
        if (code == raw.SQLITE_OK)
        {
            return true;
        }

        var error = SqliteErrors.FromCode(code, raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), _path);
        item.Fail(error);
        if ((code & 0xFF) == raw.SQLITE_BUSY)
        {
            FailExpired(error);
        }

        return false;
    }

    // The others have waited with the first one: each waits its time once, not one after the other.
    private void FailExpired(MailOpsException error)
    {
        for (var count = _queue.Count; count > 0 && _queue.TryTake(out var item); count--)
        {
            if (MachineTime - item.EnqueuedAt < _busyTimeout)
            {
                _queue.Add(item);
            }
            else if (item.TryBegin())
            {
                item.Fail(error);
            }
        }
    }

    private int Begin()
    {
        var rest = Pause - (_lastCommit == TimeSpan.MinValue ? Pause : MachineTime - _lastCommit);
        if (rest > TimeSpan.Zero)
        {
            SqliteRaw.Sleep();
        }

        var start = MachineTime;
        while (true)
        {
            var code = SqliteRaw.TryExecute(_connection, "BEGIN IMMEDIATE");
            if ((code & 0xFF) != raw.SQLITE_BUSY || MachineTime - start >= _busyTimeout)
            {
                return code;
            }

            SqliteRaw.Sleep();
        }
    }

    private void RunTogether(List<WriteItem> batch)
    {
        try
        {
            var scope = new WriteScope(_session, _clock);
            batch[0].Run(scope);
            var start = MachineTime;
            while (MachineTime - start < Gathering && _queue.TryTake(out var next))
            {
                if (next.TryBegin())
                {
                    batch.Add(next);
                    next.Run(scope);
                }
            }

            scope.Flush();
            SqliteRaw.Execute(_connection, "COMMIT", _path);
            _lastCommit = MachineTime;
        }
#pragma warning disable CA1031 // Whatever it is belongs to the caller whose work threw it; the thread serves the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            SqliteRaw.RollBack(_connection);
            _lastCommit = MachineTime;
            if (batch.Count == 1)
            {
                batch[0].Fail(Translate(e));
                return;
            }

            RunEach(batch);
            return;
        }

        foreach (var item in batch)
        {
            item.Complete();
        }
    }

    // One of them failed and took the others down with it: each gets a transaction of its own.
    private void RunEach(List<WriteItem> batch)
    {
        foreach (var item in batch.ToArray())
        {
            if (TryBegin(item))
            {
                RunAlone(item);
            }
        }
    }

    private void RunAlone(WriteItem item)
    {
        try
        {
            var scope = new WriteScope(_session, _clock);
            item.Run(scope);
            scope.Flush();
            SqliteRaw.Execute(_connection, "COMMIT", _path);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            SqliteRaw.RollBack(_connection);
            item.Fail(Translate(e));
            return;
        }
        finally
        {
            _lastCommit = MachineTime;
        }

        item.Complete();
    }

    private Exception Translate(Exception e) => e is SqliteException sqlite ? SqliteErrors.From(sqlite, _path) : e;
}
