namespace MailOps.Mime;

/// <summary>
/// How much of a message is read. What lies beyond a limit stays in the raw bytes, is not taken apart, and leaves a finding; everything
/// else is read as usual.
/// </summary>
public sealed record MimeLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>How deep multiparts and embedded messages may nest; 100 by default. A part below it is kept whole.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>How many entities a message may have, itself and all that is embedded included; 10,000 by default.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>How many header fields one header may have; 2,000 by default.</summary>
    public int MaxHeaders { get; init; } = 2_000;

    /// <summary>How many bytes the value of one header field may have, its folds included; 1 MiB by default. The rest is cut.</summary>
    public int MaxHeaderLength { get; init; } = 1 << 20;

    /// <summary>How many bytes the fields of one header may have together; 8 MiB by default. Fields beyond it are left out.</summary>
    public int MaxHeaderBytes { get; init; } = 8 << 20;

    /// <summary>How many bytes of a part become text; 256 MiB by default. The rest is cut.</summary>
    public int MaxTextBytes { get; init; } = 256 << 20;
}
