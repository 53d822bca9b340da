namespace MailOps.Authentication.Dmarc;

/// <summary>
/// A DMARC policy record as receivers understand it: defaults stand in for what is missing or unreadable (RFC 9989 section 4.7).
/// </summary>
public sealed record DmarcRecord
{
    /// <summary>The record as published, its character strings joined.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Whether receivers use the record as a policy. False: the policy tags are missing or unreadable and no valid <c>rua</c> makes up for it,
    /// so DMARC does not apply (RFC 9989 section 4.10.1).
    /// </summary>
    public bool Applies { get; init; } = true;

    /// <summary>Tag <c>p</c>: the policy of the domain itself.</summary>
    public DmarcPolicy Policy { get; init; }

    /// <summary>
    /// True when <see cref="Policy"/> is none only because <c>p</c> is missing, or <c>p</c>, <c>sp</c> or <c>np</c> cannot be read, and reports
    /// are asked for (RFC 9989 section 4.10.1).
    /// </summary>
    public bool IsPolicyAssumed { get; init; }

    /// <summary>Tag <c>sp</c>: the policy for existing subdomains; null: <see cref="Policy"/> holds for them.</summary>
    public DmarcPolicy? SubdomainPolicy { get; init; }

    /// <summary>Tag <c>np</c>: the policy for subdomains that do not exist; null: the one for existing subdomains holds.</summary>
    public DmarcPolicy? NonexistentPolicy { get; init; }

    /// <summary>Tag <c>adkim</c>: how DKIM domains must match; relaxed unless published.</summary>
    public DmarcAlignment DkimAlignment { get; init; }

    /// <summary>Tag <c>aspf</c>: how the SPF domain must match; relaxed unless published.</summary>
    public DmarcAlignment SpfAlignment { get; init; }

    /// <summary>Tag <c>t</c>: <c>y</c> asks for one step less than the policy says.</summary>
    public bool IsTesting { get; init; }

    /// <summary>Tag <c>psd</c>: whether the domain is a public suffix or an organizational domain.</summary>
    public DmarcPublicSuffix PublicSuffix { get; init; }

    /// <summary>Tag <c>fo</c>: when failure reports are asked for; without <c>ruf</c> it has no effect.</summary>
    public DmarcFailureReporting FailureReporting { get; init; } = DmarcFailureReporting.AllFail;

    /// <summary>Tag <c>rua</c>: where aggregate reports go; only the valid URIs.</summary>
    public DmarcReportUriList AggregateReports { get; init; } = DmarcReportUriList.Empty;

    /// <summary>Tag <c>ruf</c>: where failure reports go; only the valid URIs.</summary>
    public DmarcReportUriList FailureReports { get; init; } = DmarcReportUriList.Empty;

    /// <summary>
    /// Tag <c>pct</c>, removed by RFC 9989: the share of failing mail, 0 to 100, that receivers which still follow RFC 7489 apply the policy to;
    /// 100 unless a valid one is published.
    /// </summary>
    public int LegacyPercent { get; init; } = 100;

    /// <summary>The policy for existing subdomains: <c>sp</c>, else <c>p</c>.</summary>
    public DmarcPolicy EffectiveSubdomainPolicy => SubdomainPolicy ?? Policy;

    /// <summary>The policy for subdomains that do not exist: <c>np</c>, else <c>sp</c>, else <c>p</c>.</summary>
    public DmarcPolicy EffectiveNonexistentPolicy => NonexistentPolicy ?? EffectiveSubdomainPolicy;

    /// <summary>How a receiver that still follows RFC 7489 reads the policy tags.</summary>
    internal DmarcLegacyPolicies Legacy { get; init; }

    /// <summary>The record as published.</summary>
    public override string ToString() => Text;
}
