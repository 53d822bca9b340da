using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Domains.Servers;

/// <summary>How a server is tested.</summary>
public sealed record SmtpServerCheckOptions
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    /// <summary>TLS from the first byte; null: at port 465 only.</summary>
    public bool? ImplicitTls { get; init; }

    /// <summary>How long connecting may take in all; a port that a firewall swallows costs this much.</summary>
    public TimeSpan ConnectTimeout { get; init; } = LongestConnect;

    /// <summary>How long the whole conversation may take, however slowly the server speaks.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The name after EHLO; null for the name of this host.</summary>
    public string? HeloName { get; init; }

    /// <summary>Authorities trusted besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>Whether to offer each TLS version in a connection of its own.</summary>
    public bool TestTlsVersions { get; init; } = true;

    /// <summary>Whether to try, up to RCPT and never with a message, if the server takes mail for others.</summary>
    public bool TestRelay { get; init; }

    /// <summary>The recipient of that test: an address that the server has nothing to do with.</summary>
    public MailAddress? RelayRecipient { get; init; }

    /// <summary>The options as an admin names them.</summary>
    /// <param name="timeout">For the whole conversation; connecting takes ten seconds of it at most.</param>
    /// <param name="heloName">The name after EHLO; null for the name of this host.</param>
    /// <param name="relayRecipient">The recipient of the relay test; null for the usual one.</param>
    /// <exception cref="MailOpsException">The name or the address is none.</exception>
    public static SmtpServerCheckOptions Create(TimeSpan timeout, string? heloName, string? relayRecipient) => new()
    {
        Timeout = timeout,
        ConnectTimeout = timeout < LongestConnect ? timeout : LongestConnect,
        HeloName = heloName is null || IsLiteral(heloName) ? heloName : DomainName.Parse(heloName).Ascii,
        RelayRecipient = relayRecipient is null ? null : MailAddress.Parse(relayRecipient),
    };

    private static bool IsLiteral(string text)
    {
        // RFC 5321 section 4.1.3; nothing that ends the command.
        return text.StartsWith('[') && text.EndsWith(']') && !text.Any(c => c is <= ' ' or > '~');
    }
}
