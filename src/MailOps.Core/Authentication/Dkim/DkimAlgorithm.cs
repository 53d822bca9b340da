namespace MailOps.Authentication.Dkim;

/// <summary>How a message was signed (tag <c>a</c>).</summary>
public enum DkimAlgorithm
{
    /// <summary>Not one of those below.</summary>
    Unknown,

    /// <summary><c>rsa-sha256</c> (RFC 6376 section 3.3.2).</summary>
    RsaSha256,

    /// <summary><c>ed25519-sha256</c> (RFC 8463).</summary>
    Ed25519Sha256,

    /// <summary><c>rsa-sha1</c>, which must not be used any more (RFC 8301 section 3.1).</summary>
    RsaSha1,
}
