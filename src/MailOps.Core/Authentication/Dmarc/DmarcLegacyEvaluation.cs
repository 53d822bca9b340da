using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>
/// What a receiver that still follows RFC 7489 makes of a message: the record of the domain, else that of the organizational domain by the public
/// suffix list (section 6.6.3); np, psd and t are unknown, pct is honoured where it is sure (0 and 100).
/// </summary>
internal sealed class DmarcLegacyEvaluation
{
    private readonly IDnsResolver _resolver;
    private readonly PublicSuffixList _suffixes;

    public DmarcLegacyEvaluation(IDnsResolver resolver, PublicSuffixList suffixes)
    {
        _resolver = resolver;
        _suffixes = suffixes;
    }

    public string OrganizationOf(string domain) => _suffixes.GetRegistrableDomain(domain) ?? domain;

    /// <summary>Where the record that applies is; its Record is null when there is none, and Failure is set when nobody knows.</summary>
    public async ValueTask<DmarcLookup> DiscoverAsync(string author, CancellationToken cancellationToken)
    {
        var lookup = await DmarcLookup.AskAsync(_resolver, author, cancellationToken).ConfigureAwait(false);
        var organization = OrganizationOf(author);

        // Step 5: several records end the discovery; only an empty set goes on to the organizational domain (step 3).
        return lookup.Failure is null && lookup.RecordCount == 0 && organization != author
            ? await DmarcLookup.AskAsync(_resolver, organization, cancellationToken).ConfigureAwait(false)
            : lookup;
    }

    public static DmarcPolicy PolicyOf(DmarcLookup found, string author) =>
        found.Domain == author ? found.Record!.Legacy.Policy : found.Record!.Legacy.SubdomainPolicy;

    public async ValueTask<DmarcEvaluation> EvaluateAsync(string author, DmarcInput input, CancellationToken cancellationToken)
    {
        var found = await DiscoverAsync(author, cancellationToken).ConfigureAwait(false);
        var organization = OrganizationOf(author);
        var evaluation = new DmarcEvaluation
        {
            Result = DmarcResult.None,
            AuthorDomain = author,
            Standard = DmarcStandard.Rfc7489,
            OrganizationalDomain = organization,
            PolicyQueries = new TextList(found.Domain == author
                ? [DmarcLookup.NameFor(author)]
                : [DmarcLookup.NameFor(author), DmarcLookup.NameFor(organization)]),
        };
        if (found.Failure is not null)
        {
            return evaluation with { Result = DmarcResult.TempError, TempError = found.Failure.Message };
        }

        if (found.Record is not { Legacy.Applies: true } record)
        {
            return evaluation;
        }

        var policy = PolicyOf(found, author);
        var spf = Spf(author, record, input);
        var dkim = Dkim(author, record, input);
        evaluation = evaluation with
        {
            Record = record,
            PolicyDomain = found.Domain,
            Policy = policy,
            PolicyTag = found.Domain != author && record.SubdomainPolicy is not null ? DmarcPolicyTag.SubdomainPolicy : DmarcPolicyTag.Policy,
            SpfAligned = spf == Aligned.Yes,
            DkimAligned = dkim == Aligned.Yes,
        };
        return evaluation.SpfAligned || evaluation.DkimAligned ? evaluation with { Result = DmarcResult.Pass, Disposition = DmarcPolicy.None }
            : spf == Aligned.Unknown || dkim == Aligned.Unknown ? evaluation with { Result = DmarcResult.TempError, TempError = DmarcErrors.SourceUnknown }
            : evaluation with { Result = DmarcResult.Fail, Disposition = record.LegacyPercent == 0 ? DmarcEvaluator.StepDown(policy) : policy };
    }

    private Aligned Spf(string author, DmarcRecord record, DmarcInput input)
    {
        var best = Aligned.No;
        foreach (var entry in input.Spf)
        {
            if (entry.Scope == SpfScope.MailFrom && entry.Result is SpfResult.Pass or SpfResult.TempError && Aligns(author, entry.Domain, record.SpfAlignment))
            {
                best = best == Aligned.Yes || entry.Result == SpfResult.Pass ? Aligned.Yes : Aligned.Unknown;
            }
        }

        return best;
    }

    private Aligned Dkim(string author, DmarcRecord record, DmarcInput input)
    {
        var best = Aligned.No;
        foreach (var entry in input.Dkim)
        {
            if (entry.Result is DkimResult.Pass or DkimResult.TempError && Aligns(author, entry.Domain, record.DkimAlignment))
            {
                best = best == Aligned.Yes || entry.Result == DkimResult.Pass ? Aligned.Yes : Aligned.Unknown;
            }
        }

        return best;
    }

    private bool Aligns(string author, string text, DmarcAlignment mode) =>
        DomainText.TryNormalize(text, out var domain)
        && (domain == author || (mode == DmarcAlignment.Relaxed && OrganizationOf(domain) == OrganizationOf(author)));
}
