using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Smtp;

namespace MailOps.Benchmarks;

/// <summary>
/// One dispatcher with 32 connections into Postfix's smtp-sink, every mark and every outcome durable, while another process cancels mail
/// that is not due; beside smtp-source with as many sessions in the same run, and a single mail from the call to its 250.
/// </summary>
internal static class OutboxDeliveryBenchmarks
{
    private const int Messages = 20_000;
    private const int MessageSize = 2000;
    private const int Connections = 32;
    private const int Cancels = 400;

    public static void Run()
    {
        using var sink = new SmtpSink();
        for (var round = 1; round <= 2; round++)
        {
            var source = sink.MeasureSource(Connections, Messages, MessageSize);
            var (own, cancels) = Measure(sink.Port);

            // The first round also warms the sink and the machine code.
            if (round == 2)
            {
                Measurement.Print("outbox: smtp-source, 32 sessions", source, "messages/s");
                Measurement.Print("outbox: dispatcher, 32 connections, durable", own, "messages/s");
                Measurement.Print("outbox: dispatcher to smtp-source", own / source * 100, "%");
                Console.Write(cancels);
            }
        }

        Measurement.Print("outbox: one mail, no delay, call to 250", MeasureOne(sink.Port), "ms");
    }

    private static (double Rate, string Cancels) Measure(int port)
    {
        using var store = new BenchmarkStore();
        store.Fill(Cancels, MessageSize, "", MailDueTime.After(TimeSpan.FromDays(1)), batch: 200);
        store.Fill(Messages, MessageSize, "", MailDueTime.After(TimeSpan.Zero), batch: 1000);
        using var canceller = Start(store.Location);
        canceller.StandardOutput.ReadLine();
        var watch = Stopwatch.StartNew();
        var summary = DispatchAsync(store, port).GetAwaiter().GetResult();
        var rate = Messages / watch.Elapsed.TotalSeconds;
        var text = canceller.StandardOutput.ReadToEnd();
        canceller.WaitForExit();
        return summary.Accepted == Messages && canceller.ExitCode == 0
            ? (rate, text)
            : throw new InvalidOperationException(summary + text);
    }

    private static async Task<DispatchSummary> DispatchAsync(BenchmarkStore store, int port)
    {
        await using var transports = new SmtpTransportSource(new SmtpTransportSourceOptions
        {
            Default = new SmtpOptions { Host = "127.0.0.1", Port = port, MaxConnections = Connections, MaxMessagesPerConnection = int.MaxValue },
        });
        return await new QueueDispatcher(store.Store.Outbox, transports)
            .RunAsync(new DispatchOptions { Concurrency = Connections }, null, CancellationToken.None);
    }

    private static double MeasureOne(int port)
    {
        using var store = new BenchmarkStore();
        var watch = Stopwatch.StartNew();
        store.Fill(1, MessageSize, "", MailDueTime.After(TimeSpan.Zero), batch: 1);
        var summary = DispatchAsync(store, port).GetAwaiter().GetResult();
        return summary.Accepted == 1 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(summary.ToString());
    }

    private static Process Start(string store)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, string.Create(CultureInfo.InvariantCulture, $"\"{typeof(OutboxCanceller).Assembly.Location}\" outbox-canceller"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        if (!Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal))
        {
            start.Arguments = "outbox-canceller";
        }

        start.Environment["MAILOPS_BENCH_STORE"] = store;
        return Process.Start(start)!;
    }
}
