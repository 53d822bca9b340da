using System;
using System.Collections.Generic;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Domains.Dane;

namespace MailOps.Domains.Posture;

/// <summary>The records of a domain by their names: what a later check is compared with.</summary>
internal static class MailDomainRecords
{
    /// <summary>Names and values, sorted. What is unknown is left out: that nobody answered is no change.</summary>
    public static SortedDictionary<string, string> Of(MailDomainResult result)
    {
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(records, result.Domain + " SPF", result.Spf?.Record);
        Add(records, result.Domain + " MX", result.Mx?.Hosts.ToString());
        Add(records, "_mta-sts." + result.Domain, result.MtaSts?.Record);
        Add(records, "_smtp._tls." + result.Domain, result.TlsRpt?.Record);
        if (result.Dmarc is { Verdict: not DmarcVerdict.Unknown } dmarc)
        {
            Add(records, "_dmarc." + (dmarc.RecordDomain.Length > 0 ? dmarc.RecordDomain : result.Domain), dmarc.Record);
        }

        foreach (var key in result.Dkim?.Keys ?? DkimKeyResultList.Empty)
        {
            Add(records, key.KeyName, key.Record);
        }

        Add(records, "default._bimi." + result.Domain, result.Bimi?.Record);
        foreach (var host in result.Dane?.Hosts ?? DaneHostList.Empty)
        {
            Add(records, host.TlsaName, host.Records.ToString());
        }

        return records;
    }

    private static void Add(SortedDictionary<string, string> records, string host, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            records[host] = value!;
        }
    }
}
