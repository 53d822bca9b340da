using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>The DNS tree walk from one domain up to its top-level domain, eight queries at most (RFC 9989 section 4.10).</summary>
internal sealed class DmarcTreeWalk
{
    // Step 4: from a name with eight labels or more the walk goes on with its last seven.
    private const int MaxLabelsAbove = 7;

    private readonly List<DmarcLookup> _lookups = [];

    private DmarcTreeWalk(string start) => Start = start;

    public string Start { get; }

    /// <summary>One entry a query, from the start on; the last one may be a failure.</summary>
    public IReadOnlyList<DmarcLookup> Lookups => _lookups;

    /// <summary>The query that was not answered and ended the walk; null when it came to its proper end.</summary>
    public DmarcLookup? Failed => _lookups[_lookups.Count - 1] is { Failure: not null } last ? last : null;

    /// <summary>The organizational domain (section 4.10.2); null when a failed query leaves it open.</summary>
    public string? OrganizationalDomain { get; private set; }

    public static async ValueTask<DmarcTreeWalk> WalkAsync(IDnsResolver resolver, string start, CancellationToken cancellationToken)
    {
        var walk = new DmarcTreeWalk(start);
        for (string? target = start; target is not null; target = walk.NextTarget(target))
        {
            walk._lookups.Add(await DmarcLookup.AskAsync(resolver, target, cancellationToken).ConfigureAwait(false));
        }

        if (walk.Failed is null)
        {
            walk.OrganizationalDomain = walk.FindOrganization();
        }

        return walk;
    }

    /// <summary>What was found at one domain of the walk; null when the walk did not ask there.</summary>
    public DmarcLookup? At(string domain)
    {
        foreach (var lookup in _lookups)
        {
            if (lookup.Domain == domain)
            {
                return lookup;
            }
        }

        return null;
    }

    /// <summary>The record above the start that says <c>psd=y</c>; it can only be the last one, since it ends the walk.</summary>
    public DmarcLookup? FindPublicSuffix() =>
        _lookups.Count > 1 && _lookups[_lookups.Count - 1] is { Record.PublicSuffix: DmarcPublicSuffix.Yes } last ? last : null;

    private string? NextTarget(string target)
    {
        var last = _lookups[_lookups.Count - 1];
        if (last.Failure is not null || last.Record is { PublicSuffix: not DmarcPublicSuffix.Unspecified })
        {
            return null;
        }

        var labels = DomainText.CountLabels(target);
        return labels == 1 ? null : DomainText.LastLabels(target, labels > MaxLabelsAbove ? MaxLabelsAbove : labels - 1);
    }

    private string FindOrganization()
    {
        string? shortest = null;
        foreach (var lookup in _lookups)
        {
            if (lookup.Record is not { } record)
            {
                continue;
            }

            if (record.PublicSuffix == DmarcPublicSuffix.No)
            {
                return lookup.Domain;
            }

            if (record.PublicSuffix == DmarcPublicSuffix.Yes && lookup.Domain != Start)
            {
                return DomainText.LastLabels(Start, DomainText.CountLabels(lookup.Domain) + 1);
            }

            shortest = lookup.Domain;
        }

        return shortest ?? Start;
    }
}
