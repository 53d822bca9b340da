namespace MailOps.Authentication.Dmarc;

/// <summary>What DMARC says about a message (RFC 9989 section 5.3.5, RFC 8601 section 2.7).</summary>
public enum DmarcResult
{
    /// <summary>No record applies to the domain of the From field.</summary>
    None,

    /// <summary>SPF or DKIM passes for a domain that aligns with it.</summary>
    Pass,

    /// <summary>Neither does.</summary>
    Fail,

    /// <summary>A DNS query that is needed to tell was not answered (RFC 9989 section 5.3.6).</summary>
    TempError,
}
