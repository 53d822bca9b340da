namespace MailOps.Json;

/// <summary>How much of a foreign text the reader takes before it gives up, so that memory stays bounded.</summary>
internal sealed record JsonLimits
{
    public static readonly JsonLimits Default = new();

    /// <summary>Length of the text in bytes.</summary>
    public int MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How deep arrays and objects may nest. The reader recurses, so keep it below 1,000.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>How many values there may be in all: two bytes of text can become fifty of memory.</summary>
    public int MaxValues { get; init; } = 4_000_000;
}
