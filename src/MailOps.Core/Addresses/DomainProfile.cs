namespace MailOps.Addresses;

/// <summary>What is known about a domain without asking anybody.</summary>
internal sealed record DomainProfile
{
    public bool IsDisposable { get; init; }

    public bool IsFreeProvider { get; init; }

    public bool IsClosed { get; init; }

    public bool IsUrlShortener { get; init; }

    public bool IsReserved { get; init; }

    /// <summary>Whether its ending is no top-level domain.</summary>
    public bool HasUnknownEnding { get; init; }

    public TypoSuggestion? Typo { get; init; }

    public static DomainProfile Make(string domain, AddressData data)
    {
        var isDisposable = data.IsDisposable(domain);
        return new DomainProfile
        {
            IsDisposable = isDisposable,
            IsFreeProvider = data.IsFreeProvider(domain),
            IsClosed = data.IsClosedProvider(domain),
            IsUrlShortener = data.IsUrlShortener(domain),
            IsReserved = TypoFinder.IsReserved(domain),
            HasUnknownEnding = data.Typos.HasUnknownEnding(domain),
            Typo = isDisposable ? null : data.Typos.Find(domain),
        };
    }
}

/// <summary>Keeps the profiles of the domains seen last; lists name the same domains again and again.</summary>
internal sealed class DomainProfiles(AddressData data, int size)
{
    private readonly object _gate = new();
    private readonly BoundedCache<DomainProfile> _profiles = new(size);

    public DomainProfile Of(string domain)
    {
        lock (_gate)
        {
            if (_profiles.TryGet(domain, out var known))
            {
                return known;
            }
        }

        var profile = DomainProfile.Make(domain, data);
        lock (_gate)
        {
            _profiles.Set(domain, profile);
        }

        return profile;
    }
}
