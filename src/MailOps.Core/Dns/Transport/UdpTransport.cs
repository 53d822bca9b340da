using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MailOps.Dns;

/// <summary>
/// Queries as datagrams. While few are out, each has a socket of its own, so that a forger has to guess port and id. In bulk a few sockets
/// carry many queries each, which costs a third of the time; they are replaced soon, so that their ports are worth nothing to
/// who has found them out (RFC 5452 section 9.2).
/// </summary>
internal sealed class UdpTransport : IDnsTransport
{
    private const int SharedChannels = 2;

    // Most of these would be queries that nobody answers: the window of the server lets 128 out at a time.
    private const int MaxInFlight = 2_048;
    private const int MaxQueries = 1_000;

    // A socket is kept until its last query is over; while there are so many of them, no more are opened in bulk.
    private const int MaxChannels = 200;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    // With fewer queries out than this, each gets its own socket.
    private const int BulkFrom = 24;

    private readonly object _gate = new();
    private readonly IPEndPoint _server;
    private readonly MailClock _clock;
    private readonly DnsCounters _counters;
    private readonly DnsTransportMode _mode;
    private readonly List<UdpChannel> _channels = [];
    private readonly SharedSlot?[] _shared = new SharedSlot?[SharedChannels];
    private int _next;
    private bool _isDisposed;

    public UdpTransport(IPEndPoint server, MailClock clock, DnsCounters counters, DnsTransportMode mode)
    {
        _server = server;
        _clock = clock;
        _counters = counters;
        _mode = mode;
    }

    public void Send(PendingQuery query)
    {
        try
        {
            if (!IsBulk || !TrySendShared(query))
            {
                Open(maxInFlight: 1, maxQueries: 1).TrySend(query);
            }
        }
        catch (SocketException)
        {
            query.End(DnsReplyKind.Unreachable);
        }
        catch (ObjectDisposedException)
        {
            query.End(DnsReplyKind.Abandoned);
        }
    }

    public bool Sweep(TimeSpan now)
    {
        UdpChannel[] channels;
        lock (_gate)
        {
            _channels.RemoveAll(channel => channel.IsClosed);
            channels = [.. _channels];
            foreach (var slot in _shared)
            {
                if (slot is not null && now - slot.Since >= MaxAge)
                {
                    slot.Channel.Retire();
                }
            }
        }

        foreach (var channel in channels)
        {
            channel.Expire(now);
        }

        return channels.Length > 0;
    }

    public void Dispose()
    {
        UdpChannel[] channels;
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

    private bool IsBulk => _mode == DnsTransportMode.Shared || (_mode == DnsTransportMode.Auto && _counters.InFlight >= BulkFrom);

    // Round robin over the shared sockets, skipping full ones and replacing spent ones; false when all are full.
    private bool TrySendShared(PendingQuery query)
    {
        var start = (uint)Interlocked.Increment(ref _next);
        for (uint i = 0; i < SharedChannels; i++)
        {
            var index = (start + i) % SharedChannels;
            var slot = Volatile.Read(ref _shared[index]);
            if (slot is not null && slot.Channel.TrySend(query))
            {
                return true;
            }

            if ((slot is null || slot.Channel.IsSpent) && Replace(index, slot).TrySend(query))
            {
                return true;
            }
        }

        return false;
    }

    private UdpChannel Replace(uint index, SharedSlot? spent)
    {
        lock (_gate)
        {
            if (_shared[index] is { } other && !ReferenceEquals(other, spent))
            {
                return other.Channel;
            }

            if (spent is not null && _channels.Count >= MaxChannels && spent.Channel.TryExtend(MaxQueries))
            {
                return spent.Channel;
            }

            var channel = Open(MaxInFlight, MaxQueries);
            Volatile.Write(ref _shared[index], new SharedSlot(channel, _clock.Elapsed));
            return channel;
        }
    }

    private UdpChannel Open(int maxInFlight, int maxQueries)
    {
        var channel = new UdpChannel(_server, _counters, maxInFlight, maxQueries);
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _channels.Add(channel);
                return channel;
            }
        }

        channel.Dispose();
        throw new ObjectDisposedException(nameof(UdpTransport));
    }

    private sealed class SharedSlot(UdpChannel channel, TimeSpan since)
    {
        public UdpChannel Channel { get; } = channel;

        public TimeSpan Since { get; } = since;
    }
}
