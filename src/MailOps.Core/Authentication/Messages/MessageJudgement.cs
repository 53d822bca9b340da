using System.Collections.Generic;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;

namespace MailOps.Authentication;

/// <summary>Makes of the four results what a receiver would do, and what the sender should.</summary>
internal static class MessageJudgement
{
    private const int MaxFixes = 5;

    public static ReceiverAction ActionFor(SpfCheckResult? spf, DkimVerification dkim, DmarcEvaluation? dmarc) => dmarc switch
    {
        null => ReceiverAction.Reject,
        { Result: DmarcResult.Pass } => ReceiverAction.Deliver,
        { Result: DmarcResult.TempError } => ReceiverAction.Unknown,

        // Where nobody knows who sent the message, SPF may prove the author as well as not; a HELO name does not stand for the sender.
        { Result: DmarcResult.Fail } when spf?.Scope != SpfScope.MailFrom => ReceiverAction.Unknown,
        { Result: DmarcResult.Fail, Disposition: DmarcPolicy.Reject } => ReceiverAction.Reject,
        { Result: DmarcResult.Fail, Disposition: DmarcPolicy.Quarantine } => ReceiverAction.Quarantine,
        _ when spf?.Result == SpfResult.Pass || dkim.Result == DkimResult.Pass => dmarc.Result == DmarcResult.Fail ? ReceiverAction.Suspect : ReceiverAction.Deliver,
        _ when spf?.Scope != SpfScope.MailFrom || spf.Result == SpfResult.TempError || dkim.Result == DkimResult.TempError => ReceiverAction.Unknown,
        _ => ReceiverAction.Suspect,
    };

    /// <summary>What to fix: as little as proves the author, signing first, for it survives forwarding.</summary>
    public static void FindFixes(SpfCheckResult? spf, DkimVerification dkim, DmarcEvaluation dmarc, ArcVerification arc, List<Finding> findings)
    {
        var author = dmarc.AuthorDomain;
        if (!HasAlignedPass(dkim, dmarc))
        {
            FindSignatureFix(dkim, dmarc, author, findings);
        }

        // What a HELO name gives proves no author (RFC 9989 section 4.4.2).
        if (spf is { Scope: SpfScope.MailFrom } && !dmarc.DkimAligned && !dmarc.SpfAligned)
        {
            FindSpfFix(spf, author, findings);
        }

        if (dmarc.Result == DmarcResult.None)
        {
            findings.Add(MessageFindings.NoPolicy.Found(dmarc.OrganizationalDomain.Length > 0 ? dmarc.OrganizationalDomain : author));
        }

        if (dmarc.Result == DmarcResult.Fail && arc.Result == ArcResult.Pass)
        {
            findings.Add(MessageFindings.ArcMayHelp.Found(arc.Sets[arc.Sets.Count - 1].Domain));
        }
    }

    public static TextList FixesOf(List<Finding> findings)
    {
        var fixes = new List<string>();
        foreach (var finding in findings)
        {
            if (finding.Severity != FindingSeverity.Info && fixes.Count < MaxFixes && !fixes.Contains(finding.Advice))
            {
                fixes.Add(finding.Advice);
            }
        }

        return new TextList(fixes);
    }

    // Without a policy nobody has judged alignment; then a signature of the author's domain or above counts.
    private static bool HasAlignedPass(DkimVerification dkim, DmarcEvaluation dmarc)
    {
        foreach (var signature in dkim.Signatures)
        {
            if (signature.Result == DkimResult.Pass && IsRelated(signature.Domain, dmarc))
            {
                return true;
            }
        }

        return dmarc.DkimAligned;
    }

    private static void FindSignatureFix(DkimVerification dkim, DmarcEvaluation dmarc, string author, List<Finding> findings)
    {
        foreach (var signature in dkim.Signatures)
        {
            if (signature.Result != DkimResult.Pass && signature.Result != DkimResult.TempError && signature.Findings.Count > 0 && IsRelated(signature.Domain, dmarc))
            {
                findings.Add(MessageFindings.SignatureFails.Found(signature.Domain, signature.Findings[0].Message, signature.Findings[0].Advice));
                return;
            }
        }

        foreach (var signature in dkim.Signatures)
        {
            if (signature.Result == DkimResult.Pass)
            {
                findings.Add(MessageFindings.SignedForOther.Found(author, signature.Domain));
                return;
            }
        }

        if (dkim.Result != DkimResult.TempError)
        {
            findings.Add(MessageFindings.Unsigned.Found(author));
        }
    }

    private static void FindSpfFix(SpfCheckResult spf, string author, List<Finding> findings)
    {
        var family = !spf.ClientAddress.Contains(':') ? "4" : "6";
        switch (spf.Result)
        {
            case SpfResult.None when spf.Domain.Length > 0:
                findings.Add(MessageFindings.NoSpfRecord.Found(spf.Domain, spf.ClientAddress, family));
                break;
            case SpfResult.Fail or SpfResult.SoftFail or SpfResult.Neutral:
                findings.Add(MessageFindings.SpfDenies.Found(spf.Domain, spf.ClientAddress, family));
                break;
            case SpfResult.PermError:
                findings.Add(MessageFindings.SpfBroken.Found(spf.Domain, spf.Findings.Count > 0 ? spf.Findings[0].Message : ""));
                break;
            case SpfResult.Pass:
                findings.Add(MessageFindings.SpfForOther.Found(author, spf.Domain));
                break;
        }
    }

    private static bool IsRelated(string domain, DmarcEvaluation dmarc) =>
        DomainText.IsSameOrBelow(dmarc.AuthorDomain, domain)
        || (dmarc.OrganizationalDomain.Length > 0 && DomainText.IsSameOrBelow(domain, dmarc.OrganizationalDomain));
}
