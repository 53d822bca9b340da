using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Smtp;

/// <summary>How to reach one SMTP server, and as whom.</summary>
public sealed record SmtpOptions
{
    /// <summary>Host name or address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>The port, 1 to 65535; null stands for 465 with implicit TLS, else 587 with a credential, else 25.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public ConnectionSecurity Security { get; init; }

    /// <summary>Who logs in; null for nobody.</summary>
    public MailCredential? Credential { get; init; }

    /// <summary>The SASL mechanism; null takes the strongest one that both sides know and the credential fits.</summary>
    public SaslMechanism? Mechanism { get; init; }

    /// <summary>
    /// The name after EHLO (RFC 5321 section 4.1.1.1); null takes this host's full name, or its address in brackets when it has none.
    /// </summary>
    public string? HeloName { get; init; }

    /// <summary>The address of this host that connections come from; null lets the system choose.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>Who looks up the addresses of <see cref="Host"/>; null for the system's own resolver, with its hosts file.</summary>
    public IDnsResolver? Resolver { get; init; }

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

    /// <summary>Where the conversation is written down; null for nowhere. The caller closes it.</summary>
    public ProtocolTranscript? Transcript { get; init; }

    /// <summary>Port that is really used.</summary>
    internal int EffectivePort => Port ?? (Security == ConnectionSecurity.ImplicitTls ? 465 : Credential is not null ? 587 : 25);
}
