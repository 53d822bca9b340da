using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Tests.Dns;

/// <summary>One query that a <see cref="ScriptedServer"/> received.</summary>
internal sealed class ScriptedRequest(byte[] query, IPEndPoint from, Func<byte[], Task> send, Func<byte[], Task>? sendRaw)
{
    public byte[] Query { get; } = query;

    public IPEndPoint From { get; } = from;

    public bool IsTcp => sendRaw is not null;

    public string Name => Packet.NameOf(Query);

    public int Type => Packet.TypeOf(Query);

    public int Id => (Query[0] << 8) | Query[1];

    /// <summary>Sends a packet, over TCP with its length.</summary>
    public Task SendAsync(byte[] packet) => send(packet);

    /// <summary>Sends octets over TCP as they are.</summary>
    public Task SendRawAsync(byte[] octets) => sendRaw!(octets);

    public Task AnswerAsync(params byte[] address) => SendAsync(Packet.AnswerTo(Query, answers: 1).A(300, address).ToArray());
}

/// <summary>A DNS server on loopback, UDP and TCP at one port, whose answers the test writes.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly Func<ScriptedRequest, Task> _script;
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly List<ScriptedRequest> _requests = [];
    private readonly List<TcpClient> _clients = [];
    private int _closures;

    /// <param name="script">Answers a query, or does not; its exceptions end up as missing answers.</param>
    public ScriptedServer(Func<ScriptedRequest, Task> script)
    {
        _script = script;
        (_tcp, _udp) = Bind();
        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    public int Port => ((IPEndPoint)_tcp.LocalEndpoint).Port;

    public DnsServer Server => new(IPAddress.Loopback, Port);

    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many connections the client has closed.</summary>
    public int Closures => Volatile.Read(ref _closures);

    public int Connections
    {
        get
        {
            lock (_clients)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>A server that answers every A query with one address.</summary>
    public static ScriptedServer WithAddress(params byte[] address) => new(request => request.AnswerAsync(address));

    /// <summary>A server that never answers.</summary>
    public static ScriptedServer Silent() => new(_ => Task.CompletedTask);

    /// <summary>A port at which nobody listens.</summary>
    public static DnsServer Closed()
    {
        using var server = Silent();
        return server.Server;
    }

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Stop();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private static (TcpListener Tcp, UdpClient Udp) Bind()
    {
        while (true)
        {
            var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            try
            {
                return (tcp, new UdpClient(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)tcp.LocalEndpoint).Port)));
            }
            catch (SocketException)
            {
                tcp.Stop();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                var received = await _udp.ReceiveAsync();
                var from = received.RemoteEndPoint;
                Run(new ScriptedRequest(received.Buffer, from, packet => _udp.SendAsync(packet, packet.Length, from), null));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                var client = await _tcp.AcceptTcpClientAsync();
                client.NoDelay = true;
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = ServeTcpAsync(client);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            var from = (IPEndPoint)client.Client.RemoteEndPoint!;
            while (true)
            {
                var length = await ReadAsync(stream, 2);
                var query = await ReadAsync(stream, (length[0] << 8) | length[1]);
                Run(new ScriptedRequest(
                    query,
                    from,
                    packet => Write(stream, [(byte)(packet.Length >> 8), (byte)packet.Length, .. packet]),
                    octets => octets.Length == 0 ? Task.Run(client.Dispose) : Write(stream, octets)));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or System.IO.IOException or SocketException or InvalidOperationException)
        {
            client.Dispose();
            Interlocked.Increment(ref _closures);
        }
    }

    private static Task Write(NetworkStream stream, byte[] octets) => stream.WriteAsync(octets, 0, octets.Length, CancellationToken.None);

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var octets = new byte[count];
        for (var length = 0; length < count;)
        {
#pragma warning disable CA1835 // .NET Framework has no other overload.
            var read = await stream.ReadAsync(octets, length, count - length);
#pragma warning restore CA1835
            length += read > 0 ? read : throw new System.IO.IOException("The client has closed.");
        }

        return octets;
    }

    private void Run(ScriptedRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }

        _ = _script(request);
    }
}
