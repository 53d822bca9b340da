using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Arc;

/// <summary>How messages are sealed.</summary>
public sealed record ArcSealerOptions
{
    /// <summary>The usual fields.</summary>
    public static readonly ArcSealerOptions Default = new();

    /// <summary>The fields that the message signature covers when they are there.</summary>
    public TextList HeaderNames { get; init; } = new([.. SignedFieldNames.Usual, "DKIM-Signature"]);

    /// <summary>What became of the chain when the message arrived; null: what the host's own Authentication-Results says.</summary>
    public ArcResult? ChainState { get; init; }

    /// <summary>The clock for the tag <c>t</c>.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
