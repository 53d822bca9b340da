using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>Lets so many questions through a second and no more; the others wait for their turn, before the time that a question may take begins.</summary>
internal sealed class QueryPacer
{
    // Questions of a tenth of a second may go at once: turns of a few milliseconds are finer than timers are.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly MailClock _clock;
    private readonly TimeSpan _interval;
    private TimeSpan _next;

    public QueryPacer(MailClock clock, int ratePerSecond)
    {
        _clock = clock;
        _interval = TimeSpan.FromTicks(TimeSpan.TicksPerSecond / ratePerSecond);
        _next = clock.Elapsed;
    }

    /// <summary>Waits for the next turn.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause;
        lock (_gate)
        {
            var now = _clock.Elapsed;
            _next = _next < now ? now : _next;
            pause = _next - now - Burst;
            _next += _interval;
        }

        return pause > TimeSpan.Zero ? _clock.Delay(pause, cancellationToken) : Task.CompletedTask;
    }
}
