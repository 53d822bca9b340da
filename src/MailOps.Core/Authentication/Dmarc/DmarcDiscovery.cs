using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>Which record applies to mail from a domain, and what it asks for (RFC 9989 section 4.10.1).</summary>
internal sealed class DmarcDiscovery
{
    private DmarcDiscovery(DmarcTreeWalk walk, DmarcLookup? policySource)
    {
        Walk = walk;
        PolicySource = policySource;
    }

    public DmarcTreeWalk Walk { get; }

    /// <summary>Where the record that applies was found; null when there is none or nobody knows.</summary>
    public DmarcLookup? PolicySource { get; }

    public DmarcRecord? Record => PolicySource?.Record;

    /// <summary>The query whose failure leaves open which record applies; null when that is known.</summary>
    public DmarcLookup? Failed => PolicySource is null ? Walk.Failed : null;

    /// <summary>The policy for mail from the domain; null when DMARC does not apply, or nobody knows.</summary>
    public DmarcPolicy? Policy { get; private set; }

    public DmarcPolicyTag? PolicyTag { get; private set; }

    /// <summary>Why nobody knows whether the domain exists, where the policy depends on that; else null.</summary>
    public DnsFailure? ExistenceFailure { get; private set; }

    /// <summary>The names asked until the record was found, in order.</summary>
    public IEnumerable<string> PolicyQueries => Walk.Lookups
        .Take(Walk.Lookups[0].Record is null ? Walk.Lookups.Count : 1).Select(l => DmarcLookup.NameFor(l.Domain));

    public static async ValueTask<DmarcDiscovery> DiscoverAsync(IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        var walk = await DmarcTreeWalk.WalkAsync(resolver, domain, cancellationToken).ConfigureAwait(false);
        var discovery = new DmarcDiscovery(walk, FindPolicySource(walk));
        if (discovery.Record is { Applies: true } record)
        {
            await discovery.DecideAsync(resolver, record, cancellationToken).ConfigureAwait(false);
        }

        return discovery;
    }

    // In this order: the domain itself, its organizational domain, its public suffix. A record between them does not count.
    private static DmarcLookup? FindPolicySource(DmarcTreeWalk walk)
    {
        if (walk.Lookups[0].Record is not null)
        {
            return walk.Lookups[0];
        }

        if (walk.OrganizationalDomain is not { } organization)
        {
            return null;
        }

        return walk.At(organization) is { Record: not null } found ? found : walk.FindPublicSuffix();
    }

    private async ValueTask DecideAsync(IDnsResolver resolver, DmarcRecord record, CancellationToken cancellationToken)
    {
        if (PolicySource!.Domain == Walk.Start)
        {
            (Policy, PolicyTag) = (record.Policy, DmarcPolicyTag.Policy);
            return;
        }

        (Policy, PolicyTag) = record.SubdomainPolicy is { } subdomain
            ? (subdomain, DmarcPolicyTag.SubdomainPolicy)
            : (record.Policy, DmarcPolicyTag.Policy);
        if (record.NonexistentPolicy is not { } nonexistent)
        {
            return;
        }

        // Section 3.2.13: a domain does not exist when the DNS says NXDOMAIN, whatever type was asked for. An alias exists even if its target does not.
        var answer = await resolver.ResolveAsync(Walk.Start, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        if (answer.Status == DnsStatus.NxDomain && answer.Aliases.Count == 0)
        {
            (Policy, PolicyTag) = (nonexistent, DmarcPolicyTag.NonexistentPolicy);
        }
        else if (answer.Status == DnsStatus.TempError && nonexistent != Policy)
        {
            (Policy, PolicyTag) = (null, null);
            ExistenceFailure = answer.Failure;
        }
    }
}
