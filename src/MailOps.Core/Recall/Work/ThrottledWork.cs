using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Recall;

/// <summary>Work on many things, so many at a time.</summary>
internal static class ThrottledWork
{
    /// <param name="items">What to work on.</param>
    /// <param name="limit">How many at a time.</param>
    /// <param name="mayBegin">Asked before each one; what has not begun when it says no is left.</param>
    /// <param name="work">The work on one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task ForEachAsync<T>(
        IReadOnlyList<T> items, int limit, Func<bool> mayBegin, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var next = -1;
        // One that fails for good (the store) stops the others: nothing they do could be noted.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var index && index < items.Count && mayBegin())
            {
                stop.Token.ThrowIfCancellationRequested();
                try
                {
                    await work(items[index], stop.Token).ConfigureAwait(false);
                }
                catch
                {
                    stop.Cancel();
                    throw;
                }
            }
        }

        async Task AllAsync()
        {
            using (stop)
            {
                var tasks = Enumerable.Range(0, Math.Min(limit, items.Count)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)).ToList();
                try
                {
                    await Task.WhenAll(tasks).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    // The cause, and not the cancellation of the others.
                    throw tasks.Select(task => task.Exception?.InnerException).First(e => e is not null)!;
                }
            }
        }

        return AllAsync();
    }
}
