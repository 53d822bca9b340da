using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>Opens a connection to a server; TLS is a matter of what it returns.</summary>
internal delegate Task<Stream> StreamConnector(CancellationToken cancellationToken);

/// <summary>
/// One connection that carries messages with their length before them (RFC 1035 section 4.2.2), many queries at the same time and answers in any
/// order (RFC 7766 section 6.2.1.1). Queries may be handed over while it still connects.
/// </summary>
internal sealed class StreamChannel : IDisposable
{
    private const int MaxInFlight = 256;
    private const int MaxStrangers = 64;

    // RFC 7766 section 6.2.3: do not keep an idle connection; servers close it after some seconds anyway.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly PendingTable _pending = new(MaxInFlight);
    private readonly CancellationTokenSource _stop = new();
    private readonly DnsCounters _counters;
    private readonly MailClock _clock;
    private Stream? _stream;
    private byte[] _outgoing = new byte[512];
    private int _outgoingLength;
    private bool _isWriting;
    private bool _isClosed;
    private int _strangers;
    private TimeSpan _lastUse;
    private TimeSpan _lastAnswer;

    public StreamChannel(MailClock clock, DnsCounters counters)
    {
        _clock = clock;
        _counters = counters;
        _lastUse = clock.Elapsed;

        // The writer belongs to Start until the connection stands.
        _isWriting = true;
    }

    /// <summary>Begins to connect. The first query is handed over before, so that a connection that fails at once ends it with the reason.</summary>
    public void Start(StreamConnector connect) => _ = RunAsync(connect);

    /// <summary>Sends a query.</summary>
    /// <returns>False when this connection takes no more; the query is then untouched.</returns>
    public bool TrySend(PendingQuery query)
    {
        lock (_gate)
        {
            if (_isClosed || _pending.IsFull)
            {
                return false;
            }

            _pending.Add(query);
            _lastUse = _clock.Elapsed;
            Append(query.Packet);
            if (_isWriting)
            {
                return true;
            }

            _isWriting = true;
        }

        _ = WriteAsync();
        return true;
    }

    /// <summary>Ends the queries whose time is over.</summary>
    /// <returns>False when the connection is closed.</returns>
    public bool Sweep(TimeSpan now)
    {
        while (true)
        {
            PendingQuery? expired;
            bool isStuck;
            lock (_gate)
            {
                expired = _pending.TakeExpired(now);
                if (expired is null)
                {
                    if (_pending.Count > 0 || now - _lastUse < IdleTime)
                    {
                        return !_isClosed;
                    }

                    isStuck = true;
                }
                else
                {
                    // Nothing at all has come since this query went out: the connection is dead, or fed byte by byte.
                    isStuck = !expired.Task.IsCompleted && _lastAnswer <= expired.SentAt;
                }
            }

            expired?.End(DnsReplyKind.TimedOut);
            if (isStuck)
            {
                Close(DnsReplyKind.Closed);
                return false;
            }
        }
    }

    public void Dispose() => Close(DnsReplyKind.Abandoned);

    private async Task RunAsync(StreamConnector connect)
    {
        try
        {
            var stream = await connect(_stop.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _stream = stream;
                if (_isClosed)
                {
                    stream.Dispose();
                    return;
                }
            }

            _ = WriteAsync();
        }
        catch (MailOpsException e)
        {
            Close(e.Kind == MailOpsErrorKind.AccessDenied ? DnsReplyKind.Untrusted : DnsReplyKind.Unreachable, e.Message);
            return;
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close(DnsReplyKind.Unreachable);
            return;
        }

        try
        {
            await ReadAsync().ConfigureAwait(false);
            Close(DnsReplyKind.Closed);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close(DnsReplyKind.Closed);
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        var length = 0;
        while (true)
        {
            var read = await _stream!.ReadAsync(buffer.AsMemory(length), _stop.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            length += read;
            var start = 0;
            while (length - start >= 2)
            {
                var size = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(start));
                if (length - start - 2 < size)
                {
                    break;
                }

                if (!Accept(buffer.AsSpan(start + 2, size)))
                {
                    return;
                }

                start += size + 2;
            }

            Buffer.BlockCopy(buffer, start, buffer, 0, length - start);
            length -= start;
            if (length == buffer.Length)
            {
                // Grows to the message being received, no further: a message has 65,535 octets at most.
                Array.Resize(ref buffer, Math.Min(buffer.Length * 4, DnsWire.MaxMessage + 2));
            }
        }
    }

    private bool Accept(ReadOnlySpan<byte> packet)
    {
        PendingQuery? query;
        lock (_gate)
        {
            query = _pending.Take(packet, out _);
            if (query is null)
            {
                _counters.CountStranger();
                return ++_strangers < MaxStrangers;
            }

            _lastUse = _lastAnswer = _clock.Elapsed;
        }

        query.EndWith(packet);
        return true;
    }

    private void Append(byte[] packet)
    {
        var needed = _outgoingLength + packet.Length + 2;
        if (needed > _outgoing.Length)
        {
            Array.Resize(ref _outgoing, Math.Max(needed, _outgoing.Length * 2));
        }

        // Length and message in one write (RFC 7766 section 8): some servers read them together.
        BinaryPrimitives.WriteUInt16BigEndian(_outgoing.AsSpan(_outgoingLength), (ushort)packet.Length);
        packet.CopyTo(_outgoing, _outgoingLength + 2);
        _outgoingLength = needed;
    }

    // Writes until nothing is left; whoever sets _isWriting starts it.
    private async Task WriteAsync()
    {
        var spare = new byte[512];
        try
        {
            while (true)
            {
                int length;
                lock (_gate)
                {
                    if (_isClosed || _outgoingLength == 0)
                    {
                        _isWriting = false;
                        return;
                    }

                    (_outgoing, spare) = (spare, _outgoing);
                    length = _outgoingLength;
                    _outgoingLength = 0;
                }

                await _stream!.WriteAsync(spare.AsMemory(0, length), _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close(DnsReplyKind.Closed);
        }
    }

    private void Close(DnsReplyKind kind, string? detail = null)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_isClosed;
            _isClosed = true;
        }

        if (isFirst)
        {
            _stop.Cancel();
            _stream?.Dispose();
        }

        while (true)
        {
            PendingQuery query;
            lock (_gate)
            {
                if (_pending.Count == 0)
                {
                    return;
                }

                query = _pending.TakeLast();
            }

            query.End(kind, detail);
        }
    }
}
