using System.Linq;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using static MailOps.Domains.Posture.RequirementState;

namespace MailOps.Domains.Posture;

/// <summary>
/// The rules that Gmail, Yahoo and Microsoft have for senders of bulk mail. Records alone show that mail cannot pass; that it does pass only sending
/// addresses and messages show, so without these the answer is Unknown.
/// </summary>
internal sealed class BulkSenderRules(MailDomainResult domain, SenderEvidence evidence, MailDomainOptions options)
{
    private const string All = "Gmail, Yahoo, Microsoft";
    private const string GmailAndYahoo = "Gmail, Yahoo";

    public MailRequirementList Judge() => new(
    [
        Rule("SpfPass", All, "RFC 7208", Spf()),
        Rule("DkimPass", All, "RFC 6376", Dkim()),
        Rule("DmarcRecord", All, "RFC 9989 section 4", DmarcRecord()),
        Rule("DmarcAligned", All, "RFC 9989 section 4.4", DmarcAligned()),
        Rule("ReverseDns", All, "RFC 1912 section 2.1", ReverseDns()),
        Rule("Tls", GmailAndYahoo, "RFC 3207", Tls()),
        Rule("OneClickUnsubscribe", All, "RFC 8058", OneClick()),
        Rule("OwnFromDomain", All, "", OwnFromDomain()),
        Rule("SpamRate", GmailAndYahoo, "", (Unknown, BulkSenderTexts.SpamRate.Current)),
    ]);

    private (RequirementState State, string Why) Spf()
    {
        if (domain.Spf is { Verdict: SpfVerdict.Missing or SpfVerdict.Invalid } record)
        {
            return (NotMet, record.Findings.Count > 0 ? record.Findings[0].Message : BulkSenderTexts.NoSpf.Current);
        }

        if (evidence.Spf.FirstOrDefault(r => r.Result is not (SpfResult.Pass or SpfResult.TempError)) is { } failed)
        {
            return (NotMet, BulkSenderTexts.SpfFails.With(failed.ClientAddress, failed.Result.ToString().ToLowerInvariant()));
        }

        if (FirstMessage(m => m.Authentication.Spf is { Result: not (SpfResult.Pass or SpfResult.TempError) }) is { } message)
        {
            return (NotMet, BulkSenderTexts.SpfFails.With(message.Authentication.ClientAddress, message.Authentication.SpfResult.ToString().ToLowerInvariant()));
        }

        var passed = evidence.Spf.Count(r => r.Passed) + evidence.Messages.Count(m => m.Authentication.SpfResult == SpfResult.Pass);
        var all = evidence.Spf.Count + evidence.Messages.Count(m => m.Authentication.Spf is not null);
        return all > 0 && passed == all ? (Met, BulkSenderTexts.SpfPasses.With(all)) : (Unknown, BulkSenderTexts.SpfNotSeen.Current);
    }

    private (RequirementState State, string Why) Dkim()
    {
        if (FirstMessage(m => m.Authentication.DkimResult is not (DkimResult.Pass or DkimResult.TempError)) is { } message)
        {
            return (NotMet, BulkSenderTexts.DkimFails.With(message.Authentication.DkimResult.ToString().ToLowerInvariant()));
        }

        if (evidence.Messages.Count > 0 && evidence.Messages.All(m => m.Authentication.DkimResult == DkimResult.Pass))
        {
            return (Met, BulkSenderTexts.DkimPasses.With(evidence.Messages.Count));
        }

        return options.Selectors.Count > 0 && domain.Dkim is { Verdict: DkimVerdict.Missing or DkimVerdict.Invalid } keys
            ? (NotMet, keys.Findings.Count > 0 ? keys.Findings[0].Message : "")
            : (Unknown, BulkSenderTexts.DkimNotSeen.Current);
    }

