namespace MailOps.Authentication.Signing;

/// <summary>How much a message may change on its way without breaking a signature (RFC 6376 section 3.4).</summary>
public enum Canonicalization
{
    /// <summary><c>simple</c>: nothing but empty lines at the end.</summary>
    Simple,

    /// <summary><c>relaxed</c>: white space, folding, and the case of field names.</summary>
    Relaxed,
}
