using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>
/// Sends what is due: claims, marks, hands over, records. Several dispatchers may run on one store at the same time, in one process or in
/// many; what a dead one left is taken over. docs/outbox.md says what is guaranteed.
/// </summary>
public sealed class QueueDispatcher
{
    private readonly IOutboxStore _store;
    private readonly IMailTransportSource _transports;
    private readonly MailClock _clock;
    private readonly IReadOnlyList<IQueueWorker> _workers;

    /// <summary>A dispatcher for a store.</summary>
    /// <param name="store">The messages and deliveries.</param>
    /// <param name="transports">The ways out.</param>
    /// <param name="clock">The clock; null for that of the machine.</param>
    /// <param name="workers">What else is done beside sending; null for nothing.</param>
    public QueueDispatcher(
        IOutboxStore store, IMailTransportSource transports, MailClock? clock = null, IReadOnlyList<IQueueWorker>? workers = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(transports);
        _store = store;
        _transports = transports;
        _clock = clock ?? MailClock.System;
        _workers = workers ?? [];
    }

    /// <summary>Runs until its work is done, its time is over or it is stopped.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told of each delivery at once, from the threads that send; null when nobody listens.</param>
    /// <param name="cancellationToken">
    /// Stops: nothing more is claimed, what is being sent gets <see cref="DispatchOptions.StopGrace"/>, the rest is queued again. The summary
    /// is returned, no exception.
    /// </param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store failed. Nothing is lost; what was being sent is in doubt.</exception>
    public async Task<DispatchSummary> RunAsync(
        DispatchOptions options, IProgress<DispatchedDelivery>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Concurrency);
        var tally = new DispatchTally(_clock, progress);
        var counts = await _store.CountAsync(cancellationToken).ConfigureAwait(false);
        if (ClockRules.FindBehind(counts, _clock.UtcNow) is { } behind)
        {
            tally.Add(behind, "");
            return tally.Sum(DispatchEnd.Clock, counts);
        }

        if (StoreFindings.FindRollback(counts) is { } rollback)
        {
            tally.Add(rollback, "");
            return tally.Sum(DispatchEnd.RolledBack, counts);
        }

        if (options is { Ids: null, Until: not DispatchUntil.Stopped })
        {
            foreach (var server in counts.Held)
            {
                tally.AddMisconfigured(server.Server, OutboxTexts.Tell(server));
            }
        }

        DispatchEnd end;
        var owner = await _store.SignOnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var signing = new DispatchSigning();
            var run = new DispatchRun(_store, owner, new MessageSender(_store, owner, _transports, signing, options, _clock, tally), options, _clock, tally, _workers);
            end = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await owner.DisposeAsync().ConfigureAwait(false);
        }

        return tally.Sum(end, await _store.CountAsync(CancellationToken.None).ConfigureAwait(false));
    }
}
