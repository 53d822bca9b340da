using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Smtp;

namespace MailOps.Benchmarks;

/// <summary>
/// Messages a second into Postfix's smtp-sink, with one connection and with 32, each beside Postfix's own smtp-source with as many sessions in
/// the same run. Both keep their connections open (<c>smtp-source -d</c>).
/// </summary>
internal static class SmtpBenchmarks
{
    private const int MessageSize = 2000;

    public static void Run()
    {
        using var sink = new SmtpSink();
        foreach (var connections in new[] { 1, 32 })
        {
            // Twice in turn, the second one counts: the first also warms the sink and the machine code.
            var messages = connections == 1 ? 20_000 : 60_000;
            for (var round = 1; round <= 2; round++)
            {
                var source = sink.MeasureSource(connections, messages, MessageSize);
                var own = MeasureOwn(sink.Port, connections, messages);
                if (round == 2)
                {
                    Measurement.Print($"smtp: smtp-source, {connections} session(s)", source, "messages/s");
                    Measurement.Print($"smtp: MailOps, {connections} connection(s)", own, "messages/s");
                    Measurement.Print($"smtp: MailOps to smtp-source, {connections}", own / source * 100, "%");
                }
            }
        }

        Measurement.Print("smtp: allocated", Allocated(sink.Port), "bytes a message");
    }

    private static double MeasureOwn(int port, int connections, int messages) => SendAsync(port, connections, messages).GetAwaiter().GetResult();

    private static async Task<double> SendAsync(int port, int connections, int messages)
    {
        var message = Message();
        var envelope = new MailEnvelope { Sender = "a@corp.example", Recipients = [new() { Address = "b@remote.example" }] };
        await using var transport = new SmtpTransport(new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = port,
            MaxConnections = connections,
            MaxMessagesPerConnection = int.MaxValue,
        });
        var left = messages;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var report = await transport.SendAsync(envelope, message, CancellationToken.None);
                if (!report.IsAccepted)
                {
                    throw new InvalidOperationException(report.ToString());
                }
            }
        })));
        return messages / watch.Elapsed.TotalSeconds;
    }

    private static double Allocated(int port)
    {
        const int Messages = 5000;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        SendAsync(port, 1, Messages).GetAwaiter().GetResult();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Messages;
    }

    private static byte[] Message()
    {
        var text = new StringBuilder("From: a@corp.example\r\nTo: b@remote.example\r\nSubject: benchmark\r\n\r\n");
        while (text.Length < MessageSize)
        {
            text.Append('x', 70).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
