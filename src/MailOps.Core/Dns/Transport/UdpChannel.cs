using System;
using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>
/// One connected UDP socket: the kernel drops packets of every other source, and picks the port at random when it connects (RFC 5452 section
/// 9.2; Windows since MS08-037). It takes one query, or many up to a limit, and is closed when they are done.
/// </summary>
internal sealed class UdpChannel : IDisposable
{
    // Somebody who guesses ids needs thousands of packets; late answers to queries long given up are a handful.
    private const int MaxStrangers = 64;

    private readonly object _gate = new();
    private readonly Socket _socket;
    private readonly PendingTable _pending;
    private readonly DnsCounters _counters;
    private int _left;
    private int _strangers;
    private bool _isClosed;

    /// <param name="server">The server.</param>
    /// <param name="counters">Where strange packets are counted.</param>
    /// <param name="maxInFlight">How many queries may be out at the same time.</param>
    /// <param name="maxQueries">How many it takes in its life.</param>
    /// <exception cref="SocketException">There is no socket to be had, or no route.</exception>
    public UdpChannel(IPEndPoint server, DnsCounters counters, int maxInFlight, int maxQueries)
    {
        _counters = counters;
        _left = maxQueries;
        _pending = new PendingTable(maxInFlight);
        _socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.Connect(server);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _ = ReceiveAsync();
    }

    /// <summary>Whether it takes no new queries.</summary>
    public bool IsSpent => Volatile.Read(ref _left) == 0;

    /// <summary>Whether it is closed, with no query left.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Sends a query.</summary>
    /// <returns>False when this socket takes no more, now or ever; the query is then untouched.</returns>
    public bool TrySend(PendingQuery query)
    {
        lock (_gate)
        {
            if (_isClosed || _left == 0 || _pending.IsFull)
            {
                return false;
            }

            _left--;
            _pending.Add(query);
        }

        try
        {
            _socket.Send(query.Packet, 0, query.Packet.Length, SocketFlags.None);
        }
        catch (SocketException)
        {
            Close(DnsReplyKind.Unreachable);
        }
        catch (ObjectDisposedException)
        {
            // Closed by another thread, which has ended the query.
        }

        return true;
    }

    /// <summary>Takes more queries than it was made for.</summary>
    /// <returns>False when it is closed.</returns>
    public bool TryExtend(int maxQueries)
    {
        lock (_gate)
        {
            _left = _isClosed ? 0 : maxQueries;
            return !_isClosed;
        }
    }

    /// <summary>Takes no new queries from now on.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _left = 0;
            CloseIfDone();
        }
    }

    /// <summary>Ends the queries whose time is over.</summary>
    public void Expire(TimeSpan now)
    {
        while (true)
        {
            PendingQuery? expired;
            lock (_gate)
            {
                expired = _pending.TakeExpired(now);
                CloseIfDone();
            }

            if (expired is null)
            {
                return;
            }

            expired.End(DnsReplyKind.TimedOut);
        }
    }

    public void Dispose() => Close(DnsReplyKind.Abandoned);

    private async Task ReceiveAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(DnsWire.UdpPayload + 1);
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None).ConfigureAwait(false);
                if (!Accept(buffer.AsSpan(0, length)))
                {
                    return;
                }
            }
        }
        catch (SocketException e)
        {
            // Most often an ICMP message that the port is closed. A datagram beyond the buffer is an error on Windows only.
            Close(e.SocketErrorCode == SocketError.MessageSize ? DnsReplyKind.Malformed : DnsReplyKind.Unreachable);
        }
        catch (ObjectDisposedException)
        {
            // Closed, and its queries ended, by another thread.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // False when the socket is done.
    private bool Accept(ReadOnlySpan<byte> packet)
    {
        PendingQuery? query;
        bool isSuspicious;
        bool goesOn;
        lock (_gate)
        {
            query = _pending.Take(packet, out isSuspicious);
            if (query is null)
            {
                _counters.CountStranger();
                if (++_strangers < MaxStrangers)
                {
                    return !_isClosed;
                }
            }

            CloseIfDone();
            goesOn = !_isClosed;
        }

        if (query is null)
        {
            Close(DnsReplyKind.Suspicious);
            return false;
        }

        if (isSuspicious)
        {
            query.End(DnsReplyKind.Suspicious);
        }
        else
        {
            query.EndWith(packet);
        }

        return goesOn;
    }

    private void CloseIfDone()
    {
        if (_left == 0 && _pending.Count == 0 && !_isClosed)
        {
            _isClosed = true;
            _socket.Dispose();
        }
    }

    private void Close(DnsReplyKind kind)
    {
        while (true)
        {
            PendingQuery query;
            lock (_gate)
            {
                _left = 0;
                if (_pending.Count == 0)
                {
                    CloseIfDone();
                    return;
                }

                query = _pending.TakeLast();
            }

            query.End(kind);
        }
    }
}
