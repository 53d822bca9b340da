using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using MailOps.Net;

namespace MailOps.Pop3;

/// <summary>How to reach one POP3 server, and as whom.</summary>
public sealed record Pop3Options
{
    /// <summary>Host name or address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>The port, 1 to 65535; null stands for 995 with implicit TLS, else 110.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected; TLS from the first byte unless said otherwise (RFC 8314).</summary>
    public ConnectionSecurity Security { get; init; } = ConnectionSecurity.ImplicitTls;

    /// <summary>Who logs in.</summary>
    public required MailCredential Credential { get; init; }

    /// <summary>How long each answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Certificates of authorities that are trusted for this server besides those of the system; null for none.</summary>
    public IReadOnlyList<X509Certificate2>? TrustedRoots { get; init; }

    /// <summary>Takes any certificate. Whoever stands between then reads and changes everything, passwords included.</summary>
    public bool DangerousAcceptAnyCertificate { get; init; }

    /// <summary>Sends passwords and tokens in the clear where there is no TLS. Anyone on the way can read them.</summary>
    public bool DangerousAllowCleartextAuthentication { get; init; }

    /// <summary>Where the conversation is written down, without secrets and contents; null for nowhere. The caller closes it.</summary>
    public ProtocolTranscript? Transcript { get; init; }

    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>Port that is really used.</summary>
    internal int EffectivePort => Port ?? (Security == ConnectionSecurity.ImplicitTls ? 995 : 110);
}
