using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage.Sqlite;

namespace MailOps.Storage;

/// <summary>Opens stores: SQLite files and PostgreSQL databases.</summary>
public sealed class StoreProvider : IStoreProvider
{
    private readonly SqliteTuning _tuning;
    private readonly PostgresTuning _postgres;

    /// <summary>A provider for this machine.</summary>
    public StoreProvider()
        : this(SqliteTuning.Default)
    {
    }

    internal StoreProvider(SqliteTuning tuning, PostgresTuning? postgres = null)
    {
        _tuning = tuning;
        _postgres = postgres ?? PostgresTuning.Default;
    }

    /// <inheritdoc/>
    public Task<IMailOpsStore> OpenAsync(
        StoreLocation location, StoreAccess access, StoreOptions options, CancellationToken cancellationToken)
    {
        if (location.Kind == StoreKind.PostgreSql)
        {
            return PostgresStores.OpenAsync(location, access, options, _postgres, cancellationToken);
        }

        // Opening reads the file, and makes it the first time: not on the caller's thread.
        return Task.Run<IMailOpsStore>(() => SqliteStore.Open(location, access, options, _tuning), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StoreSteps> SetUpAsync(
        StoreLocation location, string? group, StoreOptions options, bool whatIf, CancellationToken cancellationToken) => Task.Run(
        () => location.Kind == StoreKind.PostgreSql
            ? PostgresStores.SetUp(location, group, options, whatIf)
            : SqliteSetup.SetUp(location, group, options, _tuning, whatIf),
        cancellationToken);
}
