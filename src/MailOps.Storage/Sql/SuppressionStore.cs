using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Storage.Sql;

/// <summary>The suppression list on any database that an engine drives.</summary>
internal sealed class SuppressionStore(IStoreEngine engine) : ISuppressionStore
{
    public async Task<IReadOnlyList<SuppressionEntry?>> FindAsync(IReadOnlyList<string> addresses, CancellationToken cancellationToken) =>
        await engine.ReadAsync(
            session =>
            {
                var found = new SuppressionEntry?[addresses.Count];
                for (var i = 0; i < found.Length; i++)
                {
                    found[i] = SuppressionStatements.Find(session, AddressKey.Of(addresses[i]));
                }

                return found;
            },
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<SuppressionEntry>> ListAsync(
        SuppressionFilter filter, string? after, int limit, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => SuppressionStatements.List(session, filter, after, limit), cancellationToken).ConfigureAwait(false);

    public Task RebuildAsync(SuppressionPolicy policy, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            SuppressionFolding.Rebuild(scope.Session, policy);
            return true;
        },
        cancellationToken);
}
