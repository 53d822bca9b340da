using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>What asking the servers led to: a message with NOERROR or NXDOMAIN, or a failure.</summary>
internal readonly record struct Exchange
{
    public DnsMessage? Message { get; init; }

    public DnsFailure? Failure { get; init; }

    public string Server { get; init; }
}

/// <summary>Asks the servers one after the other, over UDP and where that is not enough over TCP, until one of them answers.</summary>
internal sealed class QueryEngine : IDisposable
{
    private readonly ServerState[] _servers;
    private readonly DnsResolverOptions _options;
    private readonly MailClock _clock;
    private readonly TimeSpan _timeout;
    private readonly int _rounds;
    private readonly Sweeper _sweeper;

    public QueryEngine(IReadOnlyList<DnsServer> servers, TimeSpan timeout, int rounds, DnsResolverOptions options)
    {
        _options = options;
        _clock = options.Clock;
        _timeout = timeout;
        _rounds = rounds;
        _servers = new ServerState[servers.Count];
        for (var i = 0; i < servers.Count; i++)
        {
            _servers[i] = new ServerState(servers[i], options, () => _sweeper!.Wake());
        }

        _sweeper = new Sweeper(_clock, Sweep);
    }

    public IReadOnlyList<ServerState> Servers => _servers;

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="deadline">When to give up, by <see cref="MailClock.Elapsed"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public async ValueTask<Exchange> AskAsync(DnsQuestion question, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var worst = new Exchange { Failure = DnsFailures.NoServer, Server = "" };
        var order = Order();
        var left = order.Length;
        for (var round = 0; round < _rounds && left > 0; round++)
        {
            // Long enough in the end for a recursive server that has to find out, short at first for a packet that was lost.
            var timeout = round == 0 ? _timeout : _timeout + _timeout;
            for (var i = 0; i < order.Length; i++)
            {
                if (order[i] is not { } server)
                {
                    continue;
                }

                if (_clock.Elapsed >= deadline)
                {
                    return worst.Failure!.Reason == DnsFailureReason.NoServer ? Failed(DnsFailures.Timeout(question, server.Name), server) : worst;
                }

                var exchange = await AskAsync(server, question, timeout, deadline, cancellationToken).ConfigureAwait(false);
                if (exchange.Failure is null)
                {
                    return exchange;
                }

                worst = Weight(exchange.Failure.Reason) >= Weight(worst.Failure!.Reason) ? exchange : worst;
                if (IsFinal(exchange.Failure.Reason))
                {
                    // This server has said all that it has to say; the others may know better.
                    order = ReferenceEquals(order, _servers) ? [.. order] : order;
                    order[i] = null;
                    left--;
                }
            }
        }

        return worst;
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        foreach (var server in _servers)
        {
            server.Dispose();
        }
    }

    // As configured, but those that did not answer lately come last.
    private ServerState?[] Order()
    {
        var now = _clock.Elapsed;
        if (!Array.Exists(_servers, server => server.IsAvoided(now)))
        {
            return _servers;
        }

        List<ServerState> order = [];
        order.AddRange(Array.FindAll(_servers, server => !server.IsAvoided(now)));
        foreach (var server in _servers)
        {
            if (!order.Contains(server))
            {
                order.Add(server);
            }
        }

        return [.. order];
    }

