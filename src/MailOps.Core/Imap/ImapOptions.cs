using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Imap;

/// <summary>How to reach one IMAP server, and as whom.</summary>
public sealed record ImapOptions
{
    /// <summary>Host name or address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>The port, 1 to 65535; null stands for 993 with implicit TLS, else 143.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected; TLS from the first byte unless said otherwise (RFC 8314).</summary>
    public ConnectionSecurity Security { get; init; } = ConnectionSecurity.ImplicitTls;

    /// <summary>
    /// Who logs in. Where a mailbox has another name, the log-in acts for it: with a password as a master user (the authorisation id of
    /// PLAIN and SCRAM), with a token as the user of the mailbox.
    /// </summary>
    public required MailCredential Credential { get; init; }

    /// <summary>
    /// What a master user writes between mailbox and own name, as Dovecot's <c>*</c>: <c>alice@example.org*admin</c>. Null uses the
    /// authorisation id.
    /// </summary>
    public string? MasterSeparator { get; init; }

    /// <summary>The SASL mechanism; null takes the strongest one that both sides know and the credential fits.</summary>
    public SaslMechanism? Mechanism { get; init; }

    /// <summary>Who looks up the addresses of <see cref="Host"/>; null for the system's own resolver, with its hosts file.</summary>
    public IDnsResolver? Resolver { get; init; }

    /// <summary>How long each step may take.</summary>
    public ImapTimeouts Timeouts { get; init; } = ImapTimeouts.Default;

    /// <summary>How much a server may send.</summary>
    public ImapLimits Limits { get; init; } = ImapLimits.Default;

    /// <summary>Certificates of authorities that are trusted for this server besides those of the system; null for none.</summary>
    public IReadOnlyList<X509Certificate2>? TrustedRoots { get; init; }

    /// <summary>
    /// Takes any certificate: expired, self-signed, of another host. Whoever stands between then reads and changes everything, passwords
    /// included.
    /// </summary>
    public bool DangerousAcceptAnyCertificate { get; init; }

    /// <summary>Sends passwords and tokens in the clear where there is no TLS. Anyone on the way can read them.</summary>
    public bool DangerousAllowCleartextAuthentication { get; init; }

    /// <summary>Where the conversation is written down, without secrets and contents; null for nowhere. The caller closes it.</summary>
    public ProtocolTranscript? Transcript { get; init; }

    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>Port that is really used.</summary>
    internal int EffectivePort => Port ?? (Security == ConnectionSecurity.ImplicitTls ? 993 : 143);
}

/// <summary>How long each step of a conversation may take.</summary>
public sealed record ImapTimeouts
{
    /// <summary>The defaults.</summary>
    public static ImapTimeouts Default { get; } = new();

    /// <summary>For looking up the host and for one of its addresses to take the connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a TLS handshake.</summary>
    public TimeSpan Tls { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the greeting.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For each response; a search through a large folder may take a while.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the answer to LOGOUT; nothing depends on it.</summary>
    public TimeSpan Logout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same time for every step, as <c>-Timeout</c> sets it.</summary>
    /// <param name="timeout">The time, above zero.</param>
    public static ImapTimeouts Uniform(TimeSpan timeout) => timeout <= TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(timeout))
        : new ImapTimeouts { Connect = timeout, Tls = timeout, Greeting = timeout, Command = timeout };
}

/// <summary>How much a server may send before the conversation ends; all of it is far above what honest servers do.</summary>
public sealed record ImapLimits
{
    /// <summary>The defaults.</summary>
    public static ImapLimits Default { get; } = new();

    /// <summary>Octets of one line.</summary>
    public int MaxLine { get; init; } = 1 << 20;

    /// <summary>Octets of one response, without its literals: the result of a search in a folder with millions of messages.</summary>
    public int MaxText { get; init; } = 16 << 20;

    /// <summary>Octets of the literals of one response that are kept in memory.</summary>
    public int MaxLiteral { get; init; } = 64 << 20;

    /// <summary>Octets of one message that is written into a stream.</summary>
    public long MaxMessage { get; init; } = 4L << 30;

    /// <summary>Responses nobody asked for, in a row.</summary>
    public int MaxUnsolicited { get; init; } = 100_000;

    /// <summary>Folders of one mailbox.</summary>
    public int MaxFolders { get; init; } = 100_000;

    /// <summary>Messages of one folder.</summary>
    public int MaxMessages { get; init; } = 5_000_000;
}
