using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using MailOps.Outbox;

namespace MailOps.Benchmarks;

/// <summary>
/// The store under load: durable enqueueing (one call each: <see cref="OutboxSingleBenchmarks"/>), then a first page and a claim in a long queue (a million
/// mails, nine tenths behind a server that rests; MAILOPS_BENCH_QUEUE sets another number).
/// </summary>
internal static class OutboxBenchmarks
{
    private const int MessageSize = 5000;

    public static void Run()
    {
        MeasureEnqueue();
        var length = int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_BENCH_QUEUE"), out var count) ? count : 1_000_000;
        MeasureLongQueue(length);
    }

    private static void MeasureEnqueue()
    {
        using var store = new BenchmarkStore();
        var due = MailDueTime.After(TimeSpan.FromHours(1));
        store.Fill(2000, MessageSize, "", due, batch: 200);
        const int Batched = 20_000;
        var watch = Stopwatch.StartNew();
        store.Fill(Batched, MessageSize, "", due, batch: 200);
        Measurement.Print("outbox: enqueue 5 KB, 200 a transaction", Batched / watch.Elapsed.TotalSeconds, "messages/s");
    }

    private static void MeasureLongQueue(int length)
    {
        using var store = new BenchmarkStore();
        var owner = store.Store.Outbox.SignOnAsync(CancellationToken.None).GetAwaiter().GetResult();
        var now = MailDueTime.After(TimeSpan.Zero);
        var blocked = length / 10 * 9;
        store.Fill(blocked, 300, "blocked.example", now, batch: 2000);
        owner.NoteServerAsync("blocked.example", false, new RetryLimits { Minimum = TimeSpan.FromHours(9) }, CancellationToken.None).GetAwaiter().GetResult();
        store.Fill(length - blocked, 300, "open.example", now, batch: 2000);
        var name = string.Create(CultureInfo.InvariantCulture, $"outbox: {length / 1000:N0}k queued, 90 % behind a resting server,");
        Console.WriteLine(name);

        var page = Measurement.MedianMilliseconds(100, () => store.Store.Outbox.ListAsync(new OutboxFilter(), null, 200, CancellationToken.None).GetAwaiter().GetResult());
        Measurement.Print("outbox:   list the first page of 200", page, "ms");
        var filter = new OutboxFilter { States = [DeliveryState.Queued], Address = "u77@*" };
        var filtered = Measurement.MedianMilliseconds(20, () => store.Store.Outbox.ListAsync(filter, null, 200, CancellationToken.None).GetAwaiter().GetResult());
        Measurement.Print("outbox:   list a page by state and wildcard", filtered, "ms");

        List<double> claims = [];
        for (var i = 0; i < 100; i++)
        {
            var watch = Stopwatch.StartNew();
            var work = owner.ClaimAsync(new ClaimRequest { Limit = 32 }, CancellationToken.None).GetAwaiter().GetResult();
            claims.Add(watch.Elapsed.TotalMilliseconds);
            if (work.Messages.Count != 32 || work.Messages.Any(m => m.Server != "open.example"))
            {
                throw new InvalidOperationException("The claim gave something else than 32 messages of the open server.");
            }
        }

        claims.Sort();
        Measurement.Print("outbox:   claim 32, durable, median", claims[claims.Count / 2], "ms");
        Measurement.Print("outbox:   claim 32, durable, p99", claims[98], "ms");
        Measurement.Print("outbox:   working set of the process", Process.GetCurrentProcess().WorkingSet64 / 1e6, "MB");
        Measurement.Print("outbox:   managed heap", GC.GetTotalMemory(forceFullCollection: true) / 1e6, "MB");
        owner.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
