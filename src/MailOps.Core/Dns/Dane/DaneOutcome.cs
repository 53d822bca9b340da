namespace MailOps.Dns;

/// <summary>What a TLSA record says about the certificates that a server showed.</summary>
internal enum DaneOutcome
{
    /// <summary>The record vouches for the server.</summary>
    Match,

    /// <summary>None of the certificates is the one named.</summary>
    NoMatch,

    /// <summary>The authority named is in the chain, but the server's certificate is for another host (RFC 7672 section 3.2.3).</summary>
    WrongName,

    /// <summary>The authority named is in the chain, but the chain to it is not valid: expired, or wrongly signed.</summary>
    InvalidChain,

    /// <summary>Usage 0 or 1, which nobody can use for mail (RFC 7672 section 3.1.3).</summary>
    UnusableUsage,

    /// <summary>A selector or matching type that is not known, or data of the wrong length.</summary>
    UnusableData,
}
