using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>Something that a dispatcher does beside sending, such as housekeeping; floors above the outbox add theirs.</summary>
public interface IQueueWorker
{
    /// <summary>How long to wait between two turns; the first one comes when the dispatcher starts.</summary>
    TimeSpan Interval { get; }

    /// <summary>Does its work for a moment; what is left waits for the next turn.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MailOpsException">It failed; the dispatcher reports it and goes on sending.</exception>
    Task WorkAsync(CancellationToken cancellationToken);
}
