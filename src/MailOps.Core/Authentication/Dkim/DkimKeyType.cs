namespace MailOps.Authentication.Dkim;

/// <summary>The kind of a public key (tag <c>k</c> of a key record).</summary>
public enum DkimKeyType
{
    /// <summary>Not one of those below.</summary>
    Unknown,

    /// <summary><c>rsa</c>, the default.</summary>
    Rsa,

    /// <summary><c>ed25519</c> (RFC 8463).</summary>
    Ed25519,
}
