using System;

namespace MailOps.Domains.Posture;

/// <summary>The checks that a domain's result is made of, by the names that <see cref="MailDomainResult.Unknown"/> uses.</summary>
internal static class MailDomainParts
{
    /// <summary>The check that a finding comes from.</summary>
    public static string OfFinding(string id) => id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') switch
    {
        "SPF" => nameof(MailDomainResult.Spf),
        "DKIM" => nameof(MailDomainResult.Dkim),
        "DMARC" => nameof(MailDomainResult.Dmarc),
        "MX" => nameof(MailDomainResult.Mx),
        "DANE" => nameof(MailDomainResult.Dane),
        "SRV" or "DOMAIN" => nameof(MailDomainResult.Servers),
        "BIMI" => nameof(MailDomainResult.Bimi),
        "MTASTS" => nameof(MailDomainResult.MtaSts),
        "TLSRPT" => nameof(MailDomainResult.TlsRpt),
        "BLOCK" => nameof(MailDomainResult.Blocklists),
        _ => "",
    };

    /// <summary>The check that read a record.</summary>
    public static string OfRecord(string name) =>
        name.StartsWith("_dmarc.", StringComparison.Ordinal) ? nameof(MailDomainResult.Dmarc)
        : name.Contains("._domainkey.", StringComparison.Ordinal) ? nameof(MailDomainResult.Dkim)
        : name.StartsWith("_mta-sts.", StringComparison.Ordinal) ? nameof(MailDomainResult.MtaSts)
        : name.Contains("._tcp.", StringComparison.Ordinal) ? nameof(MailDomainResult.Dane)
        : name.StartsWith("default._bimi.", StringComparison.Ordinal) ? nameof(MailDomainResult.Bimi)
        : name.EndsWith(" MX", StringComparison.Ordinal) ? nameof(MailDomainResult.Mx)
        : name.StartsWith("_smtp._tls.", StringComparison.Ordinal) ? nameof(MailDomainResult.TlsRpt)
        : nameof(MailDomainResult.Spf);
}
