using System;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>Snapshots of SQLite: a transaction that only reads.</summary>
internal sealed class SqliteSnapshots(Func<SqliteConnection> open, string path) : ISnapshots
{
    public bool MayBeLost => false;

    public SqlSession Open() => new(open(), SqliteDialect.Instance);

    public void Begin(SqlSession session) => SqliteRaw.Execute((SqliteConnection)session.Connection, "BEGIN", path);

    public void End(SqlSession session) => SqliteRaw.RollBack((SqliteConnection)session.Connection);

    public Exception Translate(Exception exception) => exception is SqliteException sqlite ? SqliteErrors.From(sqlite, path) : exception;
}
