using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Spf;

namespace MailOps.Domains.Posture;

/// <summary>The SPF record to publish instead of the one that is there.</summary>
internal static class SpfAdvice
{
    public static MailDomainFix? Find(MailDomainResult domain, MailDomainOptions options, SpfFlattenedRecord? flattened)
    {
        if (domain.Spf is not { Verdict: not SpfVerdict.Unknown } spf)
        {
            return null;
        }

        var covered = domain.Findings.Where(f => f.Id.StartsWith("SPF", System.StringComparison.Ordinal) && GradePoints.Of(f) > 0).ToList();
        if (covered.Count == 0)
        {
            return null;
        }

        var dropped = new List<string>();
        var hasRecord = spf.Record.Length > 0 && spf.Verdict != SpfVerdict.Missing;
        var isTooLong = spf.Findings.Contains(SpfFindings.TooManyLookups.Id);
        var value = !hasRecord ? New(domain, options) : SpfRepair.Repair(spf, dropped);
        var advice = !hasRecord ? FixTexts.SpfNew.Current
            : dropped.Count > 0 ? FixTexts.SpfDropped.With(string.Join(" ", dropped))
            : FixTexts.SpfMended.Current;
        if (isTooLong && value == spf.Record && flattened is { Records.Count: > 0 })
        {
            value = flattened.Records[0].Value;
            advice = flattened.Findings.Count > 0 ? flattened.Findings[0].Message : "";
            advice += flattened.Records.Count > 1 ? " " + FixTexts.SpfMoreRecords.With(flattened.Records.Count - 1, spf.Domain) : "";
        }

        // What cannot be mended by the record itself, such as a network that is too large, is left to its own advice.
        return value == spf.Record ? null : FixTexts.Fix(spf.Domain, "TXT", value, advice, covered);
    }

    private static string New(MailDomainResult domain, MailDomainOptions options)
    {
        if (!domain.SendsMail)
        {
            return "v=spf1 -all";
        }

        var builder = new SpfRecordBuilder { All = SpfQualifier.SoftFail };
        foreach (var address in options.SendingAddresses.Select(a => a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a))
        {
            builder.AddNetwork(address.ToString());
        }

        return (domain.ReceivesMail ? builder.AddMx() : builder).Build();
    }
}
