namespace MailOps.Authentication.Dkim;

/// <summary>How signatures are verified.</summary>
public sealed record DkimOptions
{
    /// <summary>The usual limits.</summary>
    public static readonly DkimOptions Default = new();

    /// <summary>How many signatures of one message are looked at, from the top.</summary>
    public int MaxSignatures { get; init; } = 20;

    /// <summary>How long a header may be, in octets.</summary>
    public int MaxHeaderLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>The clock that tells whether a signature has expired.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
