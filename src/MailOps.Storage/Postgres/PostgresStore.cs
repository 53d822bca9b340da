using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage.Sql;
using MailOps.Storage.Sqlite;

namespace MailOps.Storage.Postgres;

/// <summary>An open PostgreSQL store: one connection that writes, a few that read.</summary>
internal sealed class PostgresStore : SqlStore
{
    private const int ReaderCount = 4;

    private readonly PostgresConnections _connections;
    private readonly PostgresTuning _tuning;
    private readonly StoreWriter? _writer;
    private readonly StoreReaders _readers;

    private PostgresStore(
        StoreLocation location, StoreOptions options, PostgresConnections connections, PostgresTuning tuning, string account, bool writes)
        : base(location, options)
    {
        Account = account;
        _connections = connections;
        _tuning = tuning;
        _writer = writes ? new StoreWriter(new PostgresTransactions(connections), options.Clock, options.BusyTimeout) : null;
        _readers = new StoreReaders(new PostgresSnapshots(connections), ReaderCount);
    }

    public override string Account { get; }

    public static IMailOpsStore Open(StoreLocation location, StoreAccess access, StoreOptions options, PostgresTuning tuning)
    {
        var connections = new PostgresConnections(location, options);
        try
        {
            using var session = connections.OpenSession();
            if (access == StoreAccess.ReadWrite)
            {
                connections.UseSchema(PostgresSchema.Migrate(session, connections, location.Display));
                return new PostgresStore(location, options, connections, tuning, RoleOf(session), writes: true);
            }

            if (PostgresSchema.Find(session, connections, location.Display) is { } found)
            {
                PostgresSchema.RequireCurrent(found.Version, location.Display);
                return new PostgresStore(location, options, connections, tuning, RoleOf(session), writes: false);
            }
        }
        catch (Exception e)
        {
            connections.Dispose();
            throw connections.Translate(e);
        }

        connections.Dispose();
        return access == StoreAccess.Preview ? SqliteStore.OpenEmpty(location, options) : throw PostgresErrors.NotFound(location.Display);
    }

    public override Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken) => _writer is null
        ? Task.FromException<T>(PostgresErrors.ReadOnly(Location.Display))
        : _writer.RunAsync(work, cancellationToken);

    // What a server answers takes a journey in any case.
    public override Task<T> WriteBrieflyAsync<T>(Func<WriteScope, T> work, CancellationToken cancellationToken) => WriteAsync(work, cancellationToken);

    public override Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) => _readers.RunAsync(work, cancellationToken);

    public override Task<T> ReadBrieflyAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) => ReadAsync(work, cancellationToken);

    public override Task WipeAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                // Frees the room of erased rows for others to overwrite. The log of the server, its standbys and backups keep them for as long
                // as the server's admin has said.
                using var session = _connections.OpenSession();
                PostgresConnections.Execute(session, "VACUUM content");
            }
            catch (Npgsql.NpgsqlException e)
            {
                throw _connections.Translate(e);
            }
        },
        cancellationToken);

    public override (long Version, long Size) Measure(SqlSession session) => (
        PostgresSchema.ReadVersion(session) ?? 0,
        session.QueryNumber(
            "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)",
            _connections.Schema) ?? 0);

    public override IOwnerSign RaiseSign() => _writer is null
        ? throw PostgresErrors.ReadOnly(Location.Display)
        : new PostgresLease(_connections, _tuning.Lease);

    public override bool IsDead(SqlSession session, string token) => PostgresLease.IsDead(session, token);

    public override void Bury(string token)
    {
        using var session = _connections.OpenSession();
        PostgresLease.Remove(session, token);
    }

    public override Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<string>>(session => CheckStatements.Check(session, []), cancellationToken);

    public override ValueTask DisposeAsync() => new(Task.Run(() =>
    {
        _readers.Dispose();
        _writer?.Dispose();
        _connections.Dispose();
    }));

    private static string RoleOf(SqlSession session) => session.QueryText("SELECT current_user::text")!;
}
