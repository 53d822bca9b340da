using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Dmarc;

/// <summary>Whether two domains align; ordered so that the greatest of several counts.</summary>
internal enum Aligned
{
    No,
    Unknown,
    Yes,
}

/// <summary>Compares authenticated domains with the author domain of one message (RFC 9989 section 4.10.2).</summary>
internal sealed class DmarcTreeWalkAlignment
{
    // A message may carry any number of signatures, and each domain may cost eight queries: those beyond the limit are not looked at.
    private const int MaxWalks = 20;

    private readonly IDnsResolver _resolver;
    private readonly DmarcTreeWalk _author;
    private int _walks;

    public DmarcTreeWalkAlignment(IDnsResolver resolver, DmarcTreeWalk author)
    {
        _resolver = resolver;
        _author = author;
    }

    /// <summary>Why an alignment is unknown; null while none is.</summary>
    public string? TempError { get; private set; }

    public async ValueTask<Aligned> IsAlignedAsync(string text, DmarcAlignment mode, CancellationToken cancellationToken)
    {
        if (!DomainText.TryNormalize(text, out var domain))
        {
            return Aligned.No;
        }

        if (domain == _author.Start)
        {
            return Aligned.Yes;
        }

        if (mode == DmarcAlignment.Strict)
        {
            return Aligned.No;
        }

        if (_author.OrganizationalDomain is not { } organization)
        {
            // The failed walk started at the author domain: only domains under a name of that walk can share its organization.
            return DomainText.LastLabels(domain, 1) == DomainText.LastLabels(_author.Start, 1) ? Unknown(_author) : Aligned.No;
        }

        // An organizational domain is the domain itself or above it, so this settles the unrelated ones without a query.
        if (!DomainText.IsSameOrBelow(domain, organization) || _walks++ >= MaxWalks)
        {
            return Aligned.No;
        }

        if (domain == organization && _author.At(organization) is { Record.PublicSuffix: DmarcPublicSuffix.No })
        {
            return Aligned.Yes;
        }

        var walk = await DmarcTreeWalk.WalkAsync(_resolver, domain, cancellationToken).ConfigureAwait(false);
        return walk.OrganizationalDomain is null ? Unknown(walk) : walk.OrganizationalDomain == organization ? Aligned.Yes : Aligned.No;
    }

    private Aligned Unknown(DmarcTreeWalk walk)
    {
        TempError ??= walk.Failed?.Failure?.Message;
        return Aligned.Unknown;
    }
}
