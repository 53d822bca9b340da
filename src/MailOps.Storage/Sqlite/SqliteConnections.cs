using System;
using System.Globalization;
using MailOps.Session;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>Opens connections with the settings that the guarantees of the store rest on.</summary>
internal sealed class SqliteConnections(string path, StoreOptions options, SqliteTuning tuning)
{
    /// <summary>How long the log becomes before SQLite copies it into the database by itself; writers do so sooner, when nobody waits for them.</summary>
    public const int MaxLogPages = 32_000;

    // Readers, and the first look at a file, leave waiting to SQLite; the writer waits by itself.
    private int BusyMilliseconds => (int)Math.Min(options.BusyTimeout.TotalMilliseconds, int.MaxValue);

    /// <summary>Opens the connection that writes, and brings the tables up to date.</summary>
    public SqliteConnection OpenWriter()
    {
        // Two processes that make the store in the same moment get in each other's way, where SQLite does not wait by itself, since waiting
        // could be a deadlock: switching to the log.
        var start = MailClock.System.Elapsed;
        while (true)
        {
            try
            {
                return TryOpenWriter();
            }
            catch (MailOpsException e) when (e.ErrorId == StoreFaults.BusyId && MailClock.System.Elapsed - start < options.BusyTimeout)
            {
                SqliteRaw.Sleep();
            }
        }
    }

    private static string Pragma(string name, long value) =>
        "PRAGMA " + name + " = " + value.ToString(CultureInfo.InvariantCulture);

    private SqliteConnection TryOpenWriter()
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            SqliteRaw.Execute(connection, Pragma("busy_timeout", BusyMilliseconds), path);

            // The version is looked at before the file is touched: a foreign database stays as it is.
            var version = SqliteSchema.ReadVersion(connection, path);
            if (version == 0)
            {
                // Only an empty file takes these two, and any other writes the second one down anew. A commit writes every page that it touched,
                // about twenty for a mail of which most hold a changed row and nothing else: smaller pages are fewer bytes to the disk. Incremental
                // vacuum gives the room of erased content back.
                SqliteRaw.Execute(connection, "PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL;", path);
            }

            // Readers and the writer never wait for each other. FULL makes every commit wait for the disk (fsync of the log): what was
            // acknowledged survives a power cut, which NORMAL would not promise in this mode.
            SqliteRaw.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", path);
            if (version < SqliteSchema.Version)
            {
                SqliteSchema.Migrate(connection, path);
            }

            SqliteRaw.Execute(
                connection,
                """
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = ON;
                PRAGMA trusted_schema = OFF;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -49152;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA busy_timeout = 0;
                """,
                path);
            SqliteRaw.Execute(connection, Pragma("wal_autocheckpoint", MaxLogPages), path);
            if (tuning.MaxPages is { } pages)
            {
                SqliteRaw.Execute(connection, Pragma("max_page_count", pages), path);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            SqliteRaw.Execute(connection, Pragma("busy_timeout", BusyMilliseconds), path);
            SqliteSchema.RequireCurrent(connection, path);
            SqliteRaw.Execute(
                connection, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;", path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The version of the tables as they are; 0 in an empty file. Refuses what is no store.</summary>
    public long ReadVersion()
    {
        using var connection = Open(path, SqliteOpenMode.ReadOnly);
        SqliteRaw.Execute(connection, Pragma("busy_timeout", BusyMilliseconds), path);
        return SqliteSchema.ReadVersion(connection, path);
    }

    /// <summary>An empty store that exists in memory only, for looking into one that nobody has made yet.</summary>
    public static SqliteConnection OpenEmpty()
    {
        SqliteLibrary.EnsureLoaded();
        var connection = Open(":memory:", SqliteOpenMode.Memory);
        SqliteSchema.Migrate(connection, ":memory:");
        SqliteRaw.Execute(connection, "PRAGMA query_only = ON", ":memory:");
        return connection;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteLibrary.EnsureLoaded();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            // Of Microsoft.Data.Sqlite's own, slower waiting: as little as it lets us have.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteErrors.From(e, path);
        }
    }
}

/// <summary>What tests narrow down.</summary>
internal sealed record SqliteTuning
{
    public static readonly SqliteTuning Default = new();

    /// <summary>How many pages the database may have: a disk that is full sooner.</summary>
    public long? MaxPages { get; init; }

    /// <summary>Tells network file systems.</summary>
    public Func<string, bool> IsNetworkPath { get; init; } = NetworkPaths.Contain;
}
