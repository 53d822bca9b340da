using System;

namespace MailOps.Authentication.Dmarc;

/// <summary>The policies of a record under RFC 7489.</summary>
internal readonly record struct DmarcLegacyPolicies
{
    public bool Applies { get; init; }

    public DmarcPolicy Policy { get; init; }

    public DmarcPolicy SubdomainPolicy { get; init; }
}

/// <summary>The three policy tags of a record, read together since one that is invalid spoils the others (RFC 9989 section 4.10.1).</summary>
internal readonly struct DmarcPolicyReading
{
    public DmarcPolicy? Policy { get; private init; }

    public DmarcPolicy? Subdomain { get; private init; }

    public DmarcPolicy? Nonexistent { get; private init; }

    /// <summary>The name of the first tag whose value is no policy; null when there is none.</summary>
    public string? InvalidTag { get; private init; }

    public string? InvalidValue { get; private init; }

    public bool AreUsable => Policy is not null && InvalidTag is null;

    // RFC 7489 section 6.6.3, step 6: the same rule, but np is an unknown tag.
    public DmarcLegacyPolicies ForRfc7489(bool hasUsableReports) =>
        Policy is { } policy && (InvalidTag is null or "np")
            ? new DmarcLegacyPolicies { Applies = true, Policy = policy, SubdomainPolicy = Subdomain ?? policy }
            : new DmarcLegacyPolicies { Applies = hasUsableReports };

    public static DmarcPolicyReading Of(DmarcTagCollector tags)
    {
        var policy = Read(tags.PolicyText);
        var subdomain = Read(tags.SubdomainPolicyText);
        var nonexistent = Read(tags.NonexistentPolicyText);
        var (tag, value) = tags.PolicyText is { } p && policy is null ? ("p", p)
            : tags.SubdomainPolicyText is { } sp && subdomain is null ? ("sp", sp)
            : tags.NonexistentPolicyText is { } np && nonexistent is null ? ("np", np)
            : ((string?)null, (string?)null);
        return new DmarcPolicyReading { Policy = policy, Subdomain = subdomain, Nonexistent = nonexistent, InvalidTag = tag, InvalidValue = value };
    }

    public static string NameOf(DmarcPolicy policy) => policy switch
    {
        DmarcPolicy.Reject => "reject",
        DmarcPolicy.Quarantine => "quarantine",
        _ => "none",
    };

    private static DmarcPolicy? Read(string? text) =>
        text is null ? null
        : text.Equals("none", StringComparison.OrdinalIgnoreCase) ? DmarcPolicy.None
        : text.Equals("quarantine", StringComparison.OrdinalIgnoreCase) ? DmarcPolicy.Quarantine
        : text.Equals("reject", StringComparison.OrdinalIgnoreCase) ? DmarcPolicy.Reject
        : null;
}
