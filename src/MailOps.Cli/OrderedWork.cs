using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Cli;

/// <summary>Works on many inputs at a time and gives the results in the order of the inputs, as soon as each one's turn has come.</summary>
internal static class OrderedWork
{
    public static async IAsyncEnumerable<TResult> RunAsync<TInput, TResult>(
        IEnumerable<TInput> inputs,
        int limit,
        Func<TInput, CancellationToken, ValueTask<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var running = new Queue<Task<TResult>>();
        foreach (var input in inputs)
        {
            running.Enqueue(work(input, cancellationToken).AsTask());
            while (running.Count > 0 && (running.Count >= limit || running.Peek().IsCompleted))
            {
                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }

        while (running.TryDequeue(out var task))
        {
            yield return await task.ConfigureAwait(false);
        }
    }
}
