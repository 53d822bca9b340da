using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Cli;

/// <summary>
/// Works on many inputs at a time and gives the results in the order of the inputs, as soon as each one's turn has come, or with
/// <c>ordered: false</c> as soon as they are there.
/// </summary>
internal static class OrderedWork
{
    // Finished results that may wait for a slow one before them: bounds memory, and is some seconds of work at full rate.
    private const int MostWaiting = 65_536;

    public static async IAsyncEnumerable<TResult> RunAsync<TInput, TResult>(
        IEnumerable<TInput> inputs,
        int limit,
        Func<TInput, CancellationToken, ValueTask<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        bool ordered = true)
    {
        var waiting = new Queue<Task<TResult>>();
        using var free = new SemaphoreSlim(limit, limit);
        var finished = System.Threading.Channels.Channel.CreateUnbounded<Task<TResult>>();
        var running = 0;
        foreach (var input in inputs)
        {
            // A slow one does not idle the others: only what runs is limited, not what has finished behind it.
            await free.WaitAsync(cancellationToken).ConfigureAwait(false);
            var task = ReleasingAsync(work(input, cancellationToken), free);
            if (ordered)
            {
                waiting.Enqueue(task);
            }
            else
            {
                running++;
                _ = task.ContinueWith(t => finished.Writer.TryWrite(t), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            while (waiting.Count > 0 && (waiting.Peek().IsCompleted || waiting.Count >= MostWaiting))
            {
                yield return await waiting.Dequeue().ConfigureAwait(false);
            }

            while (finished.Reader.TryRead(out var done))
            {
                running--;
                yield return await done.ConfigureAwait(false);
            }
        }

        while (waiting.TryDequeue(out var task))
        {
            yield return await task.ConfigureAwait(false);
        }

        while (running-- > 0)
        {
            yield return await (await finished.Reader.ReadAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private static async Task<TResult> ReleasingAsync<TResult>(ValueTask<TResult> work, SemaphoreSlim free)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }
}
