using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net.Http;

/// <summary>
/// Fetches one document over HTTPS from the addresses that the caller looked up: a policy of RFC 8461, a logo. The certificate must be valid for
/// the host of the URI; a redirection is an answer like any other and not followed (RFC 8461 section 3.3 forbids it).
/// </summary>
internal sealed class HttpsGet(MailClock clock, HostLookup lookup)
{
    /// <summary>Authorities trusted besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>For looking up, connecting, TLS and the whole answer together (RFC 8461 section 3.3 suggests a minute).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest body taken.</summary>
    public int MaxBytes { get; init; } = 64 * 1024;

    /// <summary>Fetches a document.</summary>
    /// <param name="uri">An absolute <c>https</c> URI.</param>
    /// <param name="accept">The media types wanted, such as <c>text/plain</c>.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The answer, whatever its status is.</returns>
    /// <exception cref="MailOpsException">
    /// MailOps.Net.HostNotFound, LookupFailed, ConnectFailed, Timeout, ConnectionLost, TlsFailed, TlsTooOld, Certificate*, NotHttp, TooLarge.
    /// </exception>
    public async Task<HttpResponse> RunAsync(Uri uri, string accept, CancellationToken cancellationToken)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException("An absolute https URI is needed.", nameof(uri));
        }

        var host = uri.IdnHost;
        var deadline = new NetDeadline(clock, Timeout);
        var socket = await new HostConnector(clock, lookup).ConnectAsync(host, uri.Port, deadline.Left, cancellationToken).ConfigureAwait(false);
        using var connection = Open(socket, HostConnector.Describe(host, uri.Port));
        await connection.StartTlsAsync(new TlsTrust { Host = host, Roots = TrustedRoots }, deadline.Left, cancellationToken).ConfigureAwait(false);
        var request = new HttpRequest
        {
            Method = "GET",
            Authority = uri.IsDefaultPort ? HostPart(host) : HostConnector.Describe(host, uri.Port),
            Target = uri.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped),
            Accept = accept,
        };
        return await new HttpExchange(connection, deadline, MaxBytes).RunAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A look-up that knows its answer.</summary>
    public static HostLookup Addresses(params IPAddress[] addresses) => (_, _) => Task.FromResult<IReadOnlyList<IPAddress>>(addresses);

    private static string HostPart(string host) => host.Contains(':') && !host.StartsWith('[') ? "[" + host + "]" : host;

    private NetConnection Open(Socket socket, string endpoint)
    {
        try
        {
            return new NetConnection(socket, endpoint, clock, transcript: null);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
