using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Tests.Dns;

/// <summary>What the tests of the resolver share: a clock that the test turns, and waiting for things that happen elsewhere.</summary>
public abstract class ResolverTest
{
    internal ManualClock Clock { get; } = new();

    internal DnsResolver Resolver(params ScriptedServer[] servers) => Resolver(new DnsResolverOptions(), [.. servers.Select(s => s.Server)]);

    internal DnsResolver Resolver(DnsResolverOptions options, params DnsServer[] servers) => new(options with { Servers = servers, Clock = Clock });

    internal static Task<DnsAnswer> AskA(DnsResolver resolver, string name = "example.com") =>
        resolver.ResolveAsync(name, DnsRecordType.A, CancellationToken.None).AsTask();

    /// <summary>Waits for something that is bound to happen; half a minute is for the slowest machine, not a measure.</summary>
    internal static async Task Until(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition();)
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException("What the test waits for does not happen.");
            }

            await Task.Delay(2);
        }
    }

    /// <summary>Lets time pass, step by step, until the task is done.</summary>
    internal async Task<T> Turn<T>(Task<T> task, double seconds = 1)
    {
        while (!task.IsCompleted)
        {
            await Until(() => Clock.PendingWaits > 0 || task.IsCompleted);
            if (!task.IsCompleted)
            {
                Clock.Advance(TimeSpan.FromSeconds(seconds));
            }

            await Task.WhenAny(task, Task.Delay(20));
        }

        return await task;
    }
}
