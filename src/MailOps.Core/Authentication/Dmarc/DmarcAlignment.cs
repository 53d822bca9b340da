namespace MailOps.Authentication.Dmarc;

/// <summary>How closely an authenticated domain must match the domain of the From field (RFC 9989 section 3.2.10, tags <c>adkim</c>, <c>aspf</c>).</summary>
public enum DmarcAlignment
{
    /// <summary><c>r</c>: both have the same organizational domain.</summary>
    Relaxed,

    /// <summary><c>s</c>: both are the same domain.</summary>
    Strict,
}
