using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Domains.Blocklists;
using MailOps.Domains.Dane;
using MailOps.Domains.Mx;

namespace MailOps.Domains.Posture;

/// <summary>What to publish for keys and transport security, and what to do about blocklists.</summary>
internal static class OtherAdvice
{
    public static IEnumerable<MailDomainFix> Find(MailDomainResult domain) =>
        Keys(domain).Concat(Mx(domain)).Concat(Servers(domain)).Concat(MtaSts(domain)).Concat(TlsRpt(domain)).Concat(Blocklists(domain));

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
                : NewKey(domain.Domain, key.Selector, costly);
        }
    }

    // Under a selector of its own: mail that is on its way was signed with the old key.
    private static MailDomainFix NewKey(string domain, string selector, List<Finding> costly)
    {
        var next = selector + "-2048";
        return FixTexts.Fix(next + "._domainkey." + domain, "TXT", "v=DKIM1; k=rsa; p=<KEY>", FixTexts.KeyNew.With(domain, next, selector), costly);
    }

    private static IEnumerable<MailDomainFix> Mx(MailDomainResult domain)
    {
        if (domain.Mx is not { Verdict: not RecordVerdict.Unknown } mx || Costly(domain, "MX") is not { Count: > 0 } costly)
        {
            yield break;
        }

        // The records without those that lead nowhere, each host once.
        List<MxHost> good = [.. mx.Hosts.Where(host => host.Verdict == RecordVerdict.Valid).GroupBy(host => host.Host).Select(group => group.First())];
        var value = mx.IsImplicit ? "10 " + domain.Domain
            : good.Count > 0 ? string.Join("\n", good)
            : domain.SendsMail ? "10 <MAIL SERVER>"
            : "0 .";
        if (value != string.Join("\n", mx.Hosts))
        {
            yield return FixTexts.Fix(domain.Domain, "MX", value, costly[0].Advice, costly);
        }
    }

    private static IEnumerable<MailDomainFix> Servers(MailDomainResult domain)
    {
        var unnamed = Costly(domain, "SRV05");
        foreach (var server in domain.Servers)
        {
            foreach (var address in server.Addresses.Where(a => a.ConfirmedNames.Count == 0 && unnamed.Any(f => f.Message.Contains(a.Address, StringComparison.Ordinal))))
            {
                if (IPAddress.TryParse(address.Address, out var parsed))
                {
                    yield return FixTexts.Fix(DnsResolverExtensions.ReverseName(parsed), "PTR", server.Host, FixTexts.ReverseName.Current, unnamed);
                }
            }
        }

        foreach (var host in domain.Dane?.Hosts ?? DaneHostList.Empty)
        {
            if (host.Verdict == RecordVerdict.Invalid && Costly(domain, "DANE") is { Count: > 0 } costly)
            {
                yield return FixTexts.Fix(host.TlsaName, "TLSA", "3 1 1 <SHA-256 OF THE PUBLIC KEY>", FixTexts.Tlsa.With(host.Host), costly);
            }
        }
    }

    private static IEnumerable<MailDomainFix> MtaSts(MailDomainResult domain)
    {
        if (domain.MtaSts is not { } check || Costly(domain, "MTASTS") is not { Count: > 0 } costly)
        {
            yield break;
        }

        var hosts = string.Concat((domain.Mx?.Hosts.Select(host => host.Host) ?? check.MxHosts).Distinct().Select(host => "mx: " + host + "\n"));
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
