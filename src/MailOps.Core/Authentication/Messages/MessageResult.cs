using System.Collections.Generic;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;

namespace MailOps.Authentication;

/// <summary>Puts the four results together.</summary>
internal static class MessageResult
{
    public static DmarcInput DmarcInputOf(string author, SpfCheckResult? spf, DkimVerification dkim)
    {
        var signatures = new List<DmarcDkimInput>(dkim.Signatures.Count);
        foreach (var signature in dkim.Signatures)
        {
            signatures.Add(new DmarcDkimInput { Domain = signature.Domain, Selector = signature.Selector, Result = signature.Result });
        }

        return new DmarcInput
        {
            AuthorDomain = author,
            Spf = spf is null ? [] : [new DmarcSpfInput { Scope = spf.Scope, Domain = spf.Domain, Result = spf.Result }],
            Dkim = signatures,
        };
    }

    public static MailAuthenticationResult Compose(
        SpfCheckResult? spf, DkimVerification dkim, DmarcEvaluation? dmarc, ArcVerification arc, List<Finding> findings, string authservId)
    {
        if (dmarc is not null)
        {
            MessageJudgement.FindFixes(spf, dkim, dmarc, arc, findings);
        }

        return new MailAuthenticationResult
        {
            AuthorDomain = dmarc?.AuthorDomain ?? "",
            Action = MessageJudgement.ActionFor(spf, dkim, dmarc),
            Spf = spf,
            Dkim = dkim,
            Dmarc = dmarc,
            Arc = arc,
            AuthenticationResults = AuthenticationResultsWriter.Write(authservId, spf, dkim, dmarc, arc),
            Fixes = MessageJudgement.FixesOf(findings),
            Findings = new FindingList(findings),
        };
    }
}
