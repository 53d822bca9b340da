using System;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>The tags of a DKIM-Signature field (RFC 6376 section 3.5).</summary>
public sealed record DkimSignature
{
    /// <summary>Tag <c>d</c>: the signing domain, lower-case A-labels; empty when it cannot be read.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Tag <c>s</c>: the selector; empty when it cannot be read.</summary>
    public string Selector { get; init; } = "";

    /// <summary>Tag <c>a</c>: the algorithm.</summary>
    public DkimAlgorithm Algorithm { get; init; }

    /// <summary>Tag <c>c</c>, first half: how the header was canonicalized.</summary>
    public Canonicalization HeaderCanonicalization { get; init; }

    /// <summary>Tag <c>c</c>, second half: how the body was canonicalized.</summary>
    public Canonicalization BodyCanonicalization { get; init; }

    /// <summary>Tag <c>i</c>: on whose behalf it was signed, such as <c>anna@example.com</c>; <c>@</c> and the domain unless published.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Tag <c>h</c>: the signed fields, separated with colons.</summary>
    public string HeaderNames { get; init; } = "";

    /// <summary>Tag <c>l</c>: how many octets of the canonical body were signed; null: all.</summary>
    public long? BodyLength { get; init; }

    /// <summary>Tag <c>t</c>: when it was signed, UTC; null when it does not say.</summary>
    public DateTime? SignedAt { get; init; }

    /// <summary>Tag <c>x</c>: when it expires, UTC; null: never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>The name that has the key record.</summary>
    public string KeyName => Selector + "._domainkey." + Domain;

    /// <summary>Domain and selector.</summary>
    public override string ToString() => "d=" + Domain + " s=" + Selector;
}
