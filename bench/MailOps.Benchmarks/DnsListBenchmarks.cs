using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Benchmarks;

/// <summary>
/// The look-ups of a long list: 50,000 domains, MX and then the address of the exchanger, at a server of this process that adds 20 ms, loses one
/// query in a hundred, and never answers about one domain in fifty. Every answer is checked.
/// </summary>
internal static class DnsListBenchmarks
{
    private const int Domains = 50_000;
    private const int Callers = 2_000;

    public static void Run()
    {
        using var server = new SlowServer();
        using var resolver = new DnsResolver(new DnsResolverOptions { Servers = [new DnsServer(IPAddress.Loopback, server.Port)] });
        int next = -1, wrong = 0, dead = 0;
        var first = TimeSpan.Zero;
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync))]);
        Measurement.Print("dns-list: 50,000 domains, 20 ms, losses, dead", watch.Elapsed.TotalSeconds, "s");
        Measurement.Print("dns-list: first answer", first.TotalMilliseconds, "ms");
        Measurement.Print("dns-list: dead domains", dead, "TempError");
        Measurement.Print("dns-list: wrong answers", wrong, "");
        Measurement.Print("dns-list: queries sent", resolver.GetStatistics().QueriesSent, "");
        Measurement.Print("dns-list: peak memory", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");

        async Task CallAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < Domains;)
            {
                var isRight = await CheckAsync(i);
                if (first == TimeSpan.Zero)
                {
                    first = watch.Elapsed;
                }

                Interlocked.Add(ref wrong, isRight ? 0 : 1);
            }
        }

        async Task<bool> CheckAsync(int i)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"d{i}.{(SlowServer.IsDead(i) ? "dead" : "live")}.test");
            var mx = await resolver.GetMxAsync(name, CancellationToken.None);
            if (SlowServer.IsDead(i))
            {
                Interlocked.Increment(ref dead);
                return mx.Status == DnsStatus.TempError;
            }

            var exchange = mx.RecordsOf<DnsMxRecord>().FirstOrDefault()?.Exchange;
            if (exchange != "mx." + name)
            {
                return false;
            }

            var address = await resolver.ResolveAsync(exchange, DnsRecordType.A, CancellationToken.None);
            return address.Status == DnsStatus.Found && address.Records[0].Data == "192.0.2.1";
        }
    }

    /// <summary>Answers MX with "mx" below the name, A with one address; late, and not always.</summary>
    private sealed class SlowServer : IDisposable
    {
        private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Queue<(TimeSpan Due, byte[]? Packet, SocketAddress? To)> _late = new();
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly Random _random = new(1);
        private volatile bool _isOver;

        public SlowServer()
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            new Thread(Receive) { IsBackground = true }.Start();
            new Thread(Send) { IsBackground = true }.Start();
        }

        public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

        public static bool IsDead(int domain) => domain % 50 == 7;

        public void Dispose()
        {
            _isOver = true;
            _socket.Dispose();
        }

        private void Receive()
        {
            var buffer = new byte[2_048];
            var from = new SocketAddress(AddressFamily.InterNetwork);
            while (!_isOver)
            {
                int length;
                try
                {
                    length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                }
                catch (SocketException)
                {
                    return;
                }

                var query = buffer.AsSpan(0, length);
                if (query.IndexOf("dead"u8) >= 0 || _random.Next(100) == 0)
                {
                    continue;
                }

                var to = new SocketAddress(AddressFamily.InterNetwork);
                from.Buffer.Span.CopyTo(to.Buffer.Span);
                lock (_late)
                {
                    _late.Enqueue((_watch.Elapsed + Latency, Answer(query), to));
                }
            }
        }

        private void Send()
        {
            while (!_isOver)
            {
                (TimeSpan Due, byte[]? Packet, SocketAddress? To) item;
                lock (_late)
                {
                    if (!_late.TryPeek(out item) || item.Due > _watch.Elapsed)
                    {
                        item = default;
                    }
                    else
                    {
                        _late.Dequeue();
                    }
                }

                if (item.Packet is null)
                {
                    Thread.Sleep(1);
                }
                else if (!_isOver)
                {
                    _socket.SendTo(item.Packet, SocketFlags.None, item.To!);
                }
            }
        }

        private static byte[] Answer(ReadOnlySpan<byte> query)
        {
            var end = 12 + query[12..].IndexOf((byte)0) + 5;
            var isMx = query[end - 3] == 15;
            ReadOnlySpan<byte> data = isMx ? [0, 10, 2, (byte)'m', (byte)'x', 0xC0, 12] : [192, 0, 2, 1];
            return
            [
                query[0], query[1], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. query[12..end],
                0xC0, 12, 0, isMx ? (byte)15 : (byte)1, 0, 1, 0, 0, 1, 44, 0, (byte)data.Length, .. data,
            ];
        }
    }
}
