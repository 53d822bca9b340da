using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>
/// Replaces a, mx and include terms by the networks behind them. That saves look-ups and is dangerous: nobody tells when the sources change. Terms
/// that networks cannot express stay.
/// </summary>
public sealed class SpfFlattener
{
    // RFC 7208 section 3.4: with less than 450 octets an answer fits into 512.
    private static string ErrorsOf(FindingList findings) =>
        string.Join(", ", findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Id).Distinct());

    private const int MaxRecord = 450;

    private readonly IDnsResolver _resolver;

    /// <summary>Makes a flattener.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    public SpfFlattener(IDnsResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
    }

    /// <summary>Flattens the record of a domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Spf.CannotFlatten</c>: there is no record, it has an error, or the DNS did not answer for a part of it; half of a record must not be
    /// published.
    /// </exception>
    public async ValueTask<SpfFlattenedRecord> FlattenAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var recorder = new QueryRecorder(_resolver);
        var check = await new SpfChecker(recorder).CheckAsync(domain, cancellationToken).ConfigureAwait(false);
        var isUsable = check.Verdict == SpfVerdict.Valid || (check.Verdict == SpfVerdict.Invalid && check.Findings.Any(f => f.Id == SpfFindings.TooManyLookups.Id)
            && check.Findings.All(f => f.Severity != FindingSeverity.Error || f.Id == SpfFindings.TooManyLookups.Id));
        if (!isUsable || check.ParsedRecord is not { } record)
        {
            throw SpfErrors.CannotFlatten(domain.Ascii, check.TempError.Length > 0 ? check.TempError : check.Verdict + " " + ErrorsOf(check.Findings));
        }

        var networks = new List<SpfNetwork>();
        var findings = new List<Finding>();
        var kept = new List<SpfTerm>();
        var all = await CollectAsync(recorder, record, domain.Ascii, networks, kept, cancellationToken).ConfigureAwait(false);
        foreach (var term in kept)
        {
            findings.Add(SpfFindings.NotFlattened.Found(DisplayText.Quote(term.Text)));
        }

        findings.Insert(0, SpfFindings.Flattened.Found(string.Join(", ", check.Tree!.Children.Select(c => c.Domain).DefaultIfEmpty(domain.Ascii))));
        var end = all is null ? "" : " " + SpfRecordBuilder.Sign(all.Qualifier) + "all";
        return Divide(domain.Ascii, Merge(networks), kept, end, findings);
    }

    // The redirect is followed like the record itself: its all becomes that of the whole.
    private static async ValueTask<SpfDirective?> CollectAsync(
        QueryRecorder recorder, SpfRecord record, string domain, List<SpfNetwork> networks, List<SpfTerm> kept, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var directive in record.Directives)
            {
                if (directive.Mechanism == SpfMechanism.All)
                {
                    return directive;
                }

                // Networks may be moved before a term that was kept only while that term passes, too.
                var part = await ReadPartAsync(recorder, directive, domain, cancellationToken).ConfigureAwait(false);
                if (part is null || kept.Exists(t => t is SpfDirective { Qualifier: not SpfQualifier.Pass }))
                {
                    kept.Add(Absolute(directive, domain));
                }
                else
                {
                    networks.AddRange(part.Networks.Select(n => n.Network));
                }
            }

            if (record.Redirect is null)
            {
                return null;
            }

            if (record.Redirect.Value.DependsOnMessage)
            {
                kept.Add(record.Redirect);
                return null;
            }

            domain = SpfSession.Normalize(SpfTreeReader.Expand(record.Redirect.Value, domain))!;
            var tree = new SpfTreeReader(recorder, cancellationToken);
            await tree.ReadAsync(domain).ConfigureAwait(false);
            record = tree.RootRecord!;
        }
    }

    private static async ValueTask<SpfTreeReader?> ReadPartAsync(QueryRecorder recorder, SpfDirective directive, string domain, CancellationToken cancellationToken)
    {
        var tree = new SpfTreeReader(recorder, cancellationToken);
        var single = new SpfRecord { Text = directive.Text, Terms = [directive], Directives = [directive] };
        await tree.ReadAsync(domain, single).ConfigureAwait(false);
        return tree.IsOnlyNetworks && tree.Failure is null ? tree : null;
    }

    // A term of another record that means "this domain" must name it.
    private static SpfDirective Absolute(SpfDirective directive, string domain) =>
        directive.Target is null && directive.Mechanism is SpfMechanism.A or SpfMechanism.Mx or SpfMechanism.Ptr
            ? directive with { Text = directive.Text.IndexOf('/') is var slash and >= 0 ? directive.Text.Insert(slash, ":" + domain) : directive.Text + ":" + domain }
            : directive;

    /// <summary>Drops networks within others and joins halves, again and again.</summary>
    private static List<SpfNetwork> Merge(IEnumerable<SpfNetwork> networks)
    {
        var sorted = networks.OrderByDescending(n => n.IsIPv4).ThenBy(n => n.High).ThenBy(n => n.Low).ThenBy(n => n.PrefixLength);
        var merged = new List<SpfNetwork>();
        foreach (var network in sorted)
        {
            if (merged.Count > 0 && merged[merged.Count - 1].Contains(network))
            {
                continue;
            }

            merged.Add(network);
            while (merged.Count > 1 && TryJoin(merged[merged.Count - 2], merged[merged.Count - 1], out var joined))
            {
                merged.RemoveRange(merged.Count - 2, 2);
                merged.Add(joined);
            }
        }

        return merged;
    }

    private static bool TryJoin(SpfNetwork left, SpfNetwork right, out SpfNetwork joined)
    {
        joined = left.PrefixLength == 0 ? left : left.WithPrefix(left.PrefixLength - 1);
        return left.PrefixLength > 0 && left.PrefixLength == right.PrefixLength && left.IsIPv4 == right.IsIPv4
            && joined.Equals(right.WithPrefix(left.PrefixLength - 1)) && !left.Equals(right);
    }

    private static SpfFlattenedRecord Divide(string domain, List<SpfNetwork> networks, List<SpfTerm> kept, string end, List<Finding> findings)
    {
        var terms = networks.ConvertAll(n => (n.IsIPv4 ? " ip4:" : " ip6:") + n);
        var tail = string.Concat(kept.Select(t => " " + t.Text)) + end;
        var records = new List<DnsRecordProposal>();
        var text = "v=spf1" + string.Concat(terms) + tail;
        var includes = 0;
        if (text.Length > MaxRecord && terms.Count > 0)
        {
            var parts = new List<string> { "v=spf1" };
            foreach (var term in terms)
            {
                if (parts[parts.Count - 1].Length + term.Length + " ?all".Length > MaxRecord)
                {
                    parts.Add("v=spf1");
                }

                parts[parts.Count - 1] += term;
            }

            text = "v=spf1";
            foreach (var part in parts)
            {
                var name = string.Format(CultureInfo.InvariantCulture, "_spf{0}.{1}", ++includes, domain);
                text += " include:" + name;
                records.Add(Txt(name, part + " ?all", FindingList.Empty));
            }

            text += tail;
        }

        var list = new FindingList(findings);
        records.Insert(0, Txt(domain, text, list));
        return new SpfFlattenedRecord
        {
            Domain = domain,
            Records = records,
            NetworkCount = networks.Count,
            Lookups = SpfRecordParser.Read(text, errors: null)?.LookupTerms ?? 0,
            Findings = list,
        };
    }

    private static DnsRecordProposal Txt(string name, string value, FindingList findings) =>
        new() { Name = name, Type = DnsRecordType.TXT, Value = value, Findings = findings };
}
