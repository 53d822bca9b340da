using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>
/// The throttles of a store and the campaigns that were stopped. All members throw <see cref="MailOpsException"/> with an id
/// <c>MailOps.Store.*</c> when the store fails.
/// </summary>
public interface IThrottleStore
{
    /// <summary>Lists the throttles by scope and name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MailThrottle>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sets a throttle in place of one with the same scope and name; it holds for mail that is queued already too. What has gone
    /// through it before still counts.
    /// </summary>
    /// <param name="throttle">The throttle; one without limits is removed.</param>
    /// <param name="cancellationToken">Gives up; the throttle holds once it is stored, even when mail is still being sorted.</param>
    /// <returns>Whether anything changed.</returns>
    Task<bool> SetAsync(MailThrottle throttle, CancellationToken cancellationToken);

    /// <summary>Lists the campaigns that are stopped after too many failures or complaints.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<BrakedCampaign>> ListBrakedAsync(CancellationToken cancellationToken);

    /// <summary>Lets a stopped campaign go on; what happened before no longer counts against it.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="actor">The account that says so.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The campaign as it was stopped; null when it was not.</returns>
    Task<BrakedCampaign?> ReleaseAsync(string campaign, string actor, CancellationToken cancellationToken);
}
