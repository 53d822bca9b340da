using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Smtp;

/// <summary>
/// Keeps connections between messages. At most so many are lent out at once; the one used last is lent first, so that those above the need
/// grow old and are closed.
/// </summary>
internal sealed class SmtpConnectionPool(SmtpOptions options, MailClock clock) : IDisposable
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _free = new(options.MaxConnections, options.MaxConnections);
    private readonly CancellationTokenSource _disposed = new();

    // Idle connections with the time since when; the end of the list is the one used last.
    private readonly List<(SmtpConnection Connection, TimeSpan Since)> _idle = [];
    private bool _isTidying;
    private bool _isClosed;

    /// <summary>Waits for a place and gives an idle connection; null when there is none and a new one has to be opened.</summary>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public async Task<SmtpConnection?> AcquireAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return TakeIdle();
    }

    /// <summary>Gives the place back, with the connection when it can be used again.</summary>
    /// <param name="connection">The connection; null when there is none to keep.</param>
    public void Release(SmtpConnection? connection)
    {
        if (connection is null || TryKeep(connection))
        {
            _free.Release();
        }
        else
        {
            _ = QuitAndReleaseAsync(connection);
        }
    }

    /// <summary>Says goodbye on all idle connections.</summary>
    public async Task CloseAsync()
    {
        Close();
        while (TakeIdle() is { } connection)
        {
            await connection.QuitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Closes all idle connections without a word.</summary>
    public void Dispose()
    {
        Close();
        while (TakeIdle() is { } connection)
        {
            connection.Dispose();
        }
    }

    private bool TryKeep(SmtpConnection connection)
    {
        lock (_gate)
        {
            if (_isClosed || !connection.IsReusable)
            {
                return false;
            }

            _idle.Add((connection, clock.Elapsed));
            if (!_isTidying)
            {
                _isTidying = true;
                _ = TidyAsync();
            }

            return true;
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _disposed.Cancel();
    }

    // The place is free only when the server has let go: servers count connections too, and refuse one too many.
    private async Task QuitAndReleaseAsync(SmtpConnection connection)
    {
        try
        {
            await connection.QuitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    private SmtpConnection? TakeIdle()
    {
        while (true)
        {
            SmtpConnection connection;
            lock (_gate)
            {
                if (_idle.Count == 0)
                {
                    return null;
                }

                connection = _idle[_idle.Count - 1].Connection;
                _idle.RemoveAt(_idle.Count - 1);
            }

            // A server that has hung up or said 421 meanwhile has spoken: a quiet connection is a living one.
            if (connection.Net.IsQuiet)
            {
                return connection;
            }

            connection.Dispose();
        }
    }

    // Runs as long as there are idle connections, which is seldom longer than there is mail.
    private async Task TidyAsync()
    {
        try
        {
            while (true)
            {
                await clock.Delay(options.Timeouts.Idle, _disposed.Token).ConfigureAwait(false);
                List<SmtpConnection> old = [];
                bool isEmpty;
                lock (_gate)
                {
                    while (_idle.Count > 0 && clock.Elapsed - _idle[0].Since >= options.Timeouts.Idle)
                    {
                        old.Add(_idle[0].Connection);
                        _idle.RemoveAt(0);
                    }

                    isEmpty = _idle.Count == 0;
                    _isTidying = !isEmpty;
                }

                foreach (var connection in old)
                {
                    await connection.QuitAsync(_disposed.Token).ConfigureAwait(false);
                }

                if (isEmpty)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // Closed: CloseAsync or Dispose sees to what is left.
        }
    }
}
