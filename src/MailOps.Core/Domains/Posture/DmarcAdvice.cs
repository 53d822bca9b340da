using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Dmarc;

namespace MailOps.Domains.Posture;

/// <summary>The DMARC records to publish: the domain's own, and the consent of those who get reports about it.</summary>
internal static class DmarcAdvice
{
    public static IEnumerable<MailDomainFix> Find(MailDomainResult domain)
    {
        if (domain.Dmarc is not { Verdict: not DmarcVerdict.Unknown } dmarc)
        {
            yield break;
        }

        var covered = domain.Findings.Where(f => f.Id.StartsWith("DMARC", StringComparison.Ordinal) && GradePoints.Of(f) > 0).ToList();
        var consents = covered.Where(f => f.Id == DmarcFindings.ExternalNotAuthorized.Id).ToList();
        covered.RemoveAll(consents.Contains);
        var where = dmarc.RecordDomain.Length > 0 ? dmarc.RecordDomain : domain.Domain;
        var (value, advice) = Write(domain, dmarc, where);
        if (covered.Count > 0 && value != dmarc.Record)
        {
            yield return FixTexts.Fix("_dmarc." + where, "TXT", value, advice, covered);
        }

        foreach (var target in dmarc.AggregateReports.Concat(dmarc.FailureReports).Select(uri => uri.Domain).Distinct())
        {
            // RFC 9990 section 4: the receiver of reports agrees in its own zone.
            var name = where + "._report._dmarc." + target;
            if (consents.Exists(f => f.Advice.Contains(name, StringComparison.Ordinal)))
            {
                yield return FixTexts.Fix(name, "TXT", "v=DMARC1", FixTexts.DmarcConsent.With(target, where), consents);
            }
        }
    }

    private static (string Value, string Advice) Write(MailDomainResult domain, DmarcTestResult dmarc, string where)
    {
        if (!domain.SendsMail && (dmarc.ParsedRecord is null || dmarc.Policy != DmarcPolicy.Reject))
        {
            return ("v=DMARC1; p=reject", FixTexts.DmarcNoMail.Current);
        }

        var record = dmarc.ParsedRecord;
        List<DmarcReportUri> reports = [.. Supported(record?.AggregateReports)];
        var hadReports = reports.Count > 0;
        if (!hadReports && MailAddress.TryParse("dmarc-reports@" + where, out var mailbox))
        {
            reports.Add(mailbox);
        }

        // Nobody should be told to quarantine mail before the reports have shown what it would hit.
        var policy = record?.Policy ?? DmarcPolicy.None;
        var isStep = policy == DmarcPolicy.None && hadReports && dmarc.Verdict == DmarcVerdict.Valid;
        policy = isStep ? DmarcPolicy.Quarantine : policy;
        var builder = new DmarcRecordBuilder
        {
            Policy = policy,
            SubdomainPolicy = record?.SubdomainPolicy is { } sub && sub >= policy ? sub : null,
            NonexistentPolicy = record?.NonexistentPolicy is { } np && np >= policy ? np : null,
            DkimAlignment = record?.DkimAlignment ?? default,
            SpfAlignment = record?.SpfAlignment ?? default,
            AggregateReports = reports,
            FailureReports = [.. Supported(record?.FailureReports)],
            FailureReporting = record?.FailureReporting ?? DmarcFailureReporting.AllFail,
        };
        var suffix = record?.PublicSuffix switch
        {
            DmarcPublicSuffix.Yes => "; psd=y",
            DmarcPublicSuffix.No => "; psd=n",
            _ => "",
        };
        return (builder.Build() + suffix, isStep ? FixTexts.DmarcStep.Current : hadReports ? FixTexts.DmarcMended.Current : FixTexts.DmarcReports.With(reports.FirstOrDefault()?.Address ?? ""));
    }

    private static IEnumerable<DmarcReportUri> Supported(DmarcReportUriList? uris) => (uris ?? DmarcReportUriList.Empty).Where(uri => uri.IsSupported);
}
