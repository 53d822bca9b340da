using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Dns;

/// <summary>What a resolver knows about one server, and its ways to it.</summary>
internal sealed class ServerState : IDisposable
{
    // RFC 6891 section 6.2.2 lets a requestor remember that a server does not know EDNS; servers are replaced, so not for ever.
    private static readonly TimeSpan EdnsMemory = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly DnsResolverOptions _options;
    private Ways? _ways;
    private long _avoidUntil;
    private long _noEdnsUntil;
    private long _lastAnswer = -1;
    private long _roundTrip;
    private bool _isDisposed;

    /// <param name="server">The server.</param>
    /// <param name="options">How to ask it.</param>
    /// <param name="sent">Called after each query was sent.</param>
    public ServerState(DnsServer server, DnsResolverOptions options, Action sent)
    {
        Window = new QueryWindow(options.Clock, sent);
        Server = server;
        Name = server.ToString();
        _options = options;
    }

    public DnsServer Server { get; }

    public string Name { get; }

    /// <summary>Whether queries travel over TLS, one way for all of them.</summary>
    public bool IsEncrypted => Server.Protocol != DnsProtocol.Plain;

    public DnsCounters Counters { get; } = new();

    public QueryWindow Window { get; }

    public CookieJar Cookies { get; } = new();

    public bool UsesEdns(TimeSpan now) => Interlocked.Read(ref _noEdnsUntil) <= now.Ticks;

    public bool IsAvoided(TimeSpan now) => Interlocked.Read(ref _avoidUntil) > now.Ticks;

    public void ForgetEdns(TimeSpan now) => Interlocked.Exchange(ref _noEdnsUntil, (now + EdnsMemory).Ticks);

    /// <summary>Notes how a query ended.</summary>
    public void Note(DnsReply reply, TimeSpan sentAt, TimeSpan now)
    {
        Counters.CountReply(reply);
        switch (reply.Kind)
        {
            case DnsReplyKind.Answered:
                Interlocked.Exchange(ref _lastAnswer, now.Ticks);
                Interlocked.Exchange(ref _avoidUntil, 0);

                // As TCP smooths its round trips (RFC 6298 section 2). Two threads at once lose one sample, which does not matter.
                var before = Interlocked.Read(ref _roundTrip);
                var sample = (now - sentAt).Ticks;
                Interlocked.Exchange(ref _roundTrip, before == 0 ? sample : before + ((sample - before) / 8));
                break;
            case DnsReplyKind.TimedOut when Interlocked.Read(ref _lastAnswer) >= sentAt.Ticks:
                // It answered others meanwhile: the name is what does not answer, not the server.
                break;
            case DnsReplyKind.TimedOut or DnsReplyKind.Unreachable or DnsReplyKind.Untrusted:
                Interlocked.Exchange(ref _avoidUntil, (now + _options.AvoidServerFor).Ticks);
                break;
        }
    }

    /// <summary>The way for a query, or null when the server's name has no address.</summary>
    public async ValueTask<IDnsTransport?> TransportAsync(bool overTcp, CancellationToken cancellationToken)
    {
        // The system's own look-up cannot be cancelled; it is left behind.
        var ways = Volatile.Read(ref _ways) ?? await ResolveAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return ways is null ? null : overTcp ? ways.Tcp : ways.Udp;
    }

    public bool Sweep(TimeSpan now)
    {
        // Both are swept, whatever the first says.
        var ways = Volatile.Read(ref _ways);
        return ways is not null && ways.Udp.Sweep(now) | ways.Tcp.Sweep(now);
    }

    public DnsServerStatistics Statistics(TimeSpan now) => new()
    {
        Server = Server,
        QueriesSent = Counters.Sent,
        Answers = Counters.Answered,
        Timeouts = Counters.TimedOut,
        Failures = Counters.Failed,
        Truncated = Counters.Truncated,
        RoundTrip = TimeSpan.FromTicks(Interlocked.Read(ref _roundTrip)),
        IsAvoided = IsAvoided(now),
    };

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _ways?.Udp.Dispose();
            _ways?.Tcp.Dispose();
        }
    }

    private async Task<Ways?> ResolveAsync()
    {
        if (!IPAddress.TryParse(Server.Host, out var address))
        {
            try
            {
                var addresses = await System.Net.Dns.GetHostAddressesAsync(Server.Host).ConfigureAwait(false);
                address = addresses.Length == 0 ? null : addresses[0];
            }
            catch (Exception e) when (e is SocketException or ArgumentException)
            {
                address = null;
            }
        }

        if (address is null)
        {
            return null;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _ways ??= OpenWays(new IPEndPoint(address, Server.Port));
        }
    }

    private Ways OpenWays(IPEndPoint address)
    {
        var trust = new TlsTrust { Host = Server.CertificateName, Roots = _options.TrustedRoots };
        switch (Server.Protocol)
        {
            case DnsProtocol.Tls:
                var tls = new StreamTransport(StreamTransport.Tls(address, Name, trust), _options.Clock, Counters);
                return new Ways(tls, tls);
            case DnsProtocol.Https:
                var https = new HttpsTransport(Server, address, trust, _options.Clock);
                return new Ways(https, https);
            default:
                return new Ways(
                    new UdpTransport(address, _options.Clock, Counters, _options.Transport),
                    new StreamTransport(StreamTransport.Tcp(address), _options.Clock, Counters));
        }
    }

    // The same way twice where there is only one.
    private sealed record Ways(IDnsTransport Udp, IDnsTransport Tcp);
}
