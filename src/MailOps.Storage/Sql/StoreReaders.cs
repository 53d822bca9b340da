using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Storage.Sql;

/// <summary>A few connections that read, each in a snapshot of its own; readers never wait for the writer.</summary>
internal sealed class StoreReaders(ISnapshots snapshots, int limit) : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private readonly SemaphoreSlim _free = new(limit, limit);
    private volatile bool _isDisposed;

    public async Task<T> RunAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The database answers on the thread that asks; the caller's, which may be a pipeline's, stays free.
            return await Task.Run(() => Run(work), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>The same on the caller's thread, when a connection is free.</summary>
    public async Task<T> RunBrieflyAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_free.Wait(0, CancellationToken.None))
        {
            return await RunAsync(work, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return Run(work);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        for (var i = 0; i < limit; i++)
        {
            _free.Wait();
        }

        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Dispose();
    }

    private T Run<T>(Func<SqlSession, T> work)
    {
        var session = Begin();
        var isSound = false;
        try
        {
            var result = work(session);
            isSound = true;
            return result;
        }
        catch (Exception e) when (snapshots.Translate(e) is { } error && error != e)
        {
            throw error;
        }
        finally
        {
            snapshots.End(session);
            if (isSound)
            {
                _idle.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    private SqlSession Begin()
    {
        while (_idle.TryTake(out var idle))
        {
            try
            {
                snapshots.Begin(idle);
                return idle;
            }
            catch (Exception e) when (snapshots.Translate(e) is { } error && error != e)
            {
                idle.Dispose();
                if (!snapshots.MayBeLost)
                {
                    throw error;
                }
            }
        }

        var session = snapshots.Open();
        try
        {
            snapshots.Begin(session);
            return session;
        }
        catch (Exception e)
        {
            session.Dispose();
            throw snapshots.Translate(e);
        }
    }
}
