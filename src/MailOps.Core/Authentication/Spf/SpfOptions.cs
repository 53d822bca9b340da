using System;

namespace MailOps.Authentication.Spf;

/// <summary>The limits of one evaluation (RFC 7208 section 4.6.4).</summary>
public sealed record SpfOptions
{
    /// <summary>The limits of the standard.</summary>
    public static readonly SpfOptions Default = new();

    /// <summary>How many terms may ask the DNS; one more is a permerror. 10 by the standard.</summary>
    public int MaxLookups { get; init; } = 10;

    /// <summary>How many look-ups may find nothing; one more is a permerror. 2 by the standard.</summary>
    public int MaxVoidLookups { get; init; } = 2;

    /// <summary>How long an evaluation may take; after that it is a temperror. At least 20 seconds by the standard.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock for the time limit and the macro <c>t</c>.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
