namespace MailOps.Reports.Dmarc;

/// <summary>One result of SPF or DKIM in a row of a report, as the receiver saw it.</summary>
public sealed record DmarcReportResult
{
    /// <summary>The domain that was authenticated.</summary>
    public string Domain { get; init; } = "";

    /// <summary>With DKIM the selector; else empty.</summary>
    public string Selector { get; init; } = "";

    /// <summary>With SPF whether <c>mfrom</c> or <c>helo</c> was checked; else empty.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The result in lower case, such as <c>pass</c>, <c>fail</c>, <c>none</c>, <c>temperror</c>.</summary>
    public string Result { get; init; } = "";

    /// <summary>What the receiver adds for people; foreign text.</summary>
    public string HumanResult { get; init; } = "";

    /// <summary>Whether the result is <c>pass</c>.</summary>
    public bool IsPass => Result == "pass";

    /// <summary>The domain, the selector and the result.</summary>
    public override string ToString() => Domain + (Selector.Length > 0 ? "/" + Selector : "") + " " + Result;
}
