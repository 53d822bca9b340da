using System.Collections.Generic;
using System.Linq;
using MailOps.Authentication.Spf;

namespace MailOps.Domains.Posture;

/// <summary>The SPF record to publish instead of the one that is there.</summary>
internal static class SpfAdvice
{
    public static MailDomainFix? Find(MailDomainResult domain, MailDomainOptions options, SpfProposal? proposal)
    {
        if (domain.Spf is not { Verdict: not SpfVerdict.Unknown } spf)
        {
            return null;
        }

        var covered = domain.Findings.Where(f => f.Id.StartsWith("SPF", System.StringComparison.Ordinal) && GradePoints.Of(f) > 0).ToList();
        if (covered.Count > 0 && (spf.Record.Length == 0 || spf.Verdict == SpfVerdict.Missing))
        {
            return FixTexts.Fix(spf.Domain, "TXT", New(domain, options), FixTexts.SpfNew.Current, covered);
        }

        // What cannot be mended by the record itself, such as a network that is too large, is left to its own advice.
        var mended = covered.Where(f => !(proposal?.Findings.Contains(f.Id) ?? true)).ToList();
        return mended.Count == 0 ? null : FixTexts.Fix(spf.Domain, "TXT", proposal!.Flattened?.Records[0].Value ?? proposal.Value, AdviceOf(proposal, spf.Domain), mended);
    }

    private static string AdviceOf(SpfProposal proposal, string domain)
    {
        var advice = new List<string>();
        if (proposal.Dropped.Count > 0)
        {
            advice.Add(FixTexts.SpfDropped.With(string.Join(" ", proposal.Dropped)));
        }

        if (proposal.Flattened is { } flattened)
        {
            advice.AddRange(flattened.Findings.Take(1).Select(f => f.Message));
            if (flattened.Records.Count > 1)
            {
                advice.Add(FixTexts.SpfMoreRecords.With(flattened.Records.Count - 1, domain));
            }
        }

        var left = proposal.Findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Id).Distinct().ToList();
        if (left.Count > 0)
        {
            advice.Add(FixTexts.SpfLeft.With(string.Join(", ", left)));
        }

        return advice.Count == 0 ? FixTexts.SpfMended.Current : string.Join(" ", advice);
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
