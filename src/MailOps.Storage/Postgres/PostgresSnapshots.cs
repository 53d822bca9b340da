using System;
using MailOps.Storage.Sql;

namespace MailOps.Storage.Postgres;

/// <summary>Snapshots of PostgreSQL.</summary>
internal sealed class PostgresSnapshots(PostgresConnections connections) : ISnapshots
{
    public bool MayBeLost => true;

    public SqlSession Open() => connections.OpenSession();

    public void Begin(SqlSession session) => PostgresConnections.Execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

    public void End(SqlSession session) => PostgresConnections.TryRollBack(session);

    public Exception Translate(Exception exception) => connections.Translate(exception);
}
