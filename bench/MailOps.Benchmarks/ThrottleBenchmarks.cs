using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using MailOps.Outbox;

namespace MailOps.Benchmarks;

/// <summary>
/// A long queue of which nine tenths wait behind a throttled domain (a million mails; MAILOPS_BENCH_QUEUE sets another number): the first page, a claim
/// beside it, memory; then what it costs to set a throttle on mail that is queued already.
/// </summary>
internal static class ThrottleBenchmarks
{
    private const string Blocked = "blocked.example";

    public static void Run()
    {
        var length = int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_BENCH_QUEUE"), out var count) ? count : 1_000_000;
        using var store = new BenchmarkStore();
        var throttle = new MailThrottle { Scope = ThrottleScope.Domain, Name = Blocked, MaxPerMinute = 1 };
        store.Store.Throttles.SetAsync(throttle, CancellationToken.None).GetAwaiter().GetResult();
        Fill(store, length / 10 * 9, Blocked);
        Fill(store, length - (length / 10 * 9), "open.example");
        Measurement.Print("throttles: mails queued, 90 % behind a throttled domain", length, "");

        var page = Measurement.MedianMilliseconds(50, () => store.Store.Outbox.ListAsync(new OutboxFilter(), null, 200, CancellationToken.None).GetAwaiter().GetResult());
        Measurement.Print("throttles:   list the first page of 200", page, "ms");
        Claim(store);
        Measurement.Print("throttles:   working set of the process", Process.GetCurrentProcess().WorkingSet64 / 1e6, "MB");

        var watch = Stopwatch.StartNew();
        store.Store.Throttles.SetAsync(throttle with { Name = "open.example" }, CancellationToken.None).GetAwaiter().GetResult();
        Measurement.Print("throttles:   set one for a tenth of the queue", watch.Elapsed.TotalSeconds, "s");
    }

    private static void Claim(BenchmarkStore store)
    {
        var owner = store.Store.Outbox.SignOnAsync(CancellationToken.None).GetAwaiter().GetResult();
        List<double> times = [];
        for (var i = 0; i < 100; i++)
        {
            var watch = Stopwatch.StartNew();
            var work = owner.ClaimAsync(new ClaimRequest { Limit = 32 }, CancellationToken.None).GetAwaiter().GetResult();
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (work.Messages.Count != 32 || work.Messages.Count(m => m.Deliveries[0].Address.EndsWith(Blocked, StringComparison.Ordinal)) > 1)
            {
                throw new InvalidOperationException("The claim gave something else than 32 messages, at most one of them to the throttled domain.");
            }
        }

        times.Sort();
        Measurement.Print("throttles:   claim 32, durable, median", times[50], "ms");
        Measurement.Print("throttles:   claim 32, durable, p99", times[98], "ms");
        owner.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static void Fill(BenchmarkStore store, int count, string domain)
    {
        const int Batch = 2000;
        for (var i = 0; i < count; i += Batch)
        {
            var mails = Enumerable.Range(i, Math.Min(Batch, count - i))
                .Select(n => store.Mail.Prepare(BenchmarkStore.NewMail(n, 300, "", MailDueTime.After(TimeSpan.Zero)) with { Recipients = ["u" + n + "@" + domain] }))
                .ToList();
            store.Mail.EnqueueAsync(mails, whatIf: false, CancellationToken.None).GetAwaiter().GetResult();
        }
    }
}
