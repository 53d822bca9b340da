using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>
/// Watches the deadline of the one operation that a connection has under way. One slow tick per busy connection instead of a timer per
/// read and write: tens of thousands of those a second would cost more than the mail they guard.
/// </summary>
internal sealed class NetWatchdog(MailClock clock, Action expired, CancellationToken stopped)
{
    // A timeout is noticed at most this much late; none of them is about fractions of a second.
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.MaxValue;

    private readonly object _gate = new();
    private TimeSpan _deadline = Idle;
    private bool _watching;

    /// <summary>An operation begins; <see cref="End"/> must follow.</summary>
    /// <param name="timeout">How long it may take.</param>
    public void Begin(TimeSpan timeout)
    {
        lock (_gate)
        {
            _deadline = clock.Elapsed + timeout;
            if (_watching)
            {
                return;
            }

            _watching = true;
        }

        _ = WatchAsync(timeout);
    }

    /// <summary>The operation has ended.</summary>
    public void End()
    {
        lock (_gate)
        {
            _deadline = Idle;
        }
    }

    private async Task WatchAsync(TimeSpan left)
    {
        try
        {
            while (left > TimeSpan.Zero)
            {
                await clock.Delay(left < LongestTick ? left : LongestTick, stopped).ConfigureAwait(false);
                lock (_gate)
                {
                    if (_deadline == Idle)
                    {
                        _watching = false;
                        return;
                    }

                    left = _deadline - clock.Elapsed;
                }
            }

            expired();
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The connection is closed: there is nothing left to watch.
        }
    }
}