    private (RequirementState State, string Why) DmarcRecord() => domain.Dmarc switch
    {
        { Verdict: DmarcVerdict.Valid } dmarc => (Met, BulkSenderTexts.DmarcFound.With(dmarc.Policy?.ToString().ToLowerInvariant() ?? "", dmarc.RecordDomain)),
        { Verdict: DmarcVerdict.Missing or DmarcVerdict.Invalid, Findings.Count: > 0 } dmarc => (NotMet, dmarc.Findings[0].Message),
        _ => (Unknown, domain.Dmarc?.TempError ?? ""),
    };

    private (RequirementState State, string Why) DmarcAligned()
    {
        // A message without a policy is aligned or not all the same, but nobody has judged it.
        var judged = evidence.Messages.Where(m => m.Authentication.DmarcResult is DmarcResult.Pass or DmarcResult.Fail).ToList();
        if (judged.Find(m => m.Authentication.DmarcResult == DmarcResult.Fail) is { } failed)
        {
            return (NotMet, BulkSenderTexts.DmarcFails.With(failed.Authentication.AuthorDomain));
        }

        return judged.Count > 0 && judged.Count == evidence.Messages.Count
            ? (Met, BulkSenderTexts.DmarcPasses.With(judged.Count))
            : (Unknown, BulkSenderTexts.MessageNeeded.Current);
    }

    private (RequirementState State, string Why) ReverseDns()
    {
        if (evidence.ReverseNames.FirstOrDefault(n => n.IsConfirmed == false) is { } bad)
        {
            return (NotMet, bad.Name.Length == 0 ? BulkSenderTexts.NoReverseName.With(bad.Address) : BulkSenderTexts.ReverseNameLies.With(bad.Address, bad.Name));
        }

        return evidence.ReverseNames.Count == 0 ? (Unknown, BulkSenderTexts.AddressNeeded.Current)
            : evidence.ReverseNames.All(n => n.IsConfirmed == true) ? (Met, BulkSenderTexts.ReverseNamesFit.With(evidence.ReverseNames.Count))
            : (Unknown, BulkSenderTexts.NoAnswer.Current);
    }

    private (RequirementState State, string Why) Tls() =>
        evidence.Messages.Any(m => m.CameOverTls == false) ? (NotMet, BulkSenderTexts.CamePlain.Current)
        : evidence.Messages.Count > 0 && evidence.Messages.All(m => m.CameOverTls == true) ? (Met, BulkSenderTexts.CameOverTls.Current)
        : (Unknown, BulkSenderTexts.TlsNotSeen.Current);

    private (RequirementState State, string Why) OneClick() =>
        evidence.Messages.Count == 0 ? (Unknown, BulkSenderTexts.MessageNeeded.Current)
        : evidence.Messages.Any(m => !m.HasOneClick) ? (NotMet, BulkSenderTexts.NoOneClick.Current)
        : evidence.Messages.Any(m => !m.IsOneClickSigned) ? (NotMet, BulkSenderTexts.OneClickUnsigned.Current)
        : (Met, BulkSenderTexts.OneClickWorks.Current);

    private (RequirementState State, string Why) OwnFromDomain()
    {
        if (options.IsFreeProvider is not { } isFree)
        {
            return (Unknown, BulkSenderTexts.NoProviderList.Current);
        }

        var free = evidence.Messages.Select(m => m.Authentication.AuthorDomain).Append(domain.Domain).FirstOrDefault(name => name.Length > 0 && isFree(name));
        return free is null ? (Met, BulkSenderTexts.OwnDomain.Current) : (NotMet, BulkSenderTexts.FreeProvider.With(free));
    }

    private SentMessage? FirstMessage(System.Func<SentMessage, bool> condition) => evidence.Messages.FirstOrDefault(condition);

    private static MailRequirement Rule(string name, string receivers, string reference, (RequirementState State, string Why) judged) =>
        new() { Name = name, Receivers = receivers, Reference = reference, State = judged.State, Why = judged.Why };
}
