using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>
/// A connection of a line-based protocol: bounded lines in, bytes out, TLS at any time. Each operation has a timeout and a token; after
/// either has struck, or the other side has hung up, the connection is of no further use. One operation at a time.
/// </summary>
internal sealed class NetConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _closed = new();
    private readonly NetWatchdog _watchdog;
    private readonly ProtocolTranscript? _transcript;
    private readonly int _number;
    private Stream _stream;
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private volatile bool _timedOut;

    public NetConnection(Socket socket, string endpoint, MailClock clock, ProtocolTranscript? transcript)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        Endpoint = endpoint;
        _transcript = transcript;
        _number = transcript?.NextConnection() ?? 0;
        _watchdog = new NetWatchdog(clock, OnTimeout, _closed.Token);
        _transcript?.Write(_number, '*', "connected to " + endpoint + " (" + socket.RemoteEndPoint + ")");
    }

    /// <summary><c>host:port</c>, for messages.</summary>
    public string Endpoint { get; }

    /// <summary>The own address.</summary>
    public IPAddress LocalAddress => ((IPEndPoint)_socket.LocalEndPoint!).Address;

    /// <summary>The negotiated TLS version, such as <c>TLS 1.3</c>; null in the clear.</summary>
    public string? TlsVersion { get; private set; }

    /// <summary>The certificates that the server showed, its own first, where <see cref="TlsTrust.KeepsChain"/> asked for them.</summary>
    public IReadOnlyList<X509Certificate2> PeerCertificates { get; private set; } = [];

    /// <summary>What a careful client would say of the certificate; null when it is valid. See <see cref="TlsTrust.JudgesOnly"/>.</summary>
    public MailOpsException? CertificateRefusal { get; private set; }

    /// <summary>Whether bytes have arrived that nobody has read yet.</summary>
    public bool HasUnreadBytes => _end > _start;

    /// <summary>Whether the connection was closed, by either side or after an error.</summary>
    public bool IsClosed => _closed.IsCancellationRequested;

    /// <summary>
    /// Whether nothing has happened since the last operation: a server that has hung up or sent a farewell is readable. (A TLS 1.3 server
    /// might send a key update unasked; the connection then counts as used up, which costs a new one and nothing else.)
    /// </summary>
    public bool IsQuiet => !IsClosed && !HasUnreadBytes && !_socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Reads a line; CRLF or LF ends it.</summary>
    /// <param name="limit">How many octets it may have.</param>
    /// <param name="activity">What is going on, for messages.</param>
    /// <param name="timeout">For the whole line.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The line without its end; valid until the next read.</returns>
    /// <exception cref="MailOpsException">Timeout, connection lost, line too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(int limit, string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var searched = 0;
        if (TryTakeLine(ref searched, out var ready))
        {
            return ready;
        }

        using var operation = Begin(timeout, cancellationToken);
        try
        {
            while (true)
            {
                if (_end - _start > limit)
                {
                    throw NetErrors.LineTooLong(
                        Endpoint, limit, WireText.Preview(WireText.Decode(_buffer.AsSpan(_start, Math.Min(_end - _start, 60)))));
                }

                MakeRoom(limit);
                var count = await PlatformSockets.ReadAsync(_stream, _buffer.AsMemory(_end), _closed.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    Dispose();
                    throw NetErrors.ConnectionLost(Endpoint, activity, cause: null);
                }

                _end += count;
                if (TryTakeLine(ref searched, out var line))
                {
                    return line.Length <= limit
                        ? line
                        : throw NetErrors.LineTooLong(Endpoint, limit, WireText.Preview(WireText.Decode(line.Span.Slice(0, 60))));
                }
            }
        }
        catch (Exception e) when (IsConnectionFault(e))
        {
            throw Translate(e, activity, timeout, cancellationToken);
        }
    }

    /// <summary>Reads what has arrived, or waits until something does.</summary>
    /// <param name="limit">How many octets at most.</param>
    /// <param name="activity">What is going on, for messages.</param>
    /// <param name="timeout">For anything to arrive.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The octets, valid until the next read; none when the other side has closed.</returns>
    /// <exception cref="MailOpsException">Timeout, connection lost.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int limit, string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!HasUnreadBytes)
        {
            using var operation = Begin(timeout, cancellationToken);
            try
            {
                _start = 0;
                _end = await PlatformSockets.ReadAsync(_stream, _buffer, _closed.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (IsConnectionFault(e))
            {
                throw Translate(e, activity, timeout, cancellationToken);
            }
        }

        var part = _buffer.AsMemory(_start, Math.Min(limit, _end - _start));
        _start += part.Length;
        return part;
    }

    /// <summary>Sends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="activity">What is going on, for messages.</param>
    /// <param name="timeout">For the other side to take them.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="MailOpsException">Timeout, connection lost.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var operation = Begin(timeout, cancellationToken);
        try
        {
            await PlatformSockets.WriteAsync(_stream, bytes, _closed.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsConnectionFault(e))
        {
            throw Translate(e, activity, timeout, cancellationToken);
        }
    }

    /// <summary>Puts TLS over the connection. Bytes read before are the caller's to refuse (RFC 3207 section 6).</summary>
    /// <param name="trust">Whom to believe.</param>
    /// <param name="timeout">For the whole handshake.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="MailOpsException">Timeout, connection lost, no common version, certificate refused.</exception>
    public async Task StartTlsAsync(TlsTrust trust, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var check = new CertificateCheck(Endpoint, trust);
        using var operation = Begin(timeout, cancellationToken);
        SslStream tls;
        try
        {
            tls = new SslStream(_stream, leaveInnerStreamOpen: false, check.Accepts);
            _stream = tls;
            await PlatformTls.AuthenticateAsync(tls, trust.Host, _closed.Token).ConfigureAwait(false);
        }
        // A stream that a cancellation has closed in between is no argument for SslStream.
        catch (Exception e) when (IsConnectionFault(e) || PlatformTls.IsHandshakeFault(e) || (e is ArgumentException && _closed.IsCancellationRequested))
        {
            var cause = Translate(e, "TLS", timeout, cancellationToken);
            throw (trust.JudgesOnly ? null : check.Refusal) ?? (_timedOut || cause is OperationCanceledException ? cause : NetErrors.TlsFailed(Endpoint, e));
        }

        PeerCertificates = check.Presented;
        CertificateRefusal = check.Refusal;
        TlsVersion = PlatformTls.Describe(tls.SslProtocol);
        Note("TLS: " + TlsVersion);
        if (!PlatformTls.IsNewEnough(tls.SslProtocol))
        {
            Dispose();
            throw NetErrors.TlsTooOld(Endpoint, TlsVersion);
        }
    }

    /// <summary>Writes a line of the client into the transcript; secrets and contents are the caller's to leave out.</summary>
    public void NoteSent(string text) => _transcript?.Write(_number, 'C', text);

    /// <summary>Writes a line of the server into the transcript.</summary>
    public void NoteReceived(ReadOnlySpan<byte> line)
    {
        if (_transcript is not null)
        {
            _transcript.Write(_number, 'S', WireText.Decode(line));
        }
    }

    /// <summary>Writes a remark into the transcript.</summary>
    public void Note(string text) => _transcript?.Write(_number, '*', text);

    /// <summary>Closes the connection; whatever is under way ends at once.</summary>
    public void Dispose()
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        _closed.Cancel();
        _socket.Dispose();
        _stream.Dispose();
        _transcript?.Write(_number, '*', "closed");
    }

    /// <summary>Closes the connection as if the timeout of what is under way had struck: the time for several operations together is over.</summary>
    public void Expire() => OnTimeout();

    private void OnTimeout()
    {
        _timedOut = true;
        Dispose();
    }

    private Operation Begin(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _watchdog.Begin(timeout);
        return new Operation(_watchdog, cancellationToken.Register(static c => ((NetConnection)c!).Dispose(), this));
    }

    private bool TryTakeLine(ref int searched, out ReadOnlyMemory<byte> line)
    {
        var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
        if (found < 0)
        {
            searched = _end - _start;
            line = default;
            return false;
        }

        var length = searched + found;
        var content = length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length;
        line = _buffer.AsMemory(_start, content);
        _start += length + 1;
        return true;
    }

    private void MakeRoom(int limit)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            // Never above twice the limit: a longer line is refused before.
            Array.Resize(ref _buffer, Math.Min(Math.Max(limit, _buffer.Length) + 2, _buffer.Length * 2));
        }
    }

    private static bool IsConnectionFault(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    // The connection is gone in each case; what matters is who ended it.
    private Exception Translate(Exception e, string activity, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Dispose();
        return cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken)
            : _timedOut ? NetErrors.Timeout(Endpoint, activity, timeout)
            : NetErrors.ConnectionLost(Endpoint, activity, e);
    }

    private readonly struct Operation(NetWatchdog watchdog, CancellationTokenRegistration registration) : IDisposable
    {
        public void Dispose()
        {
            watchdog.End();
            registration.Dispose();
        }
    }
}
