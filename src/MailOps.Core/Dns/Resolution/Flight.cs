using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>One question under way, for all who ask it. When the last of them has gone away, it is given up.</summary>
#pragma warning disable CA1001 // A token source without timer and links holds nothing to dispose of, and late waiters may still cancel it.
internal sealed class Flight(DnsQuestion question)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<DnsAnswer> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting = 1;

    public DnsQuestion Question { get; } = question;

    public CancellationToken Token => _stop.Token;

    public TaskCompletionSource<DnsAnswer> Result => _result;

    /// <summary>Waits along.</summary>
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
    public async ValueTask<DnsAnswer> WaitAsync(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return await _result.Task.ConfigureAwait(false);
        }

        try
        {
            return await _result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
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
