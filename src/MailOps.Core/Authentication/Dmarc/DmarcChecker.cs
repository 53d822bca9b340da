using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>
/// Finds the DMARC record that applies to a domain, reads it and says what is wrong with it or could be better: the work behind
/// <c>Test-DmarcRecord</c> and <c>mailops dmarc test</c>.
/// </summary>
public sealed class DmarcChecker
{
    private readonly IDnsResolver _resolver;
    private readonly DmarcStandard _asOf;
    private readonly PublicSuffixList? _publicSuffixes;

    /// <summary>Makes a checker; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="publicSuffixes">With it the check also says what receivers that still follow RFC 7489 do differently.</param>
    public DmarcChecker(IDnsResolver resolver, PublicSuffixList? publicSuffixes = null)
        : this(resolver, new DmarcOptions { PublicSuffixes = publicSuffixes })
    {
    }

    /// <summary>Makes a checker; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">By which rules. A public suffix list lets the check also say what receivers that follow RFC 7489 do differently.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dmarc.NoPublicSuffixList</c>: RFC 7489 is asked for without a list.</exception>
    public DmarcChecker(IDnsResolver resolver, DmarcOptions options)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(options);
        _resolver = resolver;
        _asOf = options.AsOf;
        _publicSuffixes = options.PublicSuffixes;
        if (_asOf == DmarcStandard.Rfc7489 && _publicSuffixes is null)
        {
            throw DmarcErrors.NoPublicSuffixList();
        }
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain; not the name with <c>_dmarc</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result. A failure of the DNS is the verdict Unknown, not an exception.</returns>
    public async ValueTask<DmarcTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var recorder = new QueryRecorder(_resolver);
        var findings = new List<Finding>();
        var result = _asOf == DmarcStandard.Rfc7489
            ? await DmarcLegacyCheck.CheckAsync(recorder, _publicSuffixes!, domain.Ascii, findings, cancellationToken).ConfigureAwait(false)
            : await CheckAsync(recorder, domain.Ascii, findings, cancellationToken).ConfigureAwait(false);
        return result with { DnsQueries = recorder.ToList(), Findings = new FindingList(findings) };
    }

    private async ValueTask<DmarcTestResult> CheckAsync(QueryRecorder recorder, string name, List<Finding> findings, CancellationToken cancellationToken)
    {
        var discovery = await DmarcDiscovery.DiscoverAsync(recorder, name, cancellationToken).ConfigureAwait(false);
        var result = new DmarcTestResult
        {
            Domain = name,
            Verdict = VerdictOf(discovery),
            OrganizationalDomain = discovery.Walk.OrganizationalDomain ?? "",
            TempError = (discovery.Failed?.Failure ?? discovery.ExistenceFailure)?.Message ?? "",
        };
        DmarcDiscoveryLint.Check(discovery, findings);
        if (discovery.Record is { } record)
        {
            DmarcRecordParser.Read(record.Text, findings);
            result = Describe(result, discovery, record);
            if (result.Verdict == DmarcVerdict.Valid)
            {
                var targets = new DmarcReportTargets(recorder, discovery.PolicySource!.Domain, discovery.Walk.OrganizationalDomain, record, findings);
                await targets.CheckAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        else if (result.Verdict == DmarcVerdict.Invalid)
        {
            result = result with { Record = DmarcDiscoveryLint.BrokenRecord(discovery.Walk.Lookups[0]) ?? "", RecordDomain = name };
        }
        else if (result.Verdict == DmarcVerdict.Missing)
        {
            await FindMisplacedAsync(recorder, name, findings, cancellationToken).ConfigureAwait(false);
        }

        if (_publicSuffixes is not null && result.Verdict != DmarcVerdict.Unknown)
        {
            await CompareAsync(recorder, _publicSuffixes, result, findings, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static DmarcVerdict VerdictOf(DmarcDiscovery discovery) =>
        discovery.Failed is not null || discovery.ExistenceFailure is not null ? DmarcVerdict.Unknown
        : discovery.Record is { } record ? record.Applies ? DmarcVerdict.Valid : DmarcVerdict.Invalid
        : DmarcDiscoveryLint.HasBrokenRecord(discovery.Walk.Lookups[0]) ? DmarcVerdict.Invalid
        : DmarcVerdict.Missing;

    private static DmarcTestResult Describe(DmarcTestResult result, DmarcDiscovery discovery, DmarcRecord record)
    {
        // Domains below get the record of the organization, which need not be the one that applies to the domain itself.
        var below = discovery.Walk.OrganizationalDomain is { } organization
            ? (discovery.Walk.At(organization) is { Record: not null } own ? own : discovery.Walk.FindPublicSuffix())?.Record
            : null;
        return result with
        {
            Record = record.Text,
            ParsedRecord = record,
            RecordDomain = discovery.PolicySource!.Domain,
            Policy = discovery.Policy,
            PolicyTag = discovery.PolicyTag,
            SubdomainPolicy = below is { Applies: true } ? below.EffectiveSubdomainPolicy : null,
            NonexistentPolicy = below is { Applies: true } ? below.EffectiveNonexistentPolicy : null,
            IsTesting = record.IsTesting,
            AggregateReports = record.AggregateReports,
            FailureReports = record.FailureReports,
        };
    }

    private static async ValueTask FindMisplacedAsync(QueryRecorder recorder, string domain, List<Finding> findings, CancellationToken cancellationToken)
    {
        var answer = await recorder.ResolveAsync(domain, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        foreach (var record in answer.RecordsOf<DnsTxtRecord>())
        {
            if (DmarcRecordParser.IsRecord(record.Text.AsSpan()))
            {
                findings.Add(DmarcFindings.WrongPlace.Found(domain));
                return;
            }
        }
    }

    private static async ValueTask CompareAsync(
        QueryRecorder recorder, PublicSuffixList suffixes, DmarcTestResult result, List<Finding> findings, CancellationToken cancellationToken)
    {
        var legacy = new DmarcLegacyEvaluation(recorder, suffixes);
        var found = await legacy.DiscoverAsync(result.Domain, cancellationToken).ConfigureAwait(false);
        if (found.Failure is not null)
        {
            return;
        }

        DmarcPolicy? policy = found.Record is { Legacy.Applies: true } ? DmarcLegacyEvaluation.PolicyOf(found, result.Domain) : null;
        if (policy != result.Policy)
        {
            findings.Add(DmarcFindings.OldReceiversDiffer.Found(
                result.Domain, DmarcDiscoveryLint.Describe(policy), DmarcDiscoveryLint.Describe(result.Policy), legacy.OrganizationOf(result.Domain)));
        }
    }
}
