using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>One question under way, for all who ask it. When the last of them has gone away, it is given up.</summary>
#pragma warning disable CA1001 // A token source without timer and links holds nothing to dispose of, and late waiters may still cancel it.
internal sealed class Flight(DnsQuestion question)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _stop = new();

    // The first to ask goes on where the answer was read, without another change of threads; all others each on a thread of their own.
    private readonly TaskCompletionSource<DnsAnswer> _result = new();
    private int _waiting = 1;

    public DnsQuestion Question { get; } = question;

    public CancellationToken Token => _stop.Token;

    public TaskCompletionSource<DnsAnswer> Result => _result;

    /// <summary>Waits along, as another one than the first.</summary>
    /// <returns>False when it has been given up already.</returns>
    public bool TryJoin()
    {
        while (true)
        {
            var waiting = Volatile.Read(ref _waiting);
            if (waiting == 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _waiting, waiting + 1, waiting) == waiting)
            {
                return true;
            }
        }
    }

    /// <summary>Waits for the answer; a waiter that cancels leaves the others their answer.</summary>
    /// <param name="isFirst">Whether this is who asked first, not one who joined.</param>
    /// <param name="cancellationToken">Ends this wait at once.</param>
    public async ValueTask<DnsAnswer> WaitAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var result = isFirst ? _result.Task : _result.Task.ContinueWith(
            static task => task.GetAwaiter().GetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (!cancellationToken.CanBeCanceled)
        {
            return await result.ConfigureAwait(false);
        }

        try
        {
            return await result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested && !_result.Task.IsCompleted && Interlocked.Decrement(ref _waiting) == 0)
            {
                _stop.Cancel();
            }
        }
    }

    /// <summary>Gives up, whoever waits.</summary>
    public void Stop() => _stop.Cancel();
}
