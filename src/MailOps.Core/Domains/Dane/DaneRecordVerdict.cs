namespace MailOps.Domains.Dane;

/// <summary>What one TLSA record says about the certificates that its server showed.</summary>
public enum DaneRecordVerdict
{
    /// <summary>It vouches for the server.</summary>
    Match,

    /// <summary>None of the certificates is the one it names: a record left over, one for a certificate to come, or a mistake.</summary>
    NoMatch,

    /// <summary>The authority it names is there, but the certificate is for another host.</summary>
    WrongName,

    /// <summary>The authority it names is there, but the chain to it is not valid.</summary>
    InvalidChain,

    /// <summary>Senders cannot use it: usage 0 or 1, unknown numbers, or data of the wrong length.</summary>
    Unusable,

    /// <summary>The server's certificate was not seen.</summary>
    NotCompared,
}
