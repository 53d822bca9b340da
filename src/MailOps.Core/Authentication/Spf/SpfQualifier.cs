namespace MailOps.Authentication.Spf;

/// <summary>What a matching mechanism says about the client (RFC 7208 section 4.6.2).</summary>
public enum SpfQualifier
{
    /// <summary><c>+</c>, or nothing: pass.</summary>
    Pass,

    /// <summary><c>-</c>: fail.</summary>
    Fail,

    /// <summary><c>~</c>: softfail.</summary>
    SoftFail,

    /// <summary><c>?</c>: neutral.</summary>
    Neutral,
}
