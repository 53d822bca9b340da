namespace MailOps.Addresses;

/// <summary>What the DNS says about mail for a domain.</summary>
internal enum MailDomainState
{
    /// <summary>A mail server exists, or nobody looked further than its name.</summary>
    TakesMail,

    /// <summary>No MX record, but an address (RFC 5321 section 5.1).</summary>
    ImplicitMx,

    NullMx,
    NoMailServer,
    NoUsableMx,
    NotFound,
    TempError,
}
