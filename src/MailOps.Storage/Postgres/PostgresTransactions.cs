using System;
using System.Data;
using MailOps.Storage.Sql;
using Npgsql;

namespace MailOps.Storage.Postgres;

/// <summary>
/// Write transactions of PostgreSQL. Writers of a store take turns, in the order they came, by an advisory lock that ends with the
/// transaction: counts, lanes and folds are rows that every change touches, so two writers at once would only wait for each other's rows
/// and then find that what they had decided about has changed.
/// </summary>
internal sealed class PostgresTransactions(PostgresConnections connections) : IWriteTransactions
{
    private SqlSession? _session;

    public SqlSession Session => _session ??= connections.OpenSession();

    public bool IsFailedCommitUndone => false;

    // The server hands its lock on in the order in which it was asked for.
    public bool IsAwaited => false;

    // The server does that by itself.
    public bool IsTidyingDue => false;

    public bool TryBegin() => false;

    public void Begin()
    {
        if (_session is not null && TryBegin(_session))
        {
            return;
        }

        Forget();
        try
        {
            PostgresConnections.Execute(Session, connections.BeginWrite);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    public void Commit() => PostgresConnections.Execute(Session, "COMMIT");

    public void Tidy()
    {
    }

    public void RollBack()
    {
        if (_session is { } session && !PostgresConnections.TryRollBack(session))
        {
            Forget();
        }
    }

    public Exception Translate(Exception exception) => connections.Translate(exception);

    public void Dispose() => Forget();

    // While nothing was written a server may have restarted, or a firewall have forgotten the connection. Nothing has been done yet, so
    // another connection is as good; a server that answers has said what is wrong.
    private bool TryBegin(SqlSession session)
    {
        try
        {
            PostgresConnections.Execute(session, connections.BeginWrite);
            return true;
        }
        catch (NpgsqlException) when (session.Connection.State != ConnectionState.Open)
        {
            return false;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void Forget()
    {
        _session?.Dispose();
        _session = null;
    }
}
