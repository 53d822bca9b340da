namespace MailOps.Authentication.Spf;

/// <summary>Whether the SPF of a domain works.</summary>
public enum SpfVerdict
{
    /// <summary>Nobody knows: the DNS did not answer for the record or for one that it includes.</summary>
    Unknown,

    /// <summary>The record and everything it includes can be evaluated.</summary>
    Valid,

    /// <summary>Receivers give permerror, for some clients at least.</summary>
    Invalid,

    /// <summary>There is no record.</summary>
    Missing,
}
