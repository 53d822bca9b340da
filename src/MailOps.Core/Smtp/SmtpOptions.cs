using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Smtp;

/// <summary>How a connection is protected.</summary>
public enum SmtpSecurity
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

/// <summary>How to reach one SMTP server, and as whom.</summary>
public sealed record SmtpOptions
{
    /// <summary>Host name or address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>The port, 1 to 65535; null stands for 465 with implicit TLS, else 587 with a credential, else 25.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>Who logs in; null for nobody.</summary>
    public SmtpCredential? Credential { get; init; }

    /// <summary>The SASL mechanism; null takes the strongest one that both sides know and the credential fits.</summary>
    public SmtpAuthMechanism? Mechanism { get; init; }

    /// <summary>
    /// The name after EHLO (RFC 5321 section 4.1.1.1); null takes this host's full name, or its address in brackets when it has none.
    /// </summary>
    public string? HeloName { get; init; }

    /// <summary>How long each step may take.</summary>
    public SmtpTimeouts Timeouts { get; init; } = SmtpTimeouts.Default;

    /// <summary>Certificates of authorities that are trusted for this server besides those of the system; null for none.</summary>
    public IReadOnlyList<X509Certificate2>? TrustedRoots { get; init; }

    /// <summary>
    /// Takes any certificate: expired, self-signed, of another host. Whoever stands between then reads and changes everything, passwords
    /// included.
    /// </summary>
    public bool DangerousAcceptAnyCertificate { get; init; }

    /// <summary>Sends passwords and tokens in the clear where there is no TLS. Anyone on the way can read them.</summary>
    public bool DangerousAllowCleartextAuthentication { get; init; }

    /// <summary>Whether to send the message in chunks where the server offers it (CHUNKING, RFC 3030).</summary>
    public bool UseChunking { get; init; } = true;

    /// <summary>How many connections may be open at once, at least 1.</summary>
    public int MaxConnections { get; init; } = 4;

    /// <summary>How many messages one connection carries before it is closed, at least 1.</summary>
    public int MaxMessagesPerConnection { get; init; } = 1000;

    /// <summary>Port that is really used.</summary>
    internal int EffectivePort => Port ?? (Security == SmtpSecurity.ImplicitTls ? 465 : Credential is not null ? 587 : 25);
}
