using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Benchmarks;

/// <summary>
/// The second process of <see cref="OutboxDeliveryBenchmarks"/>: cancels one mail after the other in a busy store and tells how long that took.
/// </summary>
internal static class OutboxCanceller
{
    public static void Run() => RunAsync(
        Environment.GetEnvironmentVariable("MAILOPS_BENCH_STORE") ?? throw new InvalidOperationException("outbox-delivery starts this by itself."))
        .GetAwaiter().GetResult();

    private static async Task RunAsync(string path)
    {
        await using var store = await BenchmarkStore.OpenAsync(path);
        var outbox = new MailOutbox(store.Outbox, store.Suppression);
        await outbox.CancelAsync([1], null, whatIf: false, CancellationToken.None);
        Console.WriteLine("ready");
        List<double> times = [];
        for (var id = 2; id <= 400; id++)
        {
            await Task.Delay(10);
            var watch = Stopwatch.StartNew();
            var decision = (await outbox.CancelAsync([id], null, whatIf: false, CancellationToken.None))[0];
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (decision.Action != OutboxAction.Cancelled)
            {
                throw new InvalidOperationException(decision.ToString());
            }
        }

        times.Sort();
        Measurement.Print("outbox: cancel beside it, other process, median", times[times.Count / 2], "ms");
        Measurement.Print("outbox: cancel beside it, other process, p99", times[(int)(times.Count * 0.99)], "ms");
        Measurement.Print("outbox: cancel beside it, other process, max", times[times.Count - 1], "ms");
    }
}
