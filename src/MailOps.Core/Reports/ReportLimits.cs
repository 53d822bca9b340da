namespace MailOps.Reports;

/// <summary>How much one report may cost. Reports come from strangers: what is beyond a limit becomes a finding, not an exception.</summary>
public sealed record ReportLimits
{
    /// <summary>The limits that nobody changed.</summary>
    public static readonly ReportLimits Default = new();

    /// <summary>How many bytes a mail, and a zip archive, may have: both are held in memory or need their directory there. 64 MB.</summary>
    public int MaxContainerBytes { get; init; } = 64 << 20;

    /// <summary>How many bytes all that is packed into one file may have when unpacked. 2 GB.</summary>
    public long MaxExpandedBytes { get; init; } = 2L << 30;

    /// <summary>How many times larger than packed the content may be, once it is larger than <see cref="FreeExpandedBytes"/>. 200.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>How much may be unpacked before the ratio counts. 32 MB.</summary>
    public int FreeExpandedBytes { get; init; } = 32 << 20;

    /// <summary>How many files one archive or mail may hold. 1,000.</summary>
    public int MaxDocuments { get; init; } = 1_000;

    /// <summary>How deep containers may lie in each other: mail, zip, gzip. 4.</summary>
    public int MaxNesting { get; init; } = 4;

    /// <summary>How many bytes of XML may come without the next tag. 1 MB.</summary>
    public int MaxTokenBytes { get; init; } = 1 << 20;

    /// <summary>How many bytes a TLS report may have; JSON is read as a whole. 64 MB.</summary>
    public int MaxJsonBytes { get; init; } = 64 << 20;
}
