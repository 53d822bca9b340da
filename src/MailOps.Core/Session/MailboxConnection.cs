using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Pop3;

namespace MailOps.Session;

/// <summary>What a mailbox is read with.</summary>
public enum MailboxProtocol
{
    /// <summary>IMAP (RFC 9051).</summary>
    Imap,

    /// <summary>POP3 (RFC 1939): the inbox only, and no flags.</summary>
    Pop3,
}

/// <summary>How to reach mailboxes, as both faces ask for it: a server, or Maildirs on a disk.</summary>
public sealed record MailboxConnection
{
    /// <summary>The path of a Maildir, with <c>%u</c>, <c>%n</c> and <c>%d</c> for the parts of the mailbox's name; empty for a server.</summary>
    public string MaildirPath { get; init; } = "";

    /// <summary>The server.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port; null for the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>The protocol.</summary>
    public MailboxProtocol Protocol { get; init; }

    /// <summary>How the connection is protected; null for TLS from the first byte, or STARTTLS at the ports 143 and 110.</summary>
    public ConnectionSecurity? Security { get; init; }

    /// <summary>Who logs in; needed for a server.</summary>
    public MailCredential? Credential { get; init; }

    /// <summary>What a master user writes between mailbox and own name; null uses the authorisation id.</summary>
    public string? MasterSeparator { get; init; }

    /// <summary>How long each answer may take; null for the defaults.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Certificates of authorities that are trusted besides those of the system.</summary>
    public IReadOnlyList<X509Certificate2>? TrustedRoots { get; init; }

    /// <summary>A file with such certificates, in PEM or DER; empty for none.</summary>
    public string TrustedRootPath { get; init; } = "";

    /// <summary>Takes any certificate. Whoever stands between then reads and changes everything, passwords included.</summary>
    public bool DangerousAcceptAnyCertificate { get; init; }

    /// <summary>Where the conversation is written down; null for nowhere.</summary>
    public ProtocolTranscript? Transcript { get; init; }

    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>How results name it: <c>imaps://user@host:993</c>, or the path of the Maildir.</summary>
    public string Account
    {
        get
        {
            if (MaildirPath.Length > 0)
            {
                return MaildirPath;
            }

            var isImplicit = EffectiveSecurity == ConnectionSecurity.ImplicitTls;
            var port = Port ?? (Protocol == MailboxProtocol.Imap ? isImplicit ? 993 : 143 : isImplicit ? 995 : 110);
            return (Protocol == MailboxProtocol.Imap ? "imap" : "pop3") + (isImplicit ? "s" : "") + "://"
                + (Credential is { } credential ? credential.UserName + "@" : "") + HostConnector.Describe(Host, port);
        }
    }

    internal ConnectionSecurity EffectiveSecurity =>
        Security ?? (Port is 143 or 110 ? ConnectionSecurity.StartTls : ConnectionSecurity.ImplicitTls);

    /// <summary>Makes the store.</summary>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Imap.InvalidOptions</c>: server or credential is missing, or cannot work. <c>MailOps.Net.TrustedRootUnreadable</c>.
    /// </exception>
    public IMailStore CreateStore()
    {
        if (MaildirPath.Length > 0)
        {
            return new MaildirStore(MaildirPath, Clock);
        }

        var roots = TrustedRootPath.Length == 0 ? TrustedRoots : [.. TrustedRoots ?? [], .. TrustedRootFile.Read(TrustedRootPath)];
        var credential = Credential ?? throw ImapErrors.InvalidOptions(nameof(Credential), "");
        return Protocol == MailboxProtocol.Pop3
            ? new Pop3MailStore(new Pop3Options
            {
                Host = Host.Length > 0 ? Host : throw ImapErrors.InvalidOptions(nameof(Host), Host),
                Port = Port,
                Security = EffectiveSecurity,
                Credential = credential,
                Timeout = Timeout ?? TimeSpan.FromMinutes(1),
                TrustedRoots = roots,
                DangerousAcceptAnyCertificate = DangerousAcceptAnyCertificate,
                DangerousAllowCleartextAuthentication = EffectiveSecurity == ConnectionSecurity.None,
                Transcript = Transcript,
                Clock = Clock,
            })
            : new ImapMailStore(new ImapOptions
            {
                Host = Host,
                Port = Port,
                Security = EffectiveSecurity,
                Credential = credential,
                MasterSeparator = MasterSeparator,
                Timeouts = Timeout is { } time ? ImapTimeouts.Uniform(time) : ImapTimeouts.Default,
                TrustedRoots = roots,
                DangerousAcceptAnyCertificate = DangerousAcceptAnyCertificate,

                // "None" is asked for in so many words.
                DangerousAllowCleartextAuthentication = EffectiveSecurity == ConnectionSecurity.None,
                Transcript = Transcript,
                Clock = Clock,
            });
    }
}
