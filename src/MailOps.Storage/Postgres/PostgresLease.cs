using System;
using System.Threading;
using MailOps.Storage.Sql;
using Npgsql;

namespace MailOps.Storage.Postgres;

/// <summary>
/// A lease that its owner renews, on the server's clock: no other machine's clock has a say. An owner whose lease has run out is taken for
/// dead. If it was only cut off, its claims are worth nothing any more: it can mark nothing as being sent, and what it has sent meanwhile
/// is recorded all the same.
/// </summary>
internal sealed class PostgresLease : IOwnerSign
{
    private const string Renewal =
        "UPDATE lease SET until = (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $2 WHERE token = $1";

    private const string First =
        "INSERT INTO lease (token, until) VALUES ($1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $2)";

    private readonly object _gate = new();
    private readonly PostgresConnections _connections;
    private readonly long _length;
    private readonly Timer _timer;
    private SqlSession? _session;
    private bool _isDisposed;

    public PostgresLease(PostgresConnections connections, TimeSpan length)
    {
        _connections = connections;
        _length = (long)length.TotalMilliseconds;
        _session = connections.OpenSession();
        try
        {
            _session.Execute(First, Token, _length);
        }
        catch (Exception e)
        {
            _session.Dispose();
            throw connections.Translate(e);
        }

        var often = TimeSpan.FromMilliseconds(_length / 4.0);
        _timer = new Timer(_ => Renew(), null, often, often);
    }

    public string Token { get; } = Guid.NewGuid().ToString("N");

    public static bool IsDead(SqlSession session, string token) => session.QueryNumber(
        "SELECT 1 FROM lease WHERE token = $1 AND until > (extract(epoch FROM clock_timestamp()) * 1000)::bigint", token) is null;

    public static void Remove(SqlSession session, string token) => session.Execute("DELETE FROM lease WHERE token = $1", token);

    public bool Confirm(SqlSession session)
    {
        var isDead = IsDead(session, Token);
        if (session.Execute(Renewal, Token, _length) == 0)
        {
            session.Execute(First, Token, _length);
        }

        return !isDead;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
            try
            {
                if (_session is { } session)
                {
                    Remove(session, Token);
                }
            }
            catch (Exception e) when (IsLost(e))
            {
                // Without the server the lease runs out by itself.
            }
            finally
            {
                _session?.Dispose();
                _session = null;
            }
        }
    }

    // Of a connection that is lost, or that is closed together with its store at this moment.
    private static bool IsLost(Exception e) => e is NpgsqlException or MailOpsException or InvalidOperationException or System.IO.IOException or TimeoutException;

    // On a connection of its own: renewing must not wait behind the owner's own writing.
    private void Renew()
    {
        if (!Monitor.TryEnter(_gate))
        {
            return;
        }

        try
        {
            if (!_isDisposed)
            {
                _session ??= _connections.OpenSession();
                _session.Execute(Renewal, Token, _length);
            }
        }
        catch (Exception e) when (IsLost(e))
        {
            // Tried again with another connection next time. If that comes too late the next claim finds out (Confirm).
            _session?.Dispose();
            _session = null;
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }
}
