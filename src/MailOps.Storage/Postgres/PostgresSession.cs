using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using MailOps.Storage.Sql;
using Npgsql;

namespace MailOps.Storage.Postgres;

/// <summary>
/// A connection to PostgreSQL. Every statement is a journey to the server and back; what was posted travels together, in one.
/// </summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : SqlSession(connection, PostgresDialect.Instance)
{
    // Their answers wait in the buffers of the connection while the rest is still being written.
    private const int MaxStatements = 500;
    private const int MaxBytes = 8_000_000;

    private readonly Dictionary<(string Sql, long Nulls), string> _variants = [];
    private List<Posted> _posted = [];
    private NpgsqlBatch? _batch;
    private long _bytes;

    public override void Complete()
    {
        if (_batch is not { } batch)
        {
            return;
        }

        // Whoever reads a result may post more: that is another journey.
        var posted = _posted;
        _batch = null;
        _posted = [];
        _bytes = 0;
        using (batch)
        {
            using (var reader = batch.ExecuteReader())
            {
                Read(posted, reader);
            }

            for (var i = 0; i < posted.Count; i++)
            {
                posted[i].Changed?.Invoke((int)batch.BatchCommands[i].RecordsAffected);
            }
        }
    }

    public override void Abandon()
    {
        _batch?.Dispose();
        _batch = null;
        _posted.Clear();
        _bytes = 0;
    }

    protected override void Send(string sql, Action<DbDataReader>? read, Action<int>? changed, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(Variant(sql, values));
        foreach (var value in values)
        {
            var parameter = new NpgsqlParameter();
            PostgresDialect.Instance.Set(parameter, value);
            command.Parameters.Add(parameter);
            _bytes += value is byte[] bytes ? bytes.Length : 0;
        }

        _batch ??= connection.CreateBatch();
        _batch.BatchCommands.Add(command);
        _posted.Add(new Posted(read, changed));
        if (_posted.Count >= MaxStatements || _bytes >= MaxBytes)
        {
            Complete();
        }
    }

    protected override void Dispose(bool disposing)
    {
        Abandon();
        base.Dispose(disposing);
    }

    // Only statements that answer with rows have a result.
    private static void Read(List<Posted> posted, NpgsqlDataReader reader)
    {
        var isFirst = true;
        foreach (var one in posted)
        {
            if (one.Read is { } read)
            {
                if (!isFirst)
                {
                    reader.NextResult();
                }

                read(reader);
                isFirst = false;
            }
        }
    }

    // A statement stays prepared for the types that it was first given, and a NULL has none: with NULLs elsewhere it is another statement.
    private string Variant(string sql, ReadOnlySpan<object?> values)
    {
        var nulls = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            nulls |= values[i] is null ? 1L << i : 0;
        }

        if (nulls == 0)
        {
            return sql;
        }

        if (!_variants.TryGetValue((sql, nulls), out var variant))
        {
            variant = string.Create(CultureInfo.InvariantCulture, $"{sql} /* {nulls:x} */");
            _variants.Add((sql, nulls), variant);
        }

        return variant;
    }

    private readonly record struct Posted(Action<DbDataReader>? Read, Action<int>? Changed);
}
