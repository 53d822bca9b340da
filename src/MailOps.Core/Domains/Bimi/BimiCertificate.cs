using System;
using System.Globalization;

namespace MailOps.Domains.Bimi;

/// <summary>The mark certificate (VMC, CMC) that vouches for a logo.</summary>
public sealed record BimiCertificate
{
    /// <summary>Whom it is for.</summary>
    public required string Subject { get; init; }

    /// <summary>Who signed it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The domains, or names of records, in it.</summary>
    public TextList Names { get; init; } = TextList.Empty;

    /// <summary>From when on it is valid.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>How many whole days are left; negative when it has ended.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>Whether it leads to one of the authorities given; null when none were given.</summary>
    public bool? IsTrusted { get; init; }

    /// <summary>Whether the logo in it is the one that the record names; null when either was not seen.</summary>
    public bool? MatchesLogo { get; init; }

    /// <summary>The subject and the end.</summary>
    public override string ToString() => Subject + ", " + NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
