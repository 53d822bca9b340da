using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using MailOps.Net;

namespace MailOps.Dns;

/// <summary>Queries over a connection that is kept while it is used, and opened anew when it is gone.</summary>
internal sealed class StreamTransport : IDnsTransport
{
    private readonly object _gate = new();
    private readonly StreamConnector _connect;
    private readonly MailClock _clock;
    private readonly DnsCounters _counters;
    private readonly List<StreamChannel> _channels = [];
    private bool _isDisposed;

    public StreamTransport(StreamConnector connect, MailClock clock, DnsCounters counters)
    {
        _connect = connect;
        _clock = clock;
        _counters = counters;
    }

    /// <summary>Plain TCP to a server.</summary>
    public static StreamConnector Tcp(IPEndPoint server) => async cancellationToken =>
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Disposing is the one way to end a connection attempt that both builds have.
            using (cancellationToken.Register(socket.Dispose))
            {
                await socket.ConnectAsync(server).ConfigureAwait(false);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    };

    /// <summary>TLS to a server (RFC 7858 section 3), whose certificate must be valid: the strict profile of RFC 8310 section 5.</summary>
    public static StreamConnector Tls(IPEndPoint server, string name, TlsTrust trust)
    {
        var dialer = new TlsDialer(server, name, trust);
        return async cancellationToken => await dialer.ConnectAsync(offersHttp2: false, cancellationToken).ConfigureAwait(false);
    }

    public void Send(PendingQuery query)
    {
        StreamChannel fresh;
        lock (_gate)
        {
            if (_isDisposed)
            {
                query.End(DnsReplyKind.Abandoned);
                return;
            }

            foreach (var channel in _channels)
            {
                if (channel.TrySend(query))
                {
                    return;
                }
            }

            fresh = new StreamChannel(_clock, _counters);
            _channels.Add(fresh);
            fresh.TrySend(query);
        }

        // Outside the lock: a connection that fails at once ends its query here, and whoever waited may send the next one.
        fresh.Start(_connect);
    }

    public bool Sweep(TimeSpan now)
    {
        StreamChannel[] channels;
        lock (_gate)
        {
            channels = [.. _channels];
        }

        List<StreamChannel>? closed = null;
        foreach (var channel in channels)
        {
            if (!channel.Sweep(now))
            {
                (closed ??= []).Add(channel);
            }
        }

        if (closed is null)
        {
            return channels.Length > 0;
        }

        lock (_gate)
        {
            _channels.RemoveAll(closed.Contains);
            return _channels.Count > 0;
        }
    }

    public void Dispose()
    {
        StreamChannel[] channels;
        lock (_gate)
        {
            _isDisposed = true;
            channels = [.. _channels];
            _channels.Clear();
        }

        foreach (var channel in channels)
        {
            channel.Dispose();
        }
    }
}
