using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>Gives the workers beside a dispatcher their turns.</summary>
internal sealed class WorkerTurns(IReadOnlyList<IQueueWorker> workers, MailClock clock, DispatchTally tally)
{
    private readonly TimeSpan?[] _last = new TimeSpan?[workers.Count];

    public async Task TakeTurnsAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < _last.Length; i++)
        {
            if (_last[i] is { } last && clock.Elapsed - last < workers[i].Interval)
            {
                continue;
            }

            _last[i] = clock.Elapsed;
            try
            {
                await workers[i].WorkAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (MailOpsException e)
            {
                // Mail goes out although the housekeeping does not work; whoever reads the summary learns of it.
                tally.Add(OutboxFindings.WorkerFailed.Found(e.ErrorId, e.Message), e.ErrorId);
            }
        }
    }
}
