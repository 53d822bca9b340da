using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Domains.Mx;

/// <summary>Looks where one mail server's name leads. Both families are asked apart: an unanswered AAAA must not count as none.</summary>
internal sealed class MxHostProbe(IDnsResolver resolver)
{
    // A host with more addresses than these is shown with the first ones.
    private const int MaxAddresses = 64;

    /// <summary>What is known about one host.</summary>
    internal sealed record Outcome
    {
        public required MxHost Host { get; init; }

        public IReadOnlyList<Finding> Findings { get; init; } = [];

        /// <summary>Whether either family was not answered.</summary>
        public bool IsPartial { get; init; }
    }

    public async Task<Outcome> RunAsync(DnsMxRecord record, CancellationToken cancellationToken)
    {
        var host = new MxHost { Preference = record.Preference, Host = record.Exchange, Verdict = RecordVerdict.Invalid, TimeToLive = record.TimeToLive };

        // 192.0.2.1 is a well-formed name, but no top-level domain is a number (RFC 3696 section 2).
        if (IPAddress.TryParse(record.Exchange.Trim('[', ']'), out _))
        {
            return new Outcome { Host = host, Findings = [MxFindings.IsAddress.Found(record.Exchange)] };
        }

        if (IsLocalName(record.Exchange))
        {
            return new Outcome { Host = host, Findings = [MxFindings.LeadsNowhere.Found(record.Exchange, "localhost")] };
        }

        if (!DomainName.TryParse(record.Exchange, out _))
        {
            return new Outcome { Host = host, Findings = [MxFindings.InvalidName.Found(record.Exchange)] };
        }

        return await LookUpAsync(host, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Outcome> LookUpAsync(MxHost host, CancellationToken cancellationToken)
    {
        var pending = resolver.ResolveAsync(host.Host, DnsRecordType.AAAA, cancellationToken);
        var ipv4 = await resolver.ResolveAsync(host.Host, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        var ipv6 = await pending.ConfigureAwait(false);
        List<Finding> findings = [];
        if ((ipv4.Aliases.Count > 0 ? ipv4 : ipv6) is { Aliases.Count: > 0 } alias)
        {
            findings.Add(MxFindings.IsAlias.Found(host.Host, alias.CanonicalName));
            host = host with { IsAlias = true };
        }

        List<IPAddress> addresses = [.. AddressesOf(ipv4), .. AddressesOf(ipv6)];
        var failure = ipv4.Failure ?? ipv6.Failure;
        if (addresses.Count == 0)
        {
            findings.Add(failure is null ? MxFindings.HasNoAddress.Found(host.Host) : MxFindings.HostLookupFailed.Found(host.Host, failure.Message));
            return new Outcome
            {
                Host = host with { Verdict = failure is null ? RecordVerdict.Missing : RecordVerdict.Unknown },
                Findings = findings,
                IsPartial = failure is not null,
            };
        }

        findings.AddRange(Judge(host.Host, addresses));
        return new Outcome
        {
            Host = host with
            {
                Verdict = addresses.TrueForAll(NetworkAddresses.LeadsNowhere) ? RecordVerdict.Invalid : RecordVerdict.Valid,
                IPv4 = TextOf(addresses, AddressFamily.InterNetwork),
                IPv6 = TextOf(addresses, AddressFamily.InterNetworkV6),
            },
            Findings = findings,
            IsPartial = failure is not null,
        };
    }

    private static IEnumerable<Finding> Judge(string host, List<IPAddress> addresses)
    {
        if (addresses.Find(NetworkAddresses.LeadsNowhere) is { } nowhere)
        {
            yield return MxFindings.LeadsNowhere.Found(host, nowhere);
        }

        if (addresses.Find(a => NetworkAddresses.IsPrivate(a) || NetworkAddresses.IsReserved(a)) is { } inside)
        {
            yield return MxFindings.NotPublic.Found(host, inside);
        }
    }

    private static IEnumerable<IPAddress> AddressesOf(DnsAnswer answer) =>
        answer.RecordsOf<DnsAddressRecord>().Select(r => r.Address).Distinct().Take(MaxAddresses);

    private static TextList TextOf(List<IPAddress> addresses, AddressFamily family) =>
        new(addresses.Where(a => a.AddressFamily == family).Select(a => a.ToString()));

    private static bool IsLocalName(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || host.StartsWith("localhost.", StringComparison.Ordinal);
}
