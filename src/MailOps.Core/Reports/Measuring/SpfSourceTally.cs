using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Reports.Dmarc;

namespace MailOps.Reports.Measuring;

/// <summary>
/// Which addresses sent with which SPF domain, and what the records of now say about each: the evaluation itself tells the term that decides, macros and all.
/// </summary>
internal sealed class SpfSourceTally
{
    private const string RedirectKey = "redirect=";
    private const int MaxDomains = 100;
    private const int MaxSources = 1_000_000;

    // What a term decides is wanted even where the record has too many look-ups.
    private static readonly SpfOptions Patient = new() { MaxLookups = 200, MaxVoidLookups = 200 };

    private readonly Dictionary<string, Dictionary<string, (long Messages, DateTime? Last)>> _domains = new(StringComparer.Ordinal);
    private int _sources;

    public void Add(DmarcReportRow row)
    {
        foreach (var result in row.Spf)
        {
            // Other organizations' domains are none of ours: a forwarder's, a provider's.
            if (result.Domain.Length == 0 || !DomainText.IsSameOrBelow(result.Domain, row.Domain) || result.Scope == "helo")
            {
                continue;
            }

            if (!_domains.TryGetValue(result.Domain, out var sources))
            {
                if (_domains.Count == MaxDomains)
                {
                    continue;
                }

                _domains.Add(result.Domain, sources = new Dictionary<string, (long, DateTime?)>(StringComparer.Ordinal));
            }

            var isKnown = sources.TryGetValue(row.SourceAddress, out var source);
            if (isKnown || _sources++ < MaxSources)
            {
                sources[row.SourceAddress] = (DmarcReportMeter.Sum(source.Messages, row.Count), DmarcReportMeter.Later(source.Last, row.End));
            }
        }
    }

    public async ValueTask<IReadOnlyList<SpfTermUsage>> MeasureAsync(IDnsResolver resolver, DateTime? begin, CancellationToken cancellationToken)
    {
        var all = new List<SpfTermUsage>();
        foreach (var domain in _domains.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (DomainName.TryParse(domain.Key, out var name))
            {
                // The answers of one domain are kept, so that each address costs no query again.
                var recorder = new QueryRecorder(resolver);
                var check = await new SpfChecker(recorder).CheckAsync(name, cancellationToken).ConfigureAwait(false);
                if (check.ParsedRecord is { } record)
                {
                    var used = await DecideAsync(new SpfEvaluator(recorder, Patient), domain.Key, domain.Value, cancellationToken).ConfigureAwait(false);
                    all.AddRange(Describe(domain.Key, record, check.Tree!, used, begin));
                }
            }
        }

        return all;
    }

    private static async ValueTask<Dictionary<string, (long Messages, DateTime? Last)>> DecideAsync(
        SpfEvaluator evaluator, string domain, Dictionary<string, (long Messages, DateTime? Last)> sources, CancellationToken cancellationToken)
    {
        var used = new Dictionary<string, (long Messages, DateTime? Last)>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (!IPAddress.TryParse(source.Key, out var client))
            {
                continue;
            }

            var result = await evaluator.CheckAsync(SpfQueryBuilder.Build(client, domain, sender: null, helo: null), cancellationToken).ConfigureAwait(false);

            // What matched behind a redirect counts for the redirect.
            var term = result.MatchedTerm.Length == 0 ? "" : result.MatchedDomain == domain ? result.MatchedTerm : RedirectKey;
            used.TryGetValue(term, out var sum);
            used[term] = (DmarcReportMeter.Sum(sum.Messages, source.Value.Messages), DmarcReportMeter.Later(sum.Last, source.Value.Last));
        }

        return used;
    }

    private static IEnumerable<SpfTermUsage> Describe(
        string domain, SpfRecord record, SpfTreeNode tree, Dictionary<string, (long Messages, DateTime? Last)> used, DateTime? begin)
    {
        foreach (var term in record.Terms)
        {
            var isRedirect = term == record.Redirect;
            if (term is not SpfDirective && !isRedirect)
            {
                continue;
            }

            used.TryGetValue(isRedirect ? RedirectKey : term.Text, out var sum);
            var below = tree.Children.FirstOrDefault(c => c.Term == term.Text)?.TotalLookups ?? 0;
            var lookups = isRedirect || term is SpfDirective { NeedsLookup: true } ? 1 + below : 0;
            var isIdle = sum.Messages == 0 && term is SpfDirective { Mechanism: not SpfMechanism.All };
            yield return new SpfTermUsage
            {
                Domain = domain,
                Term = DisplayText.Quote(term.Text),
                Messages = sum.Messages,
                LastSeen = sum.Last,
                Lookups = lookups,
                Findings = isIdle
                    ? new FindingList([ReportFindings.TermUnused.Found(DisplayText.Quote(term.Text), domain, DmarcReportMeter.Day(begin), lookups)])
                    : FindingList.Empty,
            };
        }
    }
}