    // One server in one round: over UDP, then as its answers demand without EDNS or over TCP.
    private async ValueTask<Exchange> AskAsync(
        ServerState server, DnsQuestion question, TimeSpan timeout, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var overTcp = server.IsEncrypted || _options.Transport == DnsTransportMode.Tcp;
        var knowsEdns = server.UsesEdns(_clock.Elapsed);
        var useEdns = knowsEdns;
        var useCookies = _options.UseCookies && !server.IsEncrypted;
        var wasClosed = false;
        var hadBadCookie = false;
        while (true)
        {
            var shape = new QueryShape
            {
                UseEdns = useEdns,
                WantsSignatures = _options.WantsSignatures,
                UseMixedCase = _options.UseMixedCase && !overTcp,
                Cookie = useCookies && useEdns ? server.Cookies.Current : null,
                IsPadded = server.IsEncrypted,
            };
            var reply = await SendAsync(server, question, shape, overTcp, timeout, deadline, cancellationToken).ConfigureAwait(false);
            if (shape.Cookie is not null && reply.Kind == DnsReplyKind.Answered && !reply.Message!.IsTruncated)
            {
                server.Cookies.Note(reply.Message.Cookie, isProven: overTcp);
            }

            switch (reply.Kind)
            {
                case DnsReplyKind.Answered when reply.Message!.IsTruncated && !overTcp:
                case DnsReplyKind.Suspicious when !overTcp:
                    overTcp = true;
                    continue;

                // RFC 7873 section 5.3: once more with the cookie just learned, then over TCP, where none is needed.
                case DnsReplyKind.Answered when reply.Message!.ResponseCode == DnsWire.BadCookie && !overTcp:
                    overTcp = hadBadCookie;
                    hadBadCookie = true;
                    continue;

                case DnsReplyKind.Answered when reply.Message!.IsTruncated:
                    return Failed(DnsFailures.Malformed(question, server.Name), server);

                case DnsReplyKind.Answered when reply.Message!.ResponseCode is DnsWire.NoError or DnsWire.NameError:
                    if (knowsEdns && !useEdns)
                    {
                        server.ForgetEdns(_clock.Elapsed);
                    }

                    return new Exchange { Message = reply.Message, Server = server.Name };

                // RFC 6891 section 6.2.2, and servers so old that they cannot read the query at all.
                case DnsReplyKind.Answered when useEdns
                    && reply.Message!.ResponseCode is DnsWire.FormatError or DnsWire.NotImplemented or DnsWire.BadVersion:
                    useEdns = false;
                    continue;

                case DnsReplyKind.Answered:
                    return Failed(DnsFailures.OfCode(reply.Message!, question, server.Name), server);

                // RFC 7766 section 6.2.4: a connection that was closed before the answer came is worth one more try.
                case DnsReplyKind.Closed when !wasClosed:
                    wasClosed = true;
                    continue;

                case DnsReplyKind.TimedOut:
                    return Failed(DnsFailures.Timeout(question, server.Name), server);

                case DnsReplyKind.Malformed:
                    return Failed(DnsFailures.Malformed(question, server.Name), server);

                case DnsReplyKind.Untrusted:
                    return Failed(DnsFailures.Untrusted(server.Name, reply.Detail), server);

                default:
                    return Failed(DnsFailures.Unreachable(server.Name, reply.Detail), server);
            }
        }
    }

    private async ValueTask<DnsReply> SendAsync(
        ServerState server,
        DnsQuestion question,
        QueryShape shape,
        bool overTcp,
        TimeSpan timeout,
        TimeSpan deadline,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var packet = QueryWriter.Write(question, shape);
        var transport = await server.TransportAsync(overTcp, cancellationToken).ConfigureAwait(false);
        server.Counters.CountSent();
        if (transport is null)
        {
            var unreachable = new DnsReply(DnsReplyKind.Unreachable);
            server.Note(unreachable, _clock.Elapsed, _clock.Elapsed);
            return unreachable;
        }

        var query = new PendingQuery(question, packet, transport, timeout, deadline)
        {
            IsMixedCase = shape.UseMixedCase,
            Cookies = shape.Cookie is null || overTcp ? null : server.Cookies,
        };
        server.Window.Send(query);
        DnsReply reply;
        using (cancellationToken.Register(static state => ((PendingQuery)state!).End(DnsReplyKind.Abandoned), query))
        {
            reply = await query.Task.ConfigureAwait(false);
        }

        server.Note(reply, query.SentAt, _clock.Elapsed);
        if (reply.Kind == DnsReplyKind.Abandoned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(DnsResolver));
        }

        return reply;
    }

    private bool Sweep(TimeSpan now)
    {
        var isBusy = false;
        foreach (var server in _servers)
        {
            isBusy |= server.Sweep(now);
        }

        return isBusy;
    }

    private static Exchange Failed(DnsFailure failure, ServerState server) => new() { Failure = failure, Server = server.Name };

    // What a server says about the question weighs more than what happened on the way to another one.
    private static int Weight(DnsFailureReason reason) => reason switch
    {
        DnsFailureReason.Bogus => 6,
        DnsFailureReason.ServerFailure => 5,
        DnsFailureReason.Refused => 4,
        DnsFailureReason.NotSupported => 3,
        DnsFailureReason.Timeout => 2,
        DnsFailureReason.NoServer => 0,
        _ => 1,
    };

    private static bool IsFinal(DnsFailureReason reason) =>
        reason is DnsFailureReason.Bogus or DnsFailureReason.ServerFailure or DnsFailureReason.Refused or DnsFailureReason.NotSupported or DnsFailureReason.Untrusted;
}
