using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using MailOps.Outbox;

namespace MailOps.Benchmarks;

/// <summary>
/// One durable mail per call, beside bare SQLite transactions on the same disk: one inserts a row of the same size, the other dirties as many
/// pages. They take turns of a few commits, so that other work on the machine slows all of them alike.
/// </summary>
internal static class OutboxSingleBenchmarks
{
    private const int MessageSize = 5000;
    private const int Rounds = 20;
    private const int Turn = 25;

    public static void Run()
    {
        using var store = new BenchmarkStore();
        var due = MailDueTime.After(TimeSpan.FromHours(1));
        store.Fill(2000, MessageSize, "", due, batch: 200);
        store.Fill(200, MessageSize, "", due, batch: 1);
        void Enqueue() => store.Fill(Turn, MessageSize, "", due, batch: 1);
        if (!File.Exists(store.Location))
        {
            Measurement.Print("outbox: enqueue 5 KB, one call each", Measure(Enqueue)[0], "messages/s");
            return;
        }

        using var bare = new BareDatabase(BareDatabase.ReadPageSize(store.Location));
        var pages = MeasurePages(store.Location, bare.PageSize, Enqueue);
        var rates = Measure(Enqueue, () => bare.Insert(Turn, MessageSize), () => bare.Dirty(Turn, pages));
        Measurement.Print("outbox: enqueue 5 KB, one call each", rates[0], "messages/s");
        Measurement.Print("outbox:   a call writes to the log", pages, string.Create(CultureInfo.InvariantCulture, $"pages of {bare.PageSize}"));
        Measurement.Print("outbox:   bare SQLite, a row of 5 KB and its commit", rates[1], "commits/s");
        Measurement.Print("outbox:   bare SQLite, as many dirty pages", rates[2], "commits/s");
        Measurement.Print("outbox:   single enqueue to the bare row", rates[0] / rates[1] * 100, "%");
        Measurement.Print("outbox:   single enqueue to as many bare pages", rates[0] / rates[2] * 100, "%");
    }

    private static double[] Measure(params Action[] turns)
    {
        var watches = Array.ConvertAll(turns, _ => new Stopwatch());
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < turns.Length; i++)
            {
                watches[i].Start();
                turns[i]();
                watches[i].Stop();
            }
        }

        return Array.ConvertAll(watches, watch => Rounds * Turn / watch.Elapsed.TotalSeconds);
    }

    // The log of a store that was emptied before grows by what is written, unless the store empties it once more meanwhile.
    private static int MeasurePages(string path, int pageSize, Action turn)
    {
        var most = 0L;
        for (var i = 0; i < 3; i++)
        {
            BareDatabase.EmptyLog(path);
            turn();
            var before = new FileInfo(path + "-wal").Length;
            turn();
            most = Math.Max(most, new FileInfo(path + "-wal").Length - before);
        }

        return (int)(most / (pageSize + 24) / Turn);
    }
}
