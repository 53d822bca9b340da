using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>
/// Reads the SPF record of a domain and all that it includes, counts what it costs and says what is wrong with it or could be better: the work
/// behind <c>Test-SpfRecord</c> and <c>mailops spf check</c>.
/// </summary>
public sealed class SpfChecker
{
    private const int MaxLookups = 10;
    private const int MaxVoidLookups = 2;

    // From here on it takes little to break the record.
    private const int ManyLookups = 9;

    private readonly IDnsResolver _resolver;

    /// <summary>Makes a checker; it is safe for use from many threads at once.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    public SpfChecker(IDnsResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result. A failure of the DNS is the verdict Unknown, not an exception.</returns>
    public async ValueTask<SpfTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var recorder = new QueryRecorder(_resolver);
        var tree = new SpfTreeReader(recorder, cancellationToken);
        var root = await tree.ReadAsync(domain.Ascii).ConfigureAwait(false);
        var findings = tree.Findings;
        if (tree.RootRecord is { } record)
        {
            CheckLimits(root, findings);
            CheckFamilies(root, tree, findings);
            SpfNetworkLint.Check(tree.Networks, findings);
            await CheckExplanationAsync(recorder, record, domain.Ascii, findings, cancellationToken).ConfigureAwait(false);
        }

        var verdict = VerdictOf(root, findings);
        return new SpfTestResult
        {
            Domain = domain.Ascii,
            Verdict = verdict,
            Record = root.Record,
            DefaultResult = root.Verdict == SpfVerdict.Valid ? tree.DefaultResult : SpfResult.None,
            Lookups = root.TotalLookups,
            VoidLookups = root.TotalVoidLookups,
            IPv4Addresses = SpfNetworkLint.CountIPv4(tree.Networks),
            Networks = SpfNetworkLint.Describe(tree.Networks),
            Tree = root.Verdict == SpfVerdict.Missing ? null : root,
            DnsQueries = recorder.ToList(),
            TempError = verdict == SpfVerdict.Unknown ? tree.Failure ?? "" : "",
            Findings = new FindingList(findings),
            ParsedRecord = tree.RootRecord,
            VoidTerms = [.. tree.VoidTerms.Where(t => t.Domain == root.Domain).Select(t => t.Term)],
        };
    }

    // What receivers answer with permerror counts before what nobody knows. PassesEverybody is an error of judgement, not of evaluation.
    private static SpfVerdict VerdictOf(SpfTreeNode root, List<Finding> findings)
    {
        if (root.Verdict != SpfVerdict.Valid)
        {
            return root.Verdict;
        }

        var unknown = false;
        foreach (var finding in findings)
        {
            if (finding.Severity == FindingSeverity.Error && finding.Id != SpfFindings.PassesEverybody.Id && finding.Id != SpfFindings.IncludedPassesEverybody.Id)
            {
                return SpfVerdict.Invalid;
            }

            unknown |= finding.Id == SpfFindings.LookupFailed.Id;
        }

        return unknown ? SpfVerdict.Unknown : SpfVerdict.Valid;
    }

    private static void CheckLimits(SpfTreeNode root, List<Finding> findings)
    {
        if (root.TotalLookups > MaxLookups)
        {
            findings.Add(SpfFindings.TooManyLookups.Found(root.Domain, root.TotalLookups, MaxLookups));
        }
        else if (root.TotalLookups >= ManyLookups)
        {
            findings.Add(SpfFindings.ManyLookups.Found(root.Domain, root.TotalLookups, MaxLookups));
        }

        if (root.TotalVoidLookups > MaxVoidLookups)
        {
            findings.Add(SpfFindings.TooManyVoidLookups.Found(root.Domain, root.TotalVoidLookups, MaxVoidLookups));
        }
    }

    // A receiver asks only for addresses of the family of its client. That matters where the domain sends from this family at all.
    private static void CheckFamilies(SpfTreeNode root, SpfTreeReader tree, List<Finding> findings)
    {
        foreach (var isIPv4 in new[] { true, false })
        {
            var voids = root.TotalVoidLookups + (isIPv4 ? tree.HostsWithoutIPv4 : tree.HostsWithoutIPv6);
            if (root.TotalVoidLookups <= MaxVoidLookups && voids > MaxVoidLookups && tree.Networks.Exists(n => n.Network.IsIPv4 == isIPv4))
            {
                findings.Add(SpfFindings.OtherFamily.Found(isIPv4 ? "IPv4" : "IPv6", voids, MaxVoidLookups));
            }
        }
    }

    private static async ValueTask CheckExplanationAsync(
        QueryRecorder recorder, SpfRecord record, string domain, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (record.Explanation is not { } explanation || explanation.Value.DependsOnMessage)
        {
            return;
        }

        var name = SpfTreeReader.Expand(explanation.Value, domain);
        var answer = await recorder.ResolveAsync(name, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        var isUsable = answer.Status == DnsStatus.TempError
            || (answer.Records.Count == 1
                && SpfMacroString.TryRead(((DnsTxtRecord)answer.Records[0]).Text.AsSpan(), isExplanation: true, out _) == SpfSyntaxFault.None);
        if (!isUsable)
        {
            findings.Add(SpfFindings.BadExplanation.Found(DisplayText.Quote(explanation.Text), DisplayText.Quote(name)));
        }
    }
}
