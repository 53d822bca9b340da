using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Authentication.Dmarc;

/// <summary>What a receiver that still follows RFC 7489 finds for a domain: the check of <c>-AsOf Rfc7489</c>.</summary>
internal static class DmarcLegacyCheck
{
    public static async ValueTask<DmarcTestResult> CheckAsync(
        QueryRecorder recorder, PublicSuffixList suffixes, string domain, List<Finding> findings, CancellationToken cancellationToken)
    {
        var legacy = new DmarcLegacyEvaluation(recorder, suffixes);
        var organization = legacy.OrganizationOf(domain);
        var found = await legacy.DiscoverAsync(domain, cancellationToken).ConfigureAwait(false);
        var result = new DmarcTestResult
        {
            Domain = domain,
            Standard = DmarcStandard.Rfc7489,
            Verdict = DmarcVerdict.Missing,
            OrganizationalDomain = organization,
        };
        findings.Add(DmarcFindings.JudgedByOldRules.Found(domain, organization));
        if (found.Failure is not null)
        {
            findings.Add(DmarcFindings.LookupFailed.Found(DmarcLookup.NameFor(found.Domain), found.Failure.Message));
            return result with { Verdict = DmarcVerdict.Unknown, TempError = found.Failure.Message };
        }

        if (found.Record is not { } record)
        {
            return result with { Verdict = JudgeAbsence(found, domain, findings) };
        }

        DmarcRecordParser.Read(record.Text, findings);
        result = result with
        {
            Verdict = record.Legacy.Applies ? DmarcVerdict.Valid : DmarcVerdict.Invalid,
            Record = record.Text,
            ParsedRecord = record,
            RecordDomain = found.Domain,
        };
        if (!record.Legacy.Applies)
        {
            return result;
        }

        await new DmarcReportTargets(recorder, found.Domain, organization, record, findings).CheckAsync(cancellationToken).ConfigureAwait(false);
        await CompareAsync(recorder, domain, DmarcLegacyEvaluation.PolicyOf(found, domain), findings, cancellationToken).ConfigureAwait(false);
        return result with
        {
            Policy = DmarcLegacyEvaluation.PolicyOf(found, domain),
            PolicyTag = found.Domain != domain && record.SubdomainPolicy is not null ? DmarcPolicyTag.SubdomainPolicy : DmarcPolicyTag.Policy,
            SubdomainPolicy = record.Legacy.SubdomainPolicy,
            NonexistentPolicy = record.Legacy.SubdomainPolicy,
            AggregateReports = record.AggregateReports,
            FailureReports = record.FailureReports,
        };
    }

    private static DmarcVerdict JudgeAbsence(DmarcLookup found, string domain, List<Finding> findings)
    {
        // Section 6.6.3, step 5: several records end the discovery, and none of them counts.
        if (found.RecordCount > 1)
        {
            findings.Add(DmarcFindings.MultipleRecords.Found(found.Domain, found.RecordCount));
            return DmarcVerdict.Invalid;
        }

        findings.Add(DmarcFindings.NoRecord.Found(domain));
        return DmarcVerdict.Missing;
    }

    private static async ValueTask CompareAsync(
        QueryRecorder recorder, string domain, DmarcPolicy policy, List<Finding> findings, CancellationToken cancellationToken)
    {
        var current = await DmarcDiscovery.DiscoverAsync(recorder, domain, cancellationToken).ConfigureAwait(false);
        var isKnown = current.Failed is null && current.ExistenceFailure is null;
        var now = current.Record is { Applies: true } ? current.Policy : null;
        if (isKnown && now != policy)
        {
            findings.Add(DmarcFindings.OldReceiversDiffer.Found(
                domain, DmarcDiscoveryLint.Describe(policy), DmarcDiscoveryLint.Describe(now), current.Walk.OrganizationalDomain ?? domain));
        }
    }
}
