using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>Erases, beside a dispatcher, what has been kept long enough; a little at a time, so that nobody waits for it.</summary>
/// <param name="upkeep">The store's upkeep.</param>
/// <param name="policy">How long things are kept; null for the default.</param>
public sealed class HousekeepingWorker(IStoreUpkeep upkeep, RetentionPolicy? policy = null) : IQueueWorker
{
    private const int AtOnce = 200;
    private const int MaxTurns = 10;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var result = await upkeep.CleanAsync(policy ?? RetentionPolicy.Default, AtOnce, cancellationToken).ConfigureAwait(false);
            if (!result.HasMore)
            {
                return;
            }
        }
    }
}
