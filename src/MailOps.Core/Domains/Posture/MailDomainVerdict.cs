namespace MailOps.Domains.Posture;

/// <summary>Whether a domain is set up right for mail.</summary>
public enum MailDomainVerdict
{
    /// <summary>Nobody knows: SPF, DMARC or the mail servers could not be looked up. It says nothing about the domain.</summary>
    Unknown,

    /// <summary>Nothing needs care.</summary>
    Good,

    /// <summary>It works, but should be better.</summary>
    Weak,

    /// <summary>Something is broken or missing that mail needs.</summary>
    Broken,
}
