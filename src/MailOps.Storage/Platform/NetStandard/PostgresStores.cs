using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage.Sql;

namespace MailOps.Storage;

/// <summary>PostgreSQL's driver does not run here.</summary>
internal static class PostgresStores
{
    public static Task<IMailOpsStore> OpenAsync(
        StoreLocation location, StoreAccess access, StoreOptions options, PostgresTuning tuning, CancellationToken cancellationToken) =>
        Task.FromException<IMailOpsStore>(StoreFaults.NeedsPowerShell7(location));

    public static StoreSteps SetUp(StoreLocation location, string? group, StoreOptions options, bool whatIf) => throw StoreFaults.NeedsPowerShell7(location);
}
