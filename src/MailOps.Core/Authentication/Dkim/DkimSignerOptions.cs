using System;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>How messages are signed.</summary>
public sealed record DkimSignerOptions
{
    /// <summary>Relaxed canonicalization, the usual fields, no expiry.</summary>
    public static readonly DkimSignerOptions Default = new();

    /// <summary>How the header is canonicalized.</summary>
    public Canonicalization HeaderCanonicalization { get; init; } = Canonicalization.Relaxed;

    /// <summary>How the body is canonicalized.</summary>
    public Canonicalization BodyCanonicalization { get; init; } = Canonicalization.Relaxed;

    /// <summary>The fields that are signed when they are there (RFC 6376 section 5.4.1), each as often as it occurs. From is always signed.</summary>
    public TextList HeaderNames { get; init; } = SignedFieldNames.Usual;

    /// <summary>The fields that are named once more than they occur, so that nobody can add another (RFC 6376 section 8.15).</summary>
    public TextList OversignedHeaderNames { get; init; } = SignedFieldNames.Oversigned;

    /// <summary>On whose behalf it is signed, tag <c>i</c>, an address of the domain; empty: not said.</summary>
    public string Identity { get; init; } = "";

    /// <summary>How long the signature counts, tag <c>x</c>; null: for ever.</summary>
    public TimeSpan? ValidFor { get; init; }

    /// <summary>The clock for tags <c>t</c> and <c>x</c>.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
