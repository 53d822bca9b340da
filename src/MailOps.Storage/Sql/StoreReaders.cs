using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>A few connections that read, each in a snapshot of its own; readers never wait for the writer.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open, string path, int limit) : IDisposable
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
            // SQLite answers on the thread that asks; the caller's, which may be a pipeline's, stays free.
            return await Task.Run(() => Run(work), cancellationToken).ConfigureAwait(false);
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
        if (!_idle.TryTake(out var session))
        {
            session = new SqlSession(open());
        }

        var connection = (SqliteConnection)session.Connection;
        var isSound = false;
        try
        {
            SqliteRaw.Execute(connection, "BEGIN", path);
            var result = work(session);
            isSound = true;
            return result;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.From(e, path);
        }
        finally
        {
            SqliteRaw.RollBack(connection);
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
}
