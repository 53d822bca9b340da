using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Mx;

/// <summary>
/// Looks where mail for a domain goes, and whether senders find the way: the work behind <c>Test-MxRecord</c>. It asks the DNS alone and connects to
/// nobody. Safe for many threads.
/// </summary>
public sealed class MxChecker
{
    // Senders try a handful; a set of thousands is a mistake or an attack.
    private const int MaxHosts = 20;

    private static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(7);

    private readonly IDnsResolver _resolver;
    private readonly MxHostProbe _probe;

    /// <summary>Makes a checker.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    public MxChecker(IDnsResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _resolver = resolver;
        _probe = new MxHostProbe(resolver);
    }

    /// <summary>Checks one domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    /// <returns>The result. A failure of the DNS is the verdict Unknown, not an exception.</returns>
    public async ValueTask<MxTestResult> CheckAsync(DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var answer = await _resolver.GetMxAsync(domain.Ascii, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            DnsStatus.Found => await ReadAsync(domain.Ascii, answer, cancellationToken).ConfigureAwait(false),
            DnsStatus.NoData => await ReadAddressesAsync(domain.Ascii, cancellationToken).ConfigureAwait(false),
            DnsStatus.NxDomain => Ended(domain.Ascii, RecordVerdict.Missing, MxFindings.DomainNotFound.Found(domain.Ascii)),
            _ => Failed(domain.Ascii, answer),
        };
    }

    private static MxTestResult Ended(string domain, RecordVerdict verdict, params Finding[] findings) =>
        new() { Domain = domain, Verdict = verdict, Findings = new FindingList(findings) };

    private static MxTestResult Failed(string domain, DnsAnswer answer)
    {
        var reason = answer.Failure?.Message ?? "";
        return Ended(domain, RecordVerdict.Unknown, MxFindings.LookupFailed.Found(domain, reason)) with { TempError = reason };
    }

    private async Task<MxTestResult> ReadAddressesAsync(string domain, CancellationToken cancellationToken)
    {
        var answer = await _resolver.GetAddressesAsync(domain, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            DnsStatus.Found => Ended(domain, RecordVerdict.Missing, MxFindings.ImplicitMx.Found(domain, answer.RecordsOf<DnsAddressRecord>().First().Address))
                with { IsImplicit = true },
            DnsStatus.TempError => Failed(domain, answer),
            _ => Ended(domain, RecordVerdict.Missing, MxFindings.NoMailServer.Found(domain)),
        };
    }

    private async Task<MxTestResult> ReadAsync(string domain, DnsAnswer answer, CancellationToken cancellationToken)
    {
        var records = answer.RecordsOf<DnsMxRecord>().OrderBy(r => r.Preference).ThenBy(r => r.Exchange, StringComparer.Ordinal).ToList();
        List<Finding> findings = [.. JudgeLifetimes(domain, records)];
        var named = records.Where(r => !r.IsNull).GroupBy(r => r.Exchange).ToList();
        if (named.Count == 0)
        {
            findings.Add(MxFindings.NullMx.Found(domain));
            if (records[0].Preference != 0)
            {
                findings.Add(MxFindings.NullMxPreference.Found(domain, records[0].Preference));
            }

            var hosts = records.Take(1).Select(r => new MxHost { Preference = r.Preference, Host = ".", Verdict = RecordVerdict.Valid, TimeToLive = r.TimeToLive });
            return Ended(domain, RecordVerdict.Valid, [.. findings]) with { IsNullMx = true, Hosts = new MxHostList(hosts) };
        }

        if (records.Exists(r => r.IsNull))
        {
            findings.Add(MxFindings.NullMxBesideOthers.Found(domain));
        }

        findings.AddRange(named.Where(g => g.Count() > 1).Take(MaxHosts).Select(g => MxFindings.Duplicate.Found(g.Key, string.Join(", ", g.Select(r => r.Preference)))));
        if (named.Count > MaxHosts)
        {
            findings.Add(MxFindings.TooMany.Found(domain, named.Count, MaxHosts));
        }

        var outcomes = await Task.WhenAll(named.Take(MaxHosts).Select(g => _probe.RunAsync(g.First(), cancellationToken))).ConfigureAwait(false);
        findings.AddRange(outcomes.SelectMany(o => o.Findings));
        return Judge(domain, outcomes, findings);
    }

    private static MxTestResult Judge(string domain, IReadOnlyList<MxHostProbe.Outcome> outcomes, List<Finding> findings)
    {
        var hosts = outcomes.Select(o => o.Host).ToList();
        var verdict = hosts.Exists(h => h.Verdict == RecordVerdict.Valid) ? RecordVerdict.Valid
            : hosts.Exists(h => h.Verdict == RecordVerdict.Unknown) ? RecordVerdict.Unknown
            : RecordVerdict.Invalid;
        if (verdict == RecordVerdict.Invalid)
        {
            findings.Add(MxFindings.NoneUsable.Found(domain));
        }
        else if (verdict == RecordVerdict.Valid && outcomes.All(o => !o.IsPartial))
        {
            findings.AddRange(JudgeAddresses(domain, hosts));
        }

        return new MxTestResult
        {
            Domain = domain,
            Verdict = verdict,
            Hosts = new MxHostList(hosts),
            TempError = verdict == RecordVerdict.Unknown ? findings.First(f => f.Id == MxFindings.HostLookupFailed.Id).Message : "",
            Findings = new FindingList(findings),
        };
    }

    private static IEnumerable<Finding> JudgeAddresses(string domain, List<MxHost> hosts)
    {
        var ipv4 = hosts.SelectMany(h => h.IPv4).Distinct().ToList();
        var ipv6 = hosts.SelectMany(h => h.IPv6).Distinct().ToList();
        if (ipv4.Count <= 1 && ipv6.Count <= 1)
        {
            yield return MxFindings.OneMachine.Found(domain, ipv4.Concat(ipv6).First());
        }

        if (ipv6.Count == 0)
        {
            yield return MxFindings.NoIPv6.Found(domain);
        }

        if (ipv4.Count == 0)
        {
            yield return MxFindings.NoIPv4.Found(domain);
        }
    }

    // A cache counts lifetimes down, so a short one says nothing; a long, unequal or zero one does.
    private static IEnumerable<Finding> JudgeLifetimes(string domain, List<DnsMxRecord> records)
    {
        var lifetimes = records.Select(r => r.TimeToLive).Distinct().OrderBy(t => t).ToList();
        if (lifetimes.Count > 1)
        {
            yield return MxFindings.UnequalTimeToLive.Found(domain, string.Join(", ", lifetimes.Take(5).Select(t => (long)t.TotalSeconds)));
        }

        if (lifetimes[lifetimes.Count - 1] > LongestTimeToLive)
        {
            yield return MxFindings.LongTimeToLive.Found(domain, (long)lifetimes[lifetimes.Count - 1].TotalSeconds);
        }
        else if (lifetimes[lifetimes.Count - 1] == TimeSpan.Zero)
        {
            yield return MxFindings.ZeroTimeToLive.Found(domain);
        }
    }
}
