using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Domains.Blocklists;
using MailOps.Domains.Dane;
using MailOps.Domains.Mx;
using MailOps.Domains.Servers;

namespace MailOps.Domains.Posture;

/// <summary>What the checks of one domain say together.</summary>
internal static class MailDomainJudgement
{
    private const int MostFixes = 5;

    public static MailDomainResult Judge(MailDomainResult result, SenderEvidence evidence, MailDomainOptions options, SpfProposal? proposal)
    {
        result = result with
        {
            SendsMail = !(result.Spf?.Findings.Contains(SpfFindings.SendsNoMail.Id) ?? false),
            ReceivesMail = !(result.Mx?.IsNullMx ?? false),
        };
        result = result with { Findings = new FindingList(FindingsOf(result).Distinct()), Unknown = new TextList(UnknownOf(result)) };
        var score = MailDomainGrading.ScoreOf(result.Findings);
        result = result with { Score = score, Grade = MailDomainGrading.GradeOf(score, result.Unknown.Count > 0), Verdict = VerdictOf(result) };
        return result with
        {
            Requirements = result.SendsMail ? new BulkSenderRules(result, evidence, options).Judge() : MailRequirementList.Empty,
            Fixes = FixesOf(result, options, proposal),
        };
    }

    // What a domain does not do needs no protection: no key without mail to sign, no policy for connections that nobody makes.
    private static IEnumerable<Finding> FindingsOf(MailDomainResult result)
    {
        IEnumerable<Finding> findings = result.Spf?.Findings ?? FindingList.Empty;
        findings = findings.Concat(result.Dmarc?.Findings ?? FindingList.Empty).Concat(result.Mx?.Findings ?? FindingList.Empty);
        if (result.Dkim is { } dkim && (result.SendsMail || dkim.Keys.Count > 0))
        {
            findings = findings.Concat(dkim.Findings);
        }

        if (result.SendsMail)
        {
            findings = findings.Concat(result.Bimi?.Findings ?? FindingList.Empty);
        }

        if (result.ReceivesMail)
        {
            findings = findings.Concat(ServerFindings(result));
            findings = findings.Concat(result.MtaSts?.Findings ?? FindingList.Empty).Concat(result.TlsRpt?.Findings ?? FindingList.Empty);
        }

        return findings.Concat((result.Blocklists?.Findings ?? FindingList.Empty).Where(f => result.ReceivesMail || f.Id != BlocklistFindings.NoServers.Id));
    }

    // A port that is blocked here says nothing about any of the servers, so it is said once.
    private static IEnumerable<Finding> ServerFindings(MailDomainResult result)
    {
        var dane = result.Dane?.Findings ?? FindingList.Empty;
        if (result.Servers.Count == 0 || !result.Servers.All(s => s.Findings.Contains(SmtpServerFindings.NotReached.Id)))
        {
            return dane.Concat(result.Servers.SelectMany(s => s.Findings));
        }

        var others = result.Servers.SelectMany(s => s.Findings).Where(f => f.Id != SmtpServerFindings.NotReached.Id);
        return dane.Where(f => f.Id != DaneFindings.NotFetched.Id).Concat(others)
            .Append(MailDomainFindings.NoServerReached.Found(string.Join(", ", result.Servers.Select(s => s.Host)), result.Servers[0].TempError));
    }

    private static IEnumerable<string> UnknownOf(MailDomainResult result)
    {
        (string Name, bool IsUnknown)[] parts =
        [
            (nameof(result.Spf), result.Spf?.Verdict == SpfVerdict.Unknown),
            (nameof(result.Dkim), result.SendsMail && result.Dkim?.Verdict == DkimVerdict.Unknown),
            (nameof(result.Dmarc), result.Dmarc?.Verdict == DmarcVerdict.Unknown),
            (nameof(result.Mx), result.Mx?.Verdict == RecordVerdict.Unknown),
            (nameof(result.Dane), result.ReceivesMail && result.Dane?.Verdict == RecordVerdict.Unknown),
            (nameof(result.Servers), result.ReceivesMail && result.Servers.Any(s => s.Verdict == RecordVerdict.Unknown)),
            (nameof(result.MtaSts), result.ReceivesMail && result.MtaSts?.Verdict == RecordVerdict.Unknown),
            (nameof(result.TlsRpt), result.ReceivesMail && result.TlsRpt?.Verdict == RecordVerdict.Unknown),
            (nameof(result.Bimi), result.SendsMail && result.Bimi?.Verdict == RecordVerdict.Unknown),
            (nameof(result.Blocklists), (result.SendsMail || result.ReceivesMail) && result.Blocklists?.Verdict == BlocklistVerdict.Unknown),
        ];
        return parts.Where(part => part.IsUnknown).Select(part => part.Name);
    }

    private static MailDomainVerdict VerdictOf(MailDomainResult result) =>
        result.Findings.Any(f => f.Severity == FindingSeverity.Error && GradePoints.Of(f) > GradePoints.Logo) ? MailDomainVerdict.Broken
        : result.Spf?.Verdict == SpfVerdict.Unknown || result.Dmarc?.Verdict == DmarcVerdict.Unknown
            || result.Mx?.Verdict == RecordVerdict.Unknown ? MailDomainVerdict.Unknown
        : result.Findings.Any(f => GradePoints.Of(f) > 0) ? MailDomainVerdict.Weak
        : MailDomainVerdict.Good;

    private static MailDomainFixList FixesOf(MailDomainResult result, MailDomainOptions options, SpfProposal? proposal)
    {
        // Nothing can be published in a zone that does not exist.
        if (result.Findings.Contains(MxFindings.DomainNotFound.Id))
        {
            return MailDomainFixList.Empty;
        }

        var fixes = new List<MailDomainFix>();
        if (SpfAdvice.Find(result, options, proposal) is { } spf)
        {
            fixes.Add(spf);
        }

        fixes.AddRange(DmarcAdvice.Find(result));
        fixes.AddRange(OtherAdvice.Find(result));
        return new MailDomainFixList(fixes.OrderByDescending(fix => fix.Points).Take(MostFixes));
    }
}
