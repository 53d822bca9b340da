using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Storage.Sql;

/// <summary>
/// The one thread of a process that writes to the database, started when there is work for it. What waits at the same time is committed
/// together, since a commit waits for the disk once, whatever it holds.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    // How long a transaction goes on taking in work of others; when another process waits, it stops at the next look.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(0.5);

    private readonly BlockingCollection<WriteItem> _queue = [];
    private readonly IWriteTransactions _transactions;

    // Who holds it uses the connection.
    private readonly object _turn = new();
    private readonly MailClock _clock;
    private readonly TimeSpan _busyTimeout;
    private readonly object _starting = new();
    private Thread? _thread;
    private volatile bool _isClosed;

    public StoreWriter(IWriteTransactions transactions, MailClock clock, TimeSpan busyTimeout)
    {
        _transactions = transactions;
        _clock = clock;
        _busyTimeout = busyTimeout;
    }

    // Waiting for another process is a matter of the machine's time, whatever clock stamps what is stored.
    private static TimeSpan MachineTime => MailClock.System.Elapsed;

    public Task<T> RunAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureStarted();
        var item = new WriteItem<T>(work, MachineTime, cancellationToken);
        try
        {
            _queue.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw Closed();
        }

        return item.Task;
    }

    /// <summary>
    /// Runs work of a few statements on the caller's thread when nobody else writes: the journeys to the writer's thread and back take longer than
    /// its commit.
    /// </summary>
    public Task<T> RunBrieflyAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isClosed || _queue.Count > 0 || !Monitor.TryEnter(_turn))
        {
            return RunAsync(work, cancellationToken);
        }

        try
        {
            if (_isClosed || !_transactions.TryBegin())
            {
                return RunAsync(work, cancellationToken);
            }

            var item = new WriteItem<T>(work, MachineTime, CancellationToken.None);
            RunAlone(item);
            if (_transactions.IsTidyingDue)
            {
                _ = Task.Run(Tidy, CancellationToken.None);
            }

            return item.Task;
        }
        finally
        {
            Monitor.Exit(_turn);
        }
    }

    /// <summary>Finishes what waits and closes the connection.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _queue.CompleteAdding();
        lock (_starting)
        {
            _thread?.Join();
        }

        lock (_turn)
        {
            _queue.Dispose();
            _transactions.Dispose();
        }
    }

    // Most commands write once and briefly, and never need it.
    private void EnsureStarted()
    {
        lock (_starting)
        {
            if (_isClosed)
            {
                throw Closed();
            }

            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "MailOps store writer" };
                _thread.Start();
            }
        }
    }

    private static ObjectDisposedException Closed() => new(nameof(IStoreEngine), "The store has been closed.");

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
            lock (_turn)
            {
                if (TryBegin(first))
                {
                    RunTogether(batch);
                    Tidy();
                }
            }
        }
    }

    private void Tidy()
    {
        lock (_turn)
        {
            if (!_isClosed && _transactions.IsTidyingDue)
            {
                _transactions.Tidy();
            }
        }
    }

    private bool TryBegin(WriteItem item)
    {
        try
        {
            _transactions.Begin();
            return true;
        }
#pragma warning disable CA1031 // Whatever it is belongs to the caller whose work could not begin; the thread serves the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = _transactions.Translate(e);
            item.Fail(error);
            if (error is MailOpsException { ErrorId: StoreFaults.BusyId })
            {
                FailExpired(error);
            }

            return false;
        }
    }

    // The others have waited with the first one: each waits its time once, not one after the other.
    private void FailExpired(Exception error)
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

    private void RunTogether(List<WriteItem> batch)
    {
        var isCommitting = false;
        try
        {
            var scope = new WriteScope(_transactions.Session, _clock);
            batch[0].Run(scope);
            Gather(batch, scope);

            scope.Flush();
            isCommitting = true;
            _transactions.Commit();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _transactions.RollBack();
            if (batch.Count == 1 || (isCommitting && !_transactions.IsFailedCommitUndone))
            {
                var error = _transactions.Translate(e);
                batch.ForEach(item => item.Fail(error));
                return;
            }

            RunEach(batch);
            return;
        }

        batch.ForEach(item => item.Complete());
    }

    private void Gather(List<WriteItem> batch, WriteScope scope)
    {
        var start = MachineTime;
        var look = Look;
        while (_queue.TryTake(out var next))
        {
            if (next.TryBegin())
            {
                batch.Add(next);
                next.Run(scope);
            }

            var elapsed = MachineTime - start;
            if (elapsed >= look)
            {
                if (elapsed >= Gathering || _transactions.IsAwaited)
                {
                    return;
                }

                look = elapsed + Look;
            }
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
            var scope = new WriteScope(_transactions.Session, _clock);
            item.Run(scope);
            scope.Flush();
            _transactions.Commit();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _transactions.RollBack();
            item.Fail(_transactions.Translate(e));
            return;
        }

        item.Complete();
    }
}
