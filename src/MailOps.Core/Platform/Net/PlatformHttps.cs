using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Net.Http;

namespace MailOps.Platform;

/// <summary>
/// Posts to one URL over HTTP/2, many requests at a time on one connection, or over HTTP/1.1 where the server has no other. No proxy, no
/// redirections, no cookies: the connection goes where the caller connects it.
/// </summary>
internal sealed class PlatformHttps : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    private readonly Uri _uri;
    private readonly string _mediaType;
    private readonly int _maxBytes;
    private readonly HttpMessageInvoker _client;

    /// <param name="uri">Where to post; its host is what the server is told.</param>
    /// <param name="address">Where that is.</param>
    /// <param name="trust">Whom to believe there.</param>
    /// <param name="mediaType">Of question and answer.</param>
    /// <param name="maxBytes">The largest answer.</param>
    /// <param name="clock">Ignored here: the runtime has timers of its own.</param>
    public PlatformHttps(Uri uri, IPEndPoint address, TlsTrust trust, string mediaType, int maxBytes, MailClock clock)
    {
        var dialer = new TlsDialer(address, HostConnector.Describe(uri.IdnHost, uri.Port), trust);
        _ = clock;
        _uri = uri;
        _mediaType = mediaType;
        _maxBytes = maxBytes;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = IdleTime,
            MaxResponseHeadersLength = 16,
            MaxConnectionsPerServer = 8,
            ConnectCallback = async (_, cancellationToken) => await dialer.ConnectAsync(offersHttp2: true, cancellationToken).ConfigureAwait(false),
        });
    }

    /// <summary>Posts.</summary>
    /// <exception cref="MailOpsException">TLS or the certificate is at fault.</exception>
    /// <exception cref="IOException">Anything else that went wrong on the way.</exception>
    public async Task<HttpResponse> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(_mediaType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(_mediaType));
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return new HttpResponse
            {
                Status = (int)response.StatusCode,
                MediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "",
                Body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (HttpRequestException e)
        {
            throw e.InnerException as MailOpsException ?? (Exception)new IOException(e.Message, e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > _maxBytes)
        {
            throw TooLarge();
        }

        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = new byte[Math.Min(_maxBytes, content.Headers.ContentLength ?? 1_024)];
        for (var length = 0; ;)
        {
            var read = await stream.ReadAsync(body.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0 && length < body.Length)
            {
                return body.AsSpan(0, length).ToArray();
            }

            length += read;
            if (length == body.Length)
            {
                // Full: either this was all, or there is more than announced.
                var next = new byte[1];
                if (await stream.ReadAsync(next, cancellationToken).ConfigureAwait(false) == 0)
                {
                    return body;
                }

                if (length >= _maxBytes)
                {
                    throw TooLarge();
                }

                Array.Resize(ref body, Math.Min(_maxBytes, body.Length * 4));
                body[length++] = next[0];
            }
        }
    }

    private IOException TooLarge() => new("The answer is larger than " + _maxBytes + " octets.");
}
