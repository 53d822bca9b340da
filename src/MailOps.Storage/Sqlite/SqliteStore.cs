using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage.Sql;
using MailOps.Suppression;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>An open SQLite store: one thread that writes, a few connections that read.</summary>
internal sealed class SqliteStore : IMailOpsStore, IStoreEngine
{
    private const int ReaderCount = 4;

    private readonly SqliteWriter? _writer;
    private readonly SqliteConnections? _connections;
    private readonly SqliteReaders _readers;

    private SqliteStore(
        StoreLocation location, MailClock clock, SqliteWriter? writer, SqliteReaders readers, SqliteConnections? connections = null)
    {
        _connections = connections;
        Location = location;
        Clock = clock;
        _writer = writer;
        _readers = readers;
        Journal = new JournalStore(this);
        Suppression = new SuppressionStore(this);
        AddressHistory = new AddressHistoryStore(this);
        Outbox = new OutboxStore(this);
        Throttles = new ThrottleStore(this);
        Servers = new MailServerStore(this);
    }

    public StoreLocation Location { get; }

    public MailClock Clock { get; }

    public IJournalStore Journal { get; }

    public ISuppressionStore Suppression { get; }

    public IAddressHistory AddressHistory { get; }

    public IOutboxStore Outbox { get; }

    public IThrottleStore Throttles { get; }

    public IMailServerStore Servers { get; }

    private string Path => Location.Value;

    public static SqliteStore Open(StoreLocation location, StoreAccess access, StoreOptions options, SqliteTuning tuning)
    {
        var path = location.Value;
        var connections = new SqliteConnections(path, options, tuning);
        if (access == StoreAccess.ReadWrite)
        {
            SqliteFile.Prepare(location, tuning.IsNetworkPath);
            var writer = new SqliteWriter(connections.OpenWriter(), path, options.Clock, options.BusyTimeout);
            return new SqliteStore(location, options.Clock, writer, new SqliteReaders(connections.OpenReader, path, ReaderCount), connections);
        }

        // An empty file is a store that somebody is making at this moment, or died while making.
        if (SqliteFile.Exists(location, tuning.IsNetworkPath) && new System.IO.FileInfo(path).Length > 0)
        {
            // Opened now, so that a damaged file is an error here and not later.
            var readers = new SqliteReaders(connections.OpenReader, path, ReaderCount);
            connections.OpenReader().Dispose();
            return new SqliteStore(location, options.Clock, null, readers);
        }

        if (access == StoreAccess.ReadOnly && !System.IO.File.Exists(path) && location.Source is StoreSource.Explicit or StoreSource.Environment)
        {
            throw SqliteErrors.NotFound(path);
        }

        return new SqliteStore(location, options.Clock, null, new SqliteReaders(SqliteConnections.OpenEmpty, path, limit: 1));
    }

    public Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken) => _writer is null
        ? Task.FromException<T>(SqliteErrors.ReadOnly(Path))
        : _writer.RunAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) => _readers.RunAsync(work, cancellationToken);

    public Task WipeAsync(CancellationToken cancellationToken) => _connections is null
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

    public IOwnerSign RaiseSign() => _writer is null ? throw SqliteErrors.ReadOnly(Path) : OwnerFile.Create(Path);

    public bool IsDead(string token) => OwnerFile.IsDead(Path, token);

    public void Bury(string token) => OwnerFile.Bury(Path, token);

    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(CheckStatements.Check, cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (e.ErrorId == "MailOps.Store.Corrupt" && e.InnerException is SqliteException cause)
        {
            // Too broken to be checked to the end: that is the result of the check.
            return [cause.Message];
        }
    }

    public ValueTask DisposeAsync() => new(Task.Run(() =>
    {
        // The writer closes last: its connection then empties the log into the database and removes it.
        _readers.Dispose();
        _writer?.Dispose();
    }));
}
