namespace MailOps.Authentication.Dmarc;

/// <summary>Whether DMARC applies to mail from a domain.</summary>
public enum DmarcVerdict
{
    /// <summary>Nobody knows: the DNS did not answer. It says nothing about the domain.</summary>
    Unknown,

    /// <summary>A record applies, its own or an inherited one.</summary>
    Valid,

    /// <summary>There is something where the record belongs, but receivers cannot use it.</summary>
    Invalid,

    /// <summary>There is no record, neither here nor at a domain above.</summary>
    Missing,
}
