using System;
using System.Collections.Generic;
using System.Data.Common;

namespace MailOps.Storage.Sql;

/// <summary>
/// One connection and its prepared statements; used by one thread at a time. Statements number their parameters <c>$1</c>, <c>$2</c> …,
/// which SQLite and PostgreSQL both understand. A statement must be a constant text: it is kept for as long as the connection.
/// </summary>
internal class SqlSession : IDisposable
{
    private readonly Dictionary<string, DbCommand> _statements = new(StringComparer.Ordinal);
    private readonly SqlDialect _dialect;

    public SqlSession(DbConnection connection, SqlDialect dialect)
    {
        Connection = connection;
        _dialect = dialect;
    }

    public DbConnection Connection { get; }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>
    /// Runs a statement that nobody waits for. A database in this process runs it at once; one behind a connection gets it together with
    /// others, in their order: before the next statement that answers, or with <see cref="Complete"/>.
    /// </summary>
    public void Post(string sql, params ReadOnlySpan<object?> values) => Send(sql, null, null, values);

    /// <summary>The same; tells later how many rows it changed.</summary>
    public void PostCount(string sql, Action<int> changed, params ReadOnlySpan<object?> values) => Send(sql, null, changed, values);

    /// <summary>The same for a query; the rows are read later, by an action that asks the database nothing itself.</summary>
    public void PostQuery(string sql, Action<DbDataReader> read, params ReadOnlySpan<object?> values) => Send(sql, read, null, values);

    /// <summary>Waits until all that was posted is done, and tells its results.</summary>
    public virtual void Complete()
    {
    }

    /// <summary>Forgets what was posted and has not been run, since its transaction is undone.</summary>
    public virtual void Abandon()
    {
    }

    /// <summary>Runs a query; the caller disposes the reader before it runs the same statement again.</summary>
    public DbDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>The first column of the first row as a number; null when there is no row or it holds NULL.</summary>
    public long? QueryNumber(string sql, params ReadOnlySpan<object?> values)
    {
        using var reader = Query(sql, values);
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    /// <summary>The first column of the first row as text; null when there is no row or it holds NULL.</summary>
    public string? QueryText(string sql, params ReadOnlySpan<object?> values)
    {
        using var reader = Query(sql, values);
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : null;
    }

    /// <summary>Runs a statement that is made for the occasion and not kept.</summary>
    public List<T> QueryOnce<T>(string sql, IReadOnlyList<object?> values, Func<DbDataReader, T> read)
    {
        Complete();
        using var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Only ever put together from constant pieces; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Count; i++)
        {
            AddParameter(command, i, values[i]);
        }

        List<T> rows = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs what was posted, at once or later.</summary>
    protected virtual void Send(string sql, Action<DbDataReader>? read, Action<int>? changed, ReadOnlySpan<object?> values)
    {
        if (read is null)
        {
            var rows = Execute(sql, values);
            changed?.Invoke(rows);
            return;
        }

        using var reader = Query(sql, values);
        read(reader);
    }

    protected virtual void Dispose(bool disposing)
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }

    private void AddParameter(DbCommand command, int index, object? value)
    {
        var parameter = command.CreateParameter();
        _dialect.Name(parameter, index);
        _dialect.Set(parameter, value);
        command.Parameters.Add(parameter);
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        Complete();
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts; every value is a parameter.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++)
            {
                AddParameter(command, i, null);
            }

            _statements.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            _dialect.Set(command.Parameters[i], values[i]);
        }

        return command;
    }
}
