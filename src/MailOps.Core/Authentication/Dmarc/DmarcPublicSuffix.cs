namespace MailOps.Authentication.Dmarc;

/// <summary>What a record says about the level of its domain (RFC 9989 section 4.7, tag <c>psd</c>).</summary>
public enum DmarcPublicSuffix
{
    /// <summary><c>u</c>, the default: no public suffix; whether it is the organizational domain, the tree walk tells.</summary>
    Unspecified,

    /// <summary><c>y</c>: the domain is a public suffix, below which others register their domains.</summary>
    Yes,

    /// <summary><c>n</c>: the domain is the organizational domain of itself and of everything below it.</summary>
    No,
}
