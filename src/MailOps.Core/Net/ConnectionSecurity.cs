namespace MailOps.Net;

/// <summary>How a connection is protected.</summary>
public enum ConnectionSecurity
{
    /// <summary>
    /// STARTTLS where the server offers it, else in the clear. With a credential it is the same as <see cref="StartTls"/>: a password never
    /// goes in the clear by accident. Once offered, a failing STARTTLS is a failure and never a way into the clear.
    /// </summary>
    StartTlsWhenAvailable,

    /// <summary>STARTTLS (RFC 3207) or nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314 section 3.3), usually port 465.</summary>
    ImplicitTls,

    /// <summary>In the clear, also where the server offers STARTTLS.</summary>
    None,
}
