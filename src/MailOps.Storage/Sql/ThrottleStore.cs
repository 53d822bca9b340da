using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>The throttles on any database that an engine drives.</summary>
internal sealed class ThrottleStore(IStoreEngine engine) : IThrottleStore
{
    public async Task<IReadOnlyList<MailThrottle>> ListAsync(CancellationToken cancellationToken) =>
        await engine.ReadAsync(ThrottleStatements.List, cancellationToken).ConfigureAwait(false);

    public async Task<bool> SetAsync(MailThrottle throttle, CancellationToken cancellationToken)
    {
        var isNew = throttle is { IsLimited: true, Scope: ThrottleScope.Domain or ThrottleScope.Sender };
        var changed = await engine.WriteAsync(scope => ThrottleStatements.Set(scope, throttle), cancellationToken).ConfigureAwait(false);
        if (changed && isNew)
        {
            await RefileAsync(throttle, cancellationToken).ConfigureAwait(false);
        }

        return changed;
    }

    public async Task<IReadOnlyList<BrakedCampaign>> ListBrakedAsync(CancellationToken cancellationToken) =>
        await engine.ReadAsync(CampaignStatements.ListBraked, cancellationToken).ConfigureAwait(false);

    public Task<BrakedCampaign?> ReleaseAsync(string campaign, string actor, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => CampaignStatements.Release(scope, campaign, actor), cancellationToken);

    // Mail that was queued before moves into the lane of its throttle, a little at a time: a claim would do the same with what it meets at the
    // head, but only after walking all of it.
    private async Task RefileAsync(MailThrottle throttle, CancellationToken cancellationToken)
    {
        for (long? after = 0; after is { } start;)
        {
            var (found, next) = await engine.ReadAsync(session => RefileStatements.Find(session, throttle, start), cancellationToken).ConfigureAwait(false);
            if (found.Count > 0)
            {
                await engine.WriteAsync(
                    scope =>
                    {
                        RefileStatements.Move(scope, found);
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            }

            after = next;
        }
    }
}
