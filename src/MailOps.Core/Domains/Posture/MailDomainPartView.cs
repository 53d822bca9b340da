using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MailOps.Domains.Posture;

/// <summary>One check in a row for people: its name, its verdict and what is published.</summary>
internal sealed record MailDomainPartView
{
    public required string Name { get; init; }

    public required string Verdict { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>Whether the verdict is good, bad or unknown; what is missing is none of these.</summary>
    public string Class => Verdict switch
    {
        "Valid" or "Clean" => "good",
        "Invalid" or "Listed" => "bad",
        "Missing" => "weak",
        _ => "unknown",
    };

    public static IEnumerable<MailDomainPartView> Of(MailDomainResult result)
    {
        if (result.Spf is { } spf)
        {
            yield return New("SPF", spf.Verdict, spf.Record);
        }

        if (result.Dkim is { } dkim)
        {
            yield return New("DKIM", dkim.Verdict, dkim.Keys.ToString());
        }

        if (result.Dmarc is { } dmarc)
        {
            yield return New("DMARC", dmarc.Verdict, dmarc.Record);
        }

        if (result.Mx is { } mx)
        {
            yield return New("MX", mx.Verdict, mx.IsNullMx ? "0 ." : mx.Hosts.ToString());
        }

        if (result.MtaSts is { } sts)
        {
            yield return New("MTA-STS", sts.Verdict, sts.Mode is { } mode ? "mode " + mode.ToString().ToLowerInvariant() + ": " + sts.PolicyMx : sts.Record);
        }

        if (result.TlsRpt is { } tlsRpt)
        {
            yield return New("TLS-RPT", tlsRpt.Verdict, tlsRpt.Record);
        }

        if (result.Dane is { } dane)
        {
            yield return New("DANE", dane.Verdict, string.Join(", ", dane.Hosts.Where(h => h.Records.Count > 0).Select(h => h.TlsaName + " " + h.Records)));
        }

        foreach (var server in result.Servers)
        {
            yield return New(server.Host, server.Verdict, server.TlsVersion.Length > 0 ? server.TlsVersion : server.TempError);
        }

        if (result.Bimi is { } bimi)
        {
            yield return New("BIMI", bimi.Verdict, bimi.Record);
        }

        if (result.Blocklists is { } lists)
        {
            var listed = lists.Answers.Where(a => a.Verdict == Blocklists.BlocklistVerdict.Listed).Select(a => a.Subject + ": " + a.List);
            yield return New("Blocklists", lists.Verdict, string.Join(", ", listed));
        }
    }

    private static MailDomainPartView New<T>(string name, T verdict, string detail)
        where T : struct, Enum => new() { Name = name, Verdict = string.Format(CultureInfo.InvariantCulture, "{0}", verdict), Detail = detail };
}
