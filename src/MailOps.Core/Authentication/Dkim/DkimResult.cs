namespace MailOps.Authentication.Dkim;

/// <summary>What became of a DKIM signature (RFC 8601 section 2.7.1).</summary>
public enum DkimResult
{
    /// <summary>The message is not signed.</summary>
    None,

    /// <summary>The signature verifies.</summary>
    Pass,

    /// <summary>The signature does not verify: the message was changed, or the signature is not what it claims to be.</summary>
    Fail,

    /// <summary>The signature verifies, but a rule of this receiver does not accept it.</summary>
    Policy,

    /// <summary>The signature has a fault that keeps it from being judged.</summary>
    Neutral,

    /// <summary>A failure that may pass, such as a DNS query without an answer: nobody knows.</summary>
    TempError,

    /// <summary>A fault that stays, such as a missing tag or a key that does not exist.</summary>
    PermError,
}
