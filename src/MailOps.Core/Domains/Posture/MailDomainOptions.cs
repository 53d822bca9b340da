using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Domains.Posture;

/// <summary>What is known about a domain beside its name, and with what it is checked.</summary>
public sealed record MailDomainOptions
{
    /// <summary>The usual checks, without evidence about mail.</summary>
    public static readonly MailDomainOptions Default = new();

    /// <summary>The DKIM selectors; empty: those of <see cref="Messages"/>, else the common ones are tried.</summary>
    public IReadOnlyList<string> Selectors { get; init; } = [];

    /// <summary>Files of messages (.eml) that the domain sent, best as a receiver got them: what they show about the rules for bulk senders.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>The addresses that mail of the domain is sent from.</summary>
    public IReadOnlyList<IPAddress> SendingAddresses { get; init; } = [];

    /// <summary>With it the check also says what receivers that still follow RFC 7489 do differently.</summary>
    public PublicSuffixList? PublicSuffixes { get; init; }

    /// <summary>Whether anyone can get an address at a domain for nothing; null: nobody knows.</summary>
    public Func<string, bool>? IsFreeProvider { get; init; }

    /// <summary>Leave the mail servers alone: no connection to port 25, so that TLS and certificates are not looked at, nor DANE.</summary>
    public bool SkipServers { get; init; }

    /// <summary>The port of mail servers, another one for tests.</summary>
    internal int SmtpPort { get; init; } = 25;

    /// <summary>How long connecting to one mail server may take: with the queries before it a port that a firewall swallows costs less than 10 s.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Authorities trusted for mail servers besides the system's.</summary>
    internal IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;
}
