namespace MailOps.Authentication.Dmarc;

/// <summary>What a domain asks receivers to do with mail that fails DMARC (RFC 9989 section 4.7, tags <c>p</c>, <c>sp</c>, <c>np</c>).</summary>
public enum DmarcPolicy
{
    /// <summary><c>none</c>: nothing; the domain only watches.</summary>
    None,

    /// <summary><c>quarantine</c>: treat it as suspicious.</summary>
    Quarantine,

    /// <summary><c>reject</c>: the use of the domain name is not valid.</summary>
    Reject,
}
