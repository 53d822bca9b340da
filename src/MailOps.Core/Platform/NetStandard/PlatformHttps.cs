using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Net.Http;

namespace MailOps.Platform;

/// <summary>
/// Posts to one URL over HTTP/1.1: .NET Framework can neither offer HTTP/2 (it has no ALPN) nor connect HttpClient to a given address. A few
/// connections that are kept take turns.
/// </summary>
internal sealed class PlatformHttps : IDisposable
{
    private const int MaxConnections = 8;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly Uri _uri;
    private readonly string _mediaType;
    private readonly int _maxBytes;
    private readonly MailClock _clock;
    private readonly IPEndPoint _address;
    private readonly TlsTrust _trust;
    private readonly SemaphoreSlim _free = new(MaxConnections);
    private readonly Stack<NetConnection> _idle = new();
    private bool _isDisposed;

    /// <param name="uri">Where to post; its host is what the server is told.</param>
    /// <param name="address">Where that is.</param>
    /// <param name="trust">Whom to believe there.</param>
    /// <param name="mediaType">Of question and answer.</param>
    /// <param name="maxBytes">The largest answer.</param>
    /// <param name="clock">Whose time counts.</param>
    public PlatformHttps(Uri uri, IPEndPoint address, TlsTrust trust, string mediaType, int maxBytes, MailClock clock)
    {
        _uri = uri;
        _mediaType = mediaType;
        _maxBytes = maxBytes;
        _clock = clock;
        _address = address;
        _trust = trust;
    }

    /// <summary>Posts.</summary>
    /// <exception cref="MailOpsException">TLS, the certificate or the answer is at fault.</exception>
    public async Task<HttpResponse> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        NetConnection? connection = null;
        try
        {
            var deadline = new NetDeadline(_clock, Timeout);
            connection = TakeIdle();
            if (connection is null)
            {
                connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
                await connection.StartTlsAsync(_trust, deadline.Left, cancellationToken).ConfigureAwait(false);
            }

            var request = new HttpRequest
            {
                Method = "POST",
                Authority = _uri.Authority,
                Target = _uri.PathAndQuery,
                Accept = _mediaType,
                ContentType = _mediaType,
                Body = body,
                KeepsConnection = true,
            };
            var response = await new HttpExchange(connection, deadline, _maxBytes).RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.KeepsConnection && TryKeep(connection))
            {
                connection = null;
            }

            return response;
        }
        finally
        {
            connection?.Dispose();
            _free.Release();
        }
    }

    public void Dispose()
    {
        lock (_idle)
        {
            _isDisposed = true;
            while (_idle.Count > 0)
            {
                _idle.Pop().Dispose();
            }
        }
    }

    private async Task<NetConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(_address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await PlatformSockets.ConnectAsync(socket, _address, cancellationToken).ConfigureAwait(false);
            return new NetConnection(socket, HostConnector.Describe(_uri.IdnHost, _uri.Port), _clock, transcript: null);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private NetConnection? TakeIdle()
    {
        lock (_idle)
        {
            while (_idle.Count > 0)
            {
                var connection = _idle.Pop();
                if (connection.IsQuiet)
                {
                    return connection;
                }

                connection.Dispose();
            }
        }

        return null;
    }

    private bool TryKeep(NetConnection connection)
    {
        lock (_idle)
        {
            if (!_isDisposed)
            {
                _idle.Push(connection);
            }

            return !_isDisposed;
        }
    }
}
