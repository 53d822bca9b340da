using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage.Postgres;

namespace MailOps.Storage;

/// <summary>PostgreSQL's driver runs here.</summary>
internal static class PostgresStores
{
    public static Task<IMailOpsStore> OpenAsync(
        StoreLocation location, StoreAccess access, StoreOptions options, PostgresTuning tuning, CancellationToken cancellationToken) =>
        Task.Run<IMailOpsStore>(() => PostgresStore.Open(location, access, options, tuning), cancellationToken);

    public static StoreSteps SetUp(StoreLocation location, string? group, StoreOptions options, bool whatIf) =>
        PostgresSetup.SetUp(location, group, options, whatIf);
}
