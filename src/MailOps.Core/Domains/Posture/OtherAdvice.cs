using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Authentication.Dkim;
using MailOps.Domains.Blocklists;

namespace MailOps.Domains.Posture;

/// <summary>What to publish for keys and transport security, and what to do about blocklists.</summary>
internal static class OtherAdvice
{
    public static IEnumerable<MailDomainFix> Find(MailDomainResult domain) =>
        Keys(domain).Concat(MtaSts(domain)).Concat(TlsRpt(domain)).Concat(Blocklists(domain));

    private static IEnumerable<MailDomainFix> Keys(MailDomainResult domain)
    {
        foreach (var key in domain.Dkim?.Keys ?? DkimKeyResultList.Empty)
        {
            var costly = key.Findings.Where(f => GradePoints.Of(f) > 0).ToList();
            if (costly.Count == 0 || key.Verdict == DkimVerdict.Unknown)
            {
                continue;
            }

            // Quotation marks and backslashes belong into a zone file: without them the key is as it was meant.
            var plain = key.Record.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
            yield return plain != key.Record && DkimKeyRecordParser.Parse(plain).IsValid
                ? FixTexts.Fix(key.KeyName, "TXT", plain, FixTexts.KeyUnquoted.Current, costly)
                : FixTexts.Fix(key.KeyName, "TXT", "v=DKIM1; k=rsa; p=<KEY>", FixTexts.KeyNew.With(domain.Domain, key.Selector), costly);
        }
    }

    private static IEnumerable<MailDomainFix> MtaSts(MailDomainResult domain)
    {
        if (domain.MtaSts is not { } check || Costly(domain, "MTASTS") is not { Count: > 0 } costly)
        {
            yield break;
        }

        var hosts = string.Concat(check.MxHosts.Select(host => "mx: " + host + "\n"));
        var policy = "version: STSv1\nmode: " + (check.Mode is null ? "testing" : "enforce") + "\n" + (hosts.Length > 0 ? hosts : "mx: <MAIL SERVER>\n") + "max_age: 604800\n";
        var id = domain.CheckedAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        yield return check.Verdict == RecordVerdict.Valid || check.PolicyId.Length > 0
            ? FixTexts.Fix("https://mta-sts." + domain.Domain + "/.well-known/mta-sts.txt", "FILE", policy, FixTexts.StsPolicy.With("_mta-sts." + domain.Domain, id), costly)
            : FixTexts.Fix("_mta-sts." + domain.Domain, "TXT", "v=STSv1; id=" + id, FixTexts.StsRecord.With(domain.Domain, policy.Trim().Replace("\n", " | ", StringComparison.Ordinal)), costly);
    }

    private static IEnumerable<MailDomainFix> TlsRpt(MailDomainResult domain)
    {
        if (domain.TlsRpt is { } check && Costly(domain, "TLSRPT") is { Count: > 0 } costly)
        {
            var rua = check.Rua.Count > 0 ? string.Join(",", check.Rua) : "mailto:tls-reports@" + domain.Domain;
            yield return FixTexts.Fix("_smtp._tls." + domain.Domain, "TXT", "v=TLSRPTv1; rua=" + rua, FixTexts.TlsReports.Current, costly);
        }
    }

    private static IEnumerable<MailDomainFix> Blocklists(MailDomainResult domain)
    {
        foreach (var answer in domain.Blocklists?.Answers ?? BlocklistAnswerList.Empty)
        {
            if (answer.Verdict == BlocklistVerdict.Listed && answer.DelistingPage.Length > 0)
            {
                yield return FixTexts.Fix(answer.DelistingPage, "URL", answer.Subject, FixTexts.Delisting.With(answer.List), Costly(domain, "BLOCK"));
            }
        }
    }

    private static List<Finding> Costly(MailDomainResult domain, string area) =>
        [.. domain.Findings.Where(f => f.Id.StartsWith(area, StringComparison.Ordinal) && GradePoints.Of(f) > 0)];
}
