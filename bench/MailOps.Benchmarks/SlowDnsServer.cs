using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MailOps.Benchmarks;

/// <summary>Answers MX with "mx" below the name, A with one address; late, and not always.</summary>
internal sealed class SlowDnsServer : IDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Queue<(TimeSpan Due, byte[]? Packet, SocketAddress? To)> _late = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Random _random = new(1);
    private volatile bool _isOver;

    public SlowDnsServer()
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
