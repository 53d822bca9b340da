using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage.Sqlite;

namespace MailOps.Storage;

/// <summary>Opens SQLite stores.</summary>
public sealed class StoreProvider : IStoreProvider
{
    private readonly SqliteTuning _tuning;

    /// <summary>A provider for this machine.</summary>
    public StoreProvider()
        : this(SqliteTuning.Default)
    {
    }

    internal StoreProvider(SqliteTuning tuning) => _tuning = tuning;

    /// <inheritdoc/>
    public Task<IMailOpsStore> OpenAsync(
        StoreLocation location, StoreAccess access, StoreOptions options, CancellationToken cancellationToken)
    {
        if (location.Kind == StoreKind.PostgreSql)
        {
            throw new MailOpsException(
                "MailOps.Store.PostgreSqlUnavailable", MailOpsErrorKind.NotSupported,
                $"The store {location.Display} is a PostgreSQL database, which this version of MailOps does not open.",
                "Name a file for a SQLite store.");
        }

        // Opening reads the file, and makes it the first time: not on the caller's thread.
        return Task.Run<IMailOpsStore>(() => SqliteStore.Open(location, access, options, _tuning), cancellationToken);
    }
}
