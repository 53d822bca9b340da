namespace MailOps.Authentication.Dmarc;

/// <summary>By which document DMARC is judged.</summary>
public enum DmarcStandard
{
    /// <summary>RFC 9989 of 2026: the DNS tree walk finds record and organizational domain.</summary>
    Rfc9989,

    /// <summary>RFC 7489 of 2015, which older receivers still follow: the public suffix list gives the organizational domain.</summary>
    Rfc7489,
}
