namespace MailOps.Authentication.Dmarc;

/// <summary>What DMARC says about one message.</summary>
public sealed record DmarcEvaluation
{
    /// <summary>The result.</summary>
    public required DmarcResult Result { get; init; }

    /// <summary>The domain of the From field, lower-case A-labels.</summary>
    public required string AuthorDomain { get; init; }

    /// <summary>By which document it was judged.</summary>
    public DmarcStandard Standard { get; init; }

    /// <summary>The domain whose record applies; empty when there is none.</summary>
    public string PolicyDomain { get; init; } = "";

    /// <summary>The organizational domain of the author domain; empty when a failed DNS query leaves it open.</summary>
    public string OrganizationalDomain { get; init; } = "";

    /// <summary>What the record asks for failing mail from this domain; null when no record applies or it is unknown.</summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>The tag that <see cref="Policy"/> comes from; null together with it.</summary>
    public DmarcPolicyTag? PolicyTag { get; init; }

    /// <summary>
    /// What is asked for this message: none if it passes, one step below <see cref="Policy"/> in test mode. Null when no record applies or the
    /// result is unknown.
    /// </summary>
    public DmarcPolicy? Disposition { get; init; }

    /// <summary>Whether SPF passes for an aligned domain.</summary>
    public bool SpfAligned { get; init; }

    /// <summary>Whether a DKIM signature of an aligned domain passes.</summary>
    public bool DkimAligned { get; init; }

    /// <summary>The record that applies; null when there is none.</summary>
    public DmarcRecord? Record { get; init; }

    /// <summary>The names that were asked to find the record, in order.</summary>
    public TextList PolicyQueries { get; init; } = TextList.Empty;

    /// <summary>Why nobody knows, when <see cref="Result"/> is TempError; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>The author domain and the result.</summary>
    public override string ToString() => AuthorDomain + ": " + Result;
}
