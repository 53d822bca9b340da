using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Dns;

/// <summary>
/// Queries as HTTP requests (RFC 8484): POST, since an answer of the DNS is cached here and nowhere on the way. Each query is a request; the
/// connections are the platform's matter.
/// </summary>
internal sealed class HttpsTransport : IDnsTransport
{
    private const string MediaType = "application/dns-message";

    private readonly object _gate = new();
    private readonly PlatformHttps _https;
    private readonly List<Request> _requests = [];
    private bool _isDisposed;

    public HttpsTransport(DnsServer server, IPEndPoint address, TlsTrust trust, MailClock clock)
    {
        // The name in the certificate is also the one that the web server knows itself by.
        var uri = new Uri("https://" + HostConnector.Describe(server.CertificateName, server.Port) + server.Path);
        _https = new PlatformHttps(uri, address, trust, MediaType, DnsWire.MaxMessage, clock);
    }

    public void Send(PendingQuery query)
    {
        var request = new Request(query);
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _requests.Add(request);
            }
            else
            {
                query.End(DnsReplyKind.Abandoned);
                return;
            }
        }

        _ = PostAsync(request);
    }

    public bool Sweep(TimeSpan now)
    {
        List<Request>? over = null;
        bool isBusy;
        lock (_gate)
        {
            foreach (var request in _requests)
            {
                if (request.Query.Deadline <= now || request.Query.Task.IsCompleted)
                {
                    (over ??= []).Add(request);
                }
            }

            isBusy = _requests.Count > 0;
        }

        over?.ForEach(request => request.End(DnsReplyKind.TimedOut));
        return isBusy;
    }

    public void Dispose()
    {
        Request[] requests;
        lock (_gate)
        {
            _isDisposed = true;
            requests = [.. _requests];
        }

        Array.ForEach(requests, request => request.End(DnsReplyKind.Abandoned));
        _https.Dispose();
    }

    private async Task PostAsync(Request request)
    {
        try
        {
            // RFC 8484 section 4.1: the id is 0, which the packet still has; the connection tells whose answer it is.
            var response = await _https.PostAsync(request.Query.Packet, request.Stop.Token).ConfigureAwait(false);
            if (response.Status != 200 || response.MediaType != MediaType)
            {
                request.Query.End(response.Status >= 500 ? DnsReplyKind.Unreachable : DnsReplyKind.Malformed);
            }
            else if (MessageReader.IsAnswerTo(response.Body, request.Query.Packet, isMixedCase: false))
            {
                request.Query.EndWith(response.Body);
            }
            else
            {
                request.Query.End(DnsReplyKind.Malformed);
            }
        }
        catch (MailOpsException e)
        {
            request.Query.End(e.Kind == MailOpsErrorKind.AccessDenied ? DnsReplyKind.Untrusted : DnsReplyKind.Unreachable, e.Message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            request.Query.End(DnsReplyKind.Unreachable);
        }
        finally
        {
            lock (_gate)
            {
                _requests.Remove(request);
            }
        }
    }

#pragma warning disable CA1001 // A token source without timer and links holds nothing to dispose of.
    private sealed class Request(PendingQuery query)
#pragma warning restore CA1001
    {
        public PendingQuery Query { get; } = query;

        public CancellationTokenSource Stop { get; } = new();

        // The query first: what the cancelled request says then comes too late.
        public void End(DnsReplyKind kind)
        {
            Query.End(kind);
            Stop.Cancel();
        }
    }
}
