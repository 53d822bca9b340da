using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Dane;

/// <summary>
/// Checks the TLSA records of a domain's mail servers as a sender with DANE would (RFC 7672), over a DNS server that validates DNSSEC, and compares them with
/// the certificates that the servers show. The work behind <c>Test-DaneRecord</c>. Safe for many threads.
/// </summary>
public sealed class DaneChecker
{
    private const int MaxHosts = 10;

    private readonly IDnsResolver _resolver;
    private readonly MailClock _clock;
    private readonly DaneCheckOptions _options;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries; worth as much as the path to its server.</param>
    /// <param name="clock">The clock for timeouts.</param>
    /// <param name="options">How DANE is tested; null for the defaults.</param>
    public DaneChecker(IDnsResolver resolver, MailClock clock, DaneCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(clock);
        _resolver = resolver;
        _clock = clock;
        _options = options ?? new DaneCheckOptions();
    }

    /// <summary>Checks the mail servers of one domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The result. What DNS or network keep back is the verdict Unknown, not an exception.</returns>
    public async ValueTask<DaneTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var name = domain.Ascii;
        var answer = await _resolver.GetMxAsync(name, cancellationToken).ConfigureAwait(false);
        var result = new DaneTestResult { Domain = name, Verdict = RecordVerdict.Unknown, IsSigned = answer.IsAuthenticData };
        if (answer.Failure is { } failure)
        {
            var isBogus = failure.Reason == DnsFailureReason.Bogus;
            var finding = (isBogus ? DaneFindings.Bogus : DaneFindings.LookupFailed).Found(name, failure.Message);
            return result with
            {
                Verdict = isBogus ? RecordVerdict.Invalid : RecordVerdict.Unknown,
                TempError = isBogus ? "" : failure.Message,
                Findings = new FindingList([finding]),
            };
        }

        var hosts = answer.RecordsOf<DnsMxRecord>().OrderBy(r => r.Preference).Where(r => !r.IsNull).Select(r => r.Exchange).Distinct().Take(MaxHosts).ToList();
        if (answer.Status == DnsStatus.NxDomain || (answer.Status == DnsStatus.Found && hosts.Count == 0))
        {
            return result with { Verdict = RecordVerdict.Missing, Findings = new FindingList([DaneFindings.NoMail.Found(name)]) };
        }

        // Without MX records the domain is its own mail server (RFC 5321 section 5.1).
        return await CheckAsync(result, hosts.Count > 0 ? hosts : [name], answer.IsAuthenticData, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks one server by its name, without looking for MX records: a relay, or a port for users.</summary>
    /// <param name="host">The server.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The result; its domain is the host.</returns>
    public async ValueTask<DaneTestResult> CheckHostAsync(DomainName host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        var result = new DaneTestResult { Domain = host.Ascii, Verdict = RecordVerdict.Unknown, IsSigned = true };
        return await CheckAsync(result, [host.Ascii], sawAuthentic: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DaneTestResult> CheckAsync(DaneTestResult result, List<string> hosts, bool sawAuthentic, CancellationToken cancellationToken)
    {
        var probe = new DaneHostProbe(_resolver, _clock, _options, result.Domain);
        var outcomes = await Task.WhenAll(hosts.Select(host => probe.RunAsync(host, cancellationToken))).ConfigureAwait(false);
        var findings = outcomes.SelectMany(o => o.Findings).ToList();
        result = result with { Hosts = new DaneHostList(outcomes.Select(o => o.Host)) };

        // Without the AD bit either nothing is signed or nobody has looked: the root, which is signed, tells the one from the other.
        var lacksSignature = !result.IsSigned || outcomes.Any(o => o.HasUnsigned);
        if (lacksSignature && !result.Hosts.All(h => h.Verdict is RecordVerdict.Unknown or RecordVerdict.Invalid)
            && !sawAuthentic && !await ValidatesAsync(outcomes, cancellationToken).ConfigureAwait(false))
        {
            var finding = DaneFindings.NoValidation.Found(result.Domain);
            return result with { IsSigned = false, Verdict = RecordVerdict.Unknown, TempError = finding.Message, Findings = new FindingList([.. findings, finding]) };
        }

        if (!result.IsSigned)
        {
            findings.Add(DaneFindings.NotSigned.Found(result.Domain));
        }

        findings.AddRange(outcomes.Where(o => o.HasUnsigned).Select(o => DaneFindings.TlsaNotSigned.Found(o.Host.TlsaName)));
        // A host that was named by the admin has no answer of its own that could be signed: those about its addresses and records tell.
        return Judge(result, outcomes, findings) with { IsSigned = result.IsSigned && (sawAuthentic || outcomes.Any(o => o.SawAuthentic)) };
    }

    private DaneTestResult Judge(DaneTestResult result, IReadOnlyList<DaneHostProbe.Outcome> outcomes, List<Finding> findings)
    {
        var verdicts = result.Hosts.Select(h => h.Verdict).ToList();
        var verdict = verdicts.Contains(RecordVerdict.Invalid) ? RecordVerdict.Invalid
            : verdicts.Contains(RecordVerdict.Unknown) ? RecordVerdict.Unknown
            : verdicts.Contains(RecordVerdict.Valid) && result.IsSigned ? RecordVerdict.Valid
            : RecordVerdict.Missing;
        if (verdicts.TrueForAll(v => v == RecordVerdict.Missing) && !outcomes.Any(o => o.HasUnsigned))
        {
            findings.Add(DaneFindings.NoRecords.Found(result.Domain, "_" + _options.Port.ToString(CultureInfo.InvariantCulture) + "._tcp." + result.Hosts[0].Host));
        }
        else if (verdicts.Contains(RecordVerdict.Valid) && verdicts.Contains(RecordVerdict.Missing))
        {
            findings.Add(DaneFindings.Partial.Found(result.Domain, string.Join(", ", result.Hosts.Where(h => h.Verdict == RecordVerdict.Missing).Select(h => h.Host))));
        }

        return result with
        {
            Verdict = verdict,
            TempError = verdict == RecordVerdict.Unknown ? outcomes.First(o => o.TempError.Length > 0).TempError : "",
            Findings = new FindingList(findings),
        };
    }

    private async Task<bool> ValidatesAsync(IReadOnlyList<DaneHostProbe.Outcome> outcomes, CancellationToken cancellationToken) =>
        outcomes.Any(o => o.SawAuthentic)
        || (await _resolver.ResolveAsync(DnsName.Root, DnsRecordType.NS, cancellationToken).ConfigureAwait(false)).IsAuthenticData;
}
