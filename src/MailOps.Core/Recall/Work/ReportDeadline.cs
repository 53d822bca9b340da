using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Recall;

/// <summary>
/// The time until a report is due. In its last tenth no further mailbox is begun; halfway through that, visits end where they are: a server that
/// hangs must not hold the report back. What is left is enough to end the sessions and to write the report.
/// </summary>
internal sealed class ReportDeadline : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _done = new();
    private readonly MailClock _clock;
    private readonly TimeSpan _beginUntil;
    private readonly Task _alarm;

    /// <param name="clock">The clock.</param>
    /// <param name="limit">How long from now; infinite for no limit.</param>
    public ReportDeadline(MailClock clock, TimeSpan limit)
    {
        _clock = clock;
        var isEndless = limit == Timeout.InfiniteTimeSpan;
        _beginUntil = isEndless ? TimeSpan.MaxValue : clock.Elapsed + Share(limit, 90);
        _alarm = isEndless ? Task.CompletedTask : RingAsync(Share(limit, 95));
    }

    /// <summary>Whether a further mailbox may be begun.</summary>
    public bool MayBegin => _clock.Elapsed < _beginUntil;

    /// <summary>Whether what is under way has to end.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Cancelled when what is under way has to end.</summary>
    public CancellationToken Token => _over.Token;

    public async ValueTask DisposeAsync()
    {
        _done.Cancel();
        await _alarm.ConfigureAwait(false);
        _done.Dispose();
        _over.Dispose();
    }

    private static TimeSpan Share(TimeSpan limit, int percent) => TimeSpan.FromTicks(Math.Max(0, limit.Ticks) / 100 * percent);

    private async Task RingAsync(TimeSpan after)
    {
        try
        {
            await _clock.Delay(after, _done.Token).ConfigureAwait(false);
            _over.Cancel();
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
            // All was done in time.
        }
    }
}
