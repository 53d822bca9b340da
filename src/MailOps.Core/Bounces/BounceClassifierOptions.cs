using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>How <see cref="BounceClassifier"/> works. The defaults suit a mailbox of bounces.</summary>
public sealed record BounceClassifierOptions
{
    /// <summary>The options used when none are given.</summary>
    public static BounceClassifierOptions Default { get; } = new();

    /// <summary>The rule table; null for the built-in one.</summary>
    public BounceRules? Rules { get; init; }

    /// <summary>How many recipients of one report are read; 10,000 by default. More of them leave a finding.</summary>
    public int MaxRecipients { get; init; } = 10_000;

    /// <summary>The limits of reading a message. Texts beyond 4 MiB are cut by default: no notice is that long.</summary>
    public MimeLimits Limits { get; init; } = new() { MaxTextBytes = 4 << 20 };
}
