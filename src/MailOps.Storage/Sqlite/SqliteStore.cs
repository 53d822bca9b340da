using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>An open SQLite store: one thread that writes, a few connections that read.</summary>
internal sealed class SqliteStore : SqlStore
{
    private const int ReaderCount = 4;

    private readonly StoreWriter? _writer;
    private readonly SqliteConnections? _connections;
    private readonly StoreReaders _readers;

    private SqliteStore(
        StoreLocation location, StoreOptions options, StoreWriter? writer, StoreReaders readers, SqliteConnections? connections = null)
        : base(location, options)
    {
        _connections = connections;
        _writer = writer;
        _readers = readers;
    }

    private string Path => Location.Value;

    public static SqliteStore Open(StoreLocation location, StoreAccess access, StoreOptions options, SqliteTuning tuning)
    {
        var path = location.Value;
        var connections = new SqliteConnections(path, options, tuning);
        if (access == StoreAccess.ReadWrite)
        {
            var file = new System.IO.FileInfo(path);
            var isNew = !file.Exists || file.Length == 0;
            SqliteFile.Prepare(location, tuning.IsNetworkPath, options.AllowsSandboxDisk);
            var writer = new StoreWriter(
                new SqliteTransactions(connections.OpenWriter(), path, options.BusyTimeout), options.Clock, options.BusyTimeout);
            var store = new SqliteStore(
                location, options, writer, new StoreReaders(new SqliteSnapshots(connections.OpenReader, path), ReaderCount), connections);
            if (isNew && options.Warn is { } warn)
            {
                foreach (var finding in store.InspectPlace())
                {
                    warn(finding);
                }
            }

            return store;
        }

        // An empty file is a store that somebody is making at this moment, or died while making.
        if (SqliteFile.Exists(location, tuning.IsNetworkPath) && new System.IO.FileInfo(path).Length > 0)
        {
            // Opened now, so that a damaged file is an error here and not later.
            var readers = new StoreReaders(new SqliteSnapshots(connections.OpenReader, path), ReaderCount);
            connections.OpenReader().Dispose();
            return new SqliteStore(location, options, null, readers);
        }

        if (access == StoreAccess.ReadOnly && !System.IO.File.Exists(path) && location.Source is StoreSource.Explicit or StoreSource.Environment)
        {
            throw SqliteErrors.NotFound(path);
        }

        return OpenEmpty(location, options);
    }

    /// <summary>A store without anything in it, in place of one that nobody has made yet.</summary>
    public static SqliteStore OpenEmpty(StoreLocation location, StoreOptions options) => new(
        location, options, null, new StoreReaders(new SqliteSnapshots(SqliteConnections.OpenEmpty, location.Value), limit: 1));

    // The account that the file system knows the process by.
    public override string Account => CurrentAccount.Name;

    public override Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken) => _writer is null
        ? Task.FromException<T>(SqliteErrors.ReadOnly(Path))
        : _writer.RunAsync(work, cancellationToken);

    public override Task<T> WriteBrieflyAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken) => _writer is null
        ? Task.FromException<T>(SqliteErrors.ReadOnly(Path))
        : _writer.RunBrieflyAsync(work, cancellationToken);

    public override Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) => _readers.RunAsync(work, cancellationToken);

    public override Task<T> ReadBrieflyAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) =>
        _readers.RunBrieflyAsync(work, cancellationToken);

    public override Task WipeAsync(CancellationToken cancellationToken) => _connections is null
        ? Task.FromException(SqliteErrors.ReadOnly(Path))
        : Task.Run(
            () =>
            {
                // Erased pages were overwritten (secure_delete) in the log only: copying it into the file and cutting it off wipes both. A reader
                // in the middle of a snapshot keeps the log; then the next checkpoint does it.
                using var connection = _connections.OpenWriter();
                SqliteRaw.TryExecute(connection, "PRAGMA incremental_vacuum");
                SqliteRaw.TryExecute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            },
            cancellationToken);

    public override (long Version, long Size) Measure(SqlSession session)
    {
        var version = session.QueryNumber("SELECT user_version FROM pragma_user_version")!.Value;
        var pages = session.QueryNumber("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")!.Value;
        var log = new System.IO.FileInfo(Path + "-wal");
        return (version, pages + (log.Exists ? log.Length : 0));
    }

    public override FindingList InspectPlace()
    {
        try
        {
            return System.IO.File.Exists(Path) ? new FindingList(StoreRights.Inspect(System.IO.Path.GetDirectoryName(Path)!, Path)) : FindingList.Empty;
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            throw SqliteErrors.FileSystem(Path, e);
        }
    }

    public override IOwnerSign RaiseSign() => _writer is null ? throw SqliteErrors.ReadOnly(Path) : OwnerFile.Create(Path);

    public override bool IsDead(SqlSession session, string token) => OwnerFile.IsDead(Path, token);

    public override void Bury(string token) => OwnerFile.Bury(Path, token);

    public override async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(session => CheckStatements.Check(session, SqliteCheck.Faults(session)), cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (e.ErrorId == StoreFaults.CorruptId && e.InnerException is SqliteException cause)
        {
            // Too broken to be checked to the end: that is the result of the check.
            return [cause.Message];
        }
    }

    public override ValueTask DisposeAsync() => new(Task.Run(() =>
    {
        // The writer closes last: its connection then empties the log into the database and removes it.
        _readers.Dispose();
        _writer?.Dispose();
    }));
}
