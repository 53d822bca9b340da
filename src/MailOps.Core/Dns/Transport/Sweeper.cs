using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>
/// One timer for all queries of a resolver: it looks through them twenty times a second while there are any, and rests while there
/// are none. (A timer for each query would cost more than the query.)
/// </summary>
internal sealed class Sweeper : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly MailClock _clock;
    private readonly Func<TimeSpan, bool> _sweep;
    private readonly CancellationTokenSource _stop = new();
    private int _isRunning;

    /// <param name="clock">Whose time counts.</param>
    /// <param name="sweep">Ends what is over by that time; true while there is more to come.</param>
    public Sweeper(MailClock clock, Func<TimeSpan, bool> sweep)
    {
        _clock = clock;
        _sweep = sweep;
    }

    /// <summary>To be called after there is something new to sweep.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _isRunning) == 0 && Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0)
        {
            _ = RunAsync();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            var token = _stop.Token;
            while (true)
            {
                await _clock.Delay(Tick, token).ConfigureAwait(false);
                if (_sweep(_clock.Elapsed))
                {
                    continue;
                }

                // Something may have come between the look and the rest: its Wake saw a running sweeper, so look once more.
                Interlocked.Exchange(ref _isRunning, 0);
                if (!_sweep(_clock.Elapsed) || Interlocked.CompareExchange(ref _isRunning, 1, 0) != 0)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Disposed: the resolver ends its queries itself.
        }
    }
}
