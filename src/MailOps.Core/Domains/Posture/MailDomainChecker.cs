using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Domains.Bimi;
using MailOps.Domains.Blocklists;
using MailOps.Domains.Dane;
using MailOps.Domains.MtaSts;
using MailOps.Domains.Mx;
using MailOps.Domains.Servers;
using MailOps.Domains.TlsRpt;

namespace MailOps.Domains.Posture;

/// <summary>
/// Runs every check of a domain at the same time, with one cache of DNS answers, and makes one result of them: the work behind
/// <c>Test-MailDomain</c> and <c>mailops domain test</c>. Safe for many threads.
/// </summary>
public sealed class MailDomainChecker
{
    // Senders try the first ones; more would only take longer.
    private const int MostServers = 5;

    private readonly IDnsResolver _resolver;
    private readonly MailDomainOptions _options;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">What is known about the mail of the domains; null: nothing.</param>
    public MailDomainChecker(IDnsResolver resolver, MailDomainOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
        _options = options ?? MailDomainOptions.Default;
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Ends the wait for the network.</param>
    /// <returns>The result. A failure of DNS or network is Unknown, not an exception.</returns>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Authentication.MessageUnreadable</c>: a message cannot be read. <c>MailOps.Dkim.InvalidName</c>: a selector is no name.
    /// </exception>
    public async ValueTask<MailDomainResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var dns = new SharedAnswers(_resolver, cancellationToken);
        var spf = new SpfChecker(dns).CheckAsync(domain, cancellationToken).AsTask();
        var dkim = CheckKeysAsync(dns, domain, cancellationToken);
        var dmarc = new DmarcChecker(dns, _options.PublicSuffixes).CheckAsync(domain, cancellationToken).AsTask();
        var mx = new MxChecker(dns).CheckAsync(domain, cancellationToken).AsTask();
        var servers = CheckServersAsync(mx, dns, cancellationToken);
        var dane = CheckDaneAsync(dns, domain, cancellationToken);
        var mtaSts = new MtaStsChecker(dns, _options.Clock).CheckAsync(domain, cancellationToken).AsTask();
        var tlsRpt = new TlsRptChecker(dns).CheckAsync(domain, cancellationToken).AsTask();
        var bimi = new BimiChecker(dns, _options.Clock).CheckAsync(domain, cancellationToken).AsTask();
        var blocklists = new BlocklistChecker(dns).CheckAsync(domain.Ascii, cancellationToken).AsTask();
        var evidence = SenderEvidence.GatherAsync(domain.Ascii, _options, dns, cancellationToken);
        var proposal = SpfProposal.MakeAsync(spf, dns, domain, cancellationToken);
        await Task.WhenAll(spf, dkim, dmarc, mtaSts, tlsRpt, bimi, blocklists, mx, servers, dane, evidence, proposal).ConfigureAwait(false);
        var result = new MailDomainResult
        {
            Domain = domain.Ascii,
            CheckedAt = _options.Clock.UtcNow,
            Spf = await spf.ConfigureAwait(false),
            Dkim = await dkim.ConfigureAwait(false),
            Dmarc = await dmarc.ConfigureAwait(false),
            Mx = await mx.ConfigureAwait(false),
            Servers = new SmtpServerTestResultList(await servers.ConfigureAwait(false)),
            Dane = await dane.ConfigureAwait(false),
            MtaSts = await mtaSts.ConfigureAwait(false),
            TlsRpt = await tlsRpt.ConfigureAwait(false),
            Bimi = await bimi.ConfigureAwait(false),
            Blocklists = await blocklists.ConfigureAwait(false),
        };
        return MailDomainJudgement.Judge(result, await evidence.ConfigureAwait(false), _options, await proposal.ConfigureAwait(false));
    }

    private async Task<DkimTestResult> CheckKeysAsync(SharedAnswers dns, DomainName domain, CancellationToken cancellationToken)
    {
        var seen = await DkimSelectorReader.ReadFilesAsync(_options.Messages, domain, cancellationToken).ConfigureAwait(false);
        return await new DkimChecker(dns).CheckAsync(domain, [.. _options.Selectors, .. seen], cancellationToken).ConfigureAwait(false);
    }

    private async Task<SmtpServerTestResult[]> CheckServersAsync(Task<MxTestResult> mx, SharedAnswers dns, CancellationToken cancellationToken)
    {
        var hosts = (await mx.ConfigureAwait(false)).Hosts.Where(h => h.Verdict == RecordVerdict.Valid).Select(h => h.Host).Distinct().Take(MostServers).ToList();
        if (_options.SkipServers || hosts.Count == 0)
        {
            return [];
        }

        var options = new SmtpServerCheckOptions { ConnectTimeout = _options.ConnectTimeout, TrustedRoots = _options.TrustedRoots };
        var checker = new SmtpServerChecker(dns, _options.Clock, options);
        var port = _options.SmtpPort == 25 ? "" : ":" + _options.SmtpPort.ToString(CultureInfo.InvariantCulture);
        return await Task.WhenAll(hosts.Select(host => checker.CheckAsync(host + port, cancellationToken).AsTask())).ConfigureAwait(false);
    }

    private async Task<DaneTestResult?> CheckDaneAsync(SharedAnswers dns, DomainName domain, CancellationToken cancellationToken) =>
        _options.SkipServers ? null
        : await new DaneChecker(dns, _options.Clock, new DaneCheckOptions { Port = _options.SmtpPort, ConnectTimeout = _options.ConnectTimeout })
            .CheckAsync(domain, cancellationToken).ConfigureAwait(false);
}
