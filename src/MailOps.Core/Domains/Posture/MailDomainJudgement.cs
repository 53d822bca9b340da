using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Domains.Blocklists;

namespace MailOps.Domains.Posture;

/// <summary>What the checks of one domain say together.</summary>
internal static class MailDomainJudgement
{
    private const int MostFixes = 5;

    public static MailDomainResult Judge(MailDomainResult result, SenderEvidence evidence, MailDomainOptions options, SpfFlattenedRecord? flattened)
    {
        result = result with { SendsMail = !(result.Spf?.Findings.Contains(SpfFindings.SendsNoMail.Id) ?? false) };
        result = result with { Findings = new FindingList(FindingsOf(result)), Unknown = new TextList(UnknownOf(result)) };
        var score = MailDomainGrading.ScoreOf(result.Findings);
        result = result with { Score = score, Grade = MailDomainGrading.GradeOf(score, result.Unknown.Count > 0), Verdict = VerdictOf(result) };
        return result with
        {
            Requirements = result.SendsMail ? new BulkSenderRules(result, evidence, options).Judge() : MailRequirementList.Empty,
            Fixes = FixesOf(result, options, flattened),
        };
    }

    // What a domain does not do needs no protection: no key without mail to sign, no policy for connections that nobody makes.
    private static IEnumerable<Finding> FindingsOf(MailDomainResult result)
    {
        IEnumerable<Finding> findings = result.Spf?.Findings ?? FindingList.Empty;
        findings = findings.Concat(result.Dmarc?.Findings ?? FindingList.Empty);
        if (result.Dkim is { } dkim && (result.SendsMail || dkim.Keys.Count > 0))
        {
            findings = findings.Concat(dkim.Findings);
        }

        if (result.ReceivesMail)
        {
            findings = findings.Concat(result.MtaSts?.Findings ?? FindingList.Empty).Concat(result.TlsRpt?.Findings ?? FindingList.Empty);
        }

        return findings.Concat((result.Blocklists?.Findings ?? FindingList.Empty).Where(f => result.ReceivesMail || f.Id != BlocklistFindings.NoServers.Id));
    }

    private static IEnumerable<string> UnknownOf(MailDomainResult result)
    {
        (string Name, bool IsUnknown)[] parts =
        [
            (nameof(result.Spf), result.Spf?.Verdict == SpfVerdict.Unknown),
            (nameof(result.Dkim), result.SendsMail && result.Dkim?.Verdict == DkimVerdict.Unknown),
            (nameof(result.Dmarc), result.Dmarc?.Verdict == DmarcVerdict.Unknown),
            (nameof(result.MtaSts), result.ReceivesMail && result.MtaSts?.Verdict == RecordVerdict.Unknown),
            (nameof(result.TlsRpt), result.ReceivesMail && result.TlsRpt?.Verdict == RecordVerdict.Unknown),
            (nameof(result.Blocklists), (result.SendsMail || result.ReceivesMail) && result.Blocklists?.Verdict == BlocklistVerdict.Unknown),
        ];
        return parts.Where(part => part.IsUnknown).Select(part => part.Name);
    }

    private static MailDomainVerdict VerdictOf(MailDomainResult result) =>
        result.Findings.Any(f => f.Severity == FindingSeverity.Error) ? MailDomainVerdict.Broken
        : result.Spf?.Verdict == SpfVerdict.Unknown || result.Dmarc?.Verdict == DmarcVerdict.Unknown ? MailDomainVerdict.Unknown
        : result.Findings.Any(f => GradePoints.Of(f) > 0) ? MailDomainVerdict.Weak
        : MailDomainVerdict.Good;

    private static MailDomainFixList FixesOf(MailDomainResult result, MailDomainOptions options, SpfFlattenedRecord? flattened)
    {
        var fixes = new List<MailDomainFix>();
        if (SpfAdvice.Find(result, options, flattened) is { } spf)
        {
            fixes.Add(spf);
        }

        fixes.AddRange(DmarcAdvice.Find(result));
        fixes.AddRange(OtherAdvice.Find(result));
        return new MailDomainFixList(fixes.OrderByDescending(fix => fix.Points).Take(MostFixes));
    }
}
