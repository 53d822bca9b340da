using System.Collections.Generic;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Spf;

namespace MailOps.Authentication.Dmarc;

/// <summary>What DMARC needs to know of a message.</summary>
public sealed record DmarcInput
{
    /// <summary>The domain of the From field (RFC 9989 section 5.3.1), as A-labels or U-labels.</summary>
    public required string AuthorDomain { get; init; }

    /// <summary>What SPF gave; only results for MAIL FROM count (RFC 9989 section 4.4.2).</summary>
    public IReadOnlyList<DmarcSpfInput> Spf { get; init; } = [];

    /// <summary>What DKIM gave, one entry a signature.</summary>
    public IReadOnlyList<DmarcDkimInput> Dkim { get; init; } = [];
}

/// <summary>One SPF result as DMARC sees it.</summary>
public sealed record DmarcSpfInput
{
    /// <summary>Which name was checked.</summary>
    public SpfScope Scope { get; init; }

    /// <summary>The domain that was checked.</summary>
    public required string Domain { get; init; }

    /// <summary>The result.</summary>
    public required SpfResult Result { get; init; }
}

/// <summary>One DKIM signature as DMARC sees it.</summary>
public sealed record DmarcDkimInput
{
    /// <summary>The signing domain, tag <c>d</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>The selector, tag <c>s</c>.</summary>
    public string Selector { get; init; } = "";

    /// <summary>The result.</summary>
    public required DkimResult Result { get; init; }
}
