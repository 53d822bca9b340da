using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Servers;

/// <summary>
/// Talks to a mail server as a sender would, up to the point where mail would begin, and judges what it shows: the work behind <c>Test-SmtpServer</c>.
/// Safe for many threads.
/// </summary>
public sealed class SmtpServerChecker
{
    // A host with more addresses than these is judged by the first ones.
    private const int MaxAddresses = 8;

    private readonly IDnsResolver _resolver;
    private readonly MailClock _clock;
    private readonly SmtpServerCheckOptions _options;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="clock">The clock for timeouts and certificates.</param>
    /// <param name="options">How servers are tested; null for the defaults.</param>
    public SmtpServerChecker(IDnsResolver resolver, MailClock clock, SmtpServerCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(clock);
        _resolver = resolver;
        _clock = clock;
        _options = options ?? new SmtpServerCheckOptions();
    }

    /// <summary>Checks one server.</summary>
    /// <param name="server"><c>host</c>, <c>host:port</c>, an address or <c>[IPv6 address]:port</c>; without a port it is 25.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The result. A server that cannot be reached is the verdict Unknown, not an exception.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.InvalidServer</c>: the text names no server.</exception>
    public async ValueTask<SmtpServerTestResult> CheckAsync(string server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        var endpoint = SmtpServerEndpoint.Parse(server);
        var result = new SmtpServerTestResult { Server = endpoint.ToString(), Host = endpoint.Host, Port = endpoint.Port, Verdict = RecordVerdict.Unknown };
        IReadOnlyList<IPAddress> addresses = [endpoint.Address!];
        if (endpoint.Address is null)
        {
            var answer = await _resolver.GetAddressesAsync(endpoint.Host, cancellationToken).ConfigureAwait(false);
            if (answer.Failure is { } failure)
            {
                return result with { TempError = failure.Message, Findings = new FindingList([SmtpServerFindings.LookupFailed.Found(endpoint.Host, failure.Message)]) };
            }

            addresses = [.. answer.RecordsOf<DnsAddressRecord>().Select(r => NetworkAddresses.Plain(r.Address)).Distinct().Take(MaxAddresses)];
            if (addresses.Count == 0)
            {
                return result with { Verdict = RecordVerdict.Missing, Findings = new FindingList([SmtpServerFindings.HostNotFound.Found(endpoint.Host)]) };
            }
        }

        return await CheckAsync(endpoint, addresses, result, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SmtpServerTestResult> CheckAsync(
        SmtpServerEndpoint endpoint, IReadOnlyList<IPAddress> addresses, SmtpServerTestResult result, CancellationToken cancellationToken)
    {
        var names = Task.WhenAll(addresses.Select(a => new ServerNames(_resolver).FindAsync(a, cancellationToken)));
        var talk = new ServerTalk(_options, _clock, endpoint, addresses) { Result = result };
        await talk.RunAsync(cancellationToken).ConfigureAwait(false);
        result = talk.Result;
        if (talk.OffersTls && _options.TestTlsVersions)
        {
            var versions = new ServerTlsVersions(_options, _clock, endpoint, addresses, talk.IsImplicitTls);
            result = await versions.RunAsync(result, talk.Findings, cancellationToken).ConfigureAwait(false);
        }

        var found = await names.ConfigureAwait(false);
        talk.Findings.AddRange(found.Select(f => f.Finding).OfType<Finding>());
        if (talk.BannerName is { } banner && await IsOtherAsync(banner, addresses, cancellationToken).ConfigureAwait(false))
        {
            talk.Findings.Add(SmtpServerFindings.BannerOther.Found(banner, addresses[0]));
        }

        return result with { Addresses = new SmtpServerAddressList(found.Select(f => f.Address)), Findings = new FindingList(talk.Findings) };
    }

    private async Task<bool> IsOtherAsync(string banner, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var answer = await _resolver.GetAddressesAsync(banner, cancellationToken).ConfigureAwait(false);
        return answer.Failure is null && !answer.RecordsOf<DnsAddressRecord>().Any(r => addresses.Contains(NetworkAddresses.Plain(r.Address)));
    }
}
