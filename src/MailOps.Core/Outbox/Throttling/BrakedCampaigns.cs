using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>Stopped campaigns as people and scripts use them.</summary>
public static class BrakedCampaigns
{
    /// <summary>Lets a stopped campaign go on, in the name of this account; a repeat changes nothing.</summary>
    /// <param name="throttles">The store's throttles and campaigns.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="whatIf">True: only say whether it is stopped.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The campaign as it was stopped; null when it was not.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public static async Task<BrakedCampaign?> ReleaseAsync(IThrottleStore throttles, string campaign, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(throttles);
        ArgumentNullException.ThrowIfNull(campaign);
        return whatIf
            ? (await throttles.ListBrakedAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(b => b.Campaign == campaign)
            : await throttles.ReleaseAsync(campaign, CurrentAccount.Name, cancellationToken).ConfigureAwait(false);
    }
}
