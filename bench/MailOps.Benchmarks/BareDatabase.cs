using System;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;

namespace MailOps.Benchmarks;

/// <summary>A SQLite file with the durability of a store and nothing else: what the disk and SQLite allow by themselves.</summary>
internal sealed class BareDatabase : IDisposable
{
    private const int FilledPages = 2000;

    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-bench-").FullName;
    private readonly SqliteConnection _connection;
    private int _next;

    public BareDatabase(int pageSize)
    {
        PageSize = pageSize;
        _connection = Open(Path.Combine(_folder, "bare.db"));
        Execute(_connection, "PRAGMA page_size = " + pageSize.ToString(CultureInfo.InvariantCulture));
        Execute(_connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -49152");
        Execute(_connection, "CREATE TABLE message (id INTEGER PRIMARY KEY, body BLOB NOT NULL); CREATE TABLE page (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        Execute(_connection, "BEGIN");
        for (var i = 0; i < FilledPages; i++)
        {
            // Two of them do not fit into a page.
            Run("INSERT INTO page (id, body) VALUES ($id, $body)", i, new byte[pageSize * 3 / 4]);
        }

        Execute(_connection, "COMMIT");
    }

    public int PageSize { get; }

    public static int ReadPageSize(string path)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_size";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Copies a database's log into it and cuts it off.</summary>
    public static void EmptyLog(string path)
    {
        using var connection = Open(path);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Inserts rows of the given size, each in a transaction of its own.</summary>
    public void Insert(int count, int size)
    {
        for (var i = 0; i < count; i++)
        {
            Execute(_connection, "BEGIN IMMEDIATE");
            Run("INSERT INTO message (id, body) VALUES ($id, $body)", null, new byte[size]);
            Execute(_connection, "COMMIT");
        }
    }

    /// <summary>Changes as many pages, in each of so many transactions.</summary>
    public void Dirty(int count, int pages)
    {
        var body = new byte[PageSize * 3 / 4];
        for (var i = 0; i < count; i++)
        {
            Execute(_connection, "BEGIN IMMEDIATE");
            for (var page = 0; page < pages; page++)
            {
                _next = (_next + 1) % FilledPages;
                body[0]++;
                Run("UPDATE page SET body = $body WHERE id = $id", _next, body);
            }

            Execute(_connection, "COMMIT");
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Run(string sql, int? id, byte[] body)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", (object?)id ?? DBNull.Value);
        command.Parameters.AddWithValue("$body", body);
        command.ExecuteNonQuery();
    }
}
