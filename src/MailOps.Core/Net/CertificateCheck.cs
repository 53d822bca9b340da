using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Net;

/// <summary>Whom to believe at the other end of a TLS connection.</summary>
internal sealed record TlsTrust
{
    /// <summary>The name that the certificate must be for.</summary>
    public required string Host { get; init; }

    /// <summary>Authorities trusted besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> Roots { get; init; } = [];

    /// <summary>No check at all.</summary>
    public bool AcceptAny { get; init; }

    /// <summary>Whether a certificate is judged but accepted all the same; <see cref="CertificateCheck.Refusal"/> keeps the judgement.</summary>
    public bool JudgesOnly { get; init; }

    /// <summary>Whether the certificates shown are kept, for whoever compares them with records (RFC 6698).</summary>
    public bool KeepsChain { get; init; }
}

/// <summary>
/// Judges the certificate of one handshake and keeps the reason of a refusal: the exception of the framework only says that there was one.
/// Revocation is not asked for: that would tell third parties whom we talk to, and most mail servers' authorities answer late or never.
/// </summary>
internal sealed class CertificateCheck(string endpoint, TlsTrust trust)
{
    private const X509ChainStatusFlags TimeFlags = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;

    private const X509ChainStatusFlags RootFlags = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>Why the certificate was refused; null when it was not.</summary>
    public MailOpsException? Refusal { get; private set; }

    /// <summary>The certificates that the server showed, its own first; see <see cref="TlsTrust.KeepsChain"/>.</summary>
    public IReadOnlyList<X509Certificate2> Presented { get; private set; } = [];

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (trust.KeepsChain && certificate is not null)
        {
            Presented = Copy(certificate, chain);
        }

        return trust.AcceptAny || IsValid(certificate, chain, errors) || (trust.JudgesOnly && certificate is not null);
    }

    private bool IsValid(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is null)
        {
            Refusal = Refuse(
                "MailOps.Net.CertificateMissing", new Localized("it has none", "es gibt keines"), new Localized("Check the server.", "Den Server prüfen."));
            return false;
        }

        using var copy = new X509Certificate2(certificate);
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 || !PlatformTls.IsFor(copy, trust.Host))
        {
            Refusal = Refuse(
                "MailOps.Net.CertificateWrongName",
                new Localized($"it is for {Names(copy)}, not for '{trust.Host}'", $"es gilt für {Names(copy)}, nicht für '{trust.Host}'"),
                new Localized("Connect by a name that the certificate carries.", "Über einen Namen verbinden, den das Zertifikat nennt."));
            return false;
        }

        var sent = chain is null ? [] : chain.ChainElements.Cast<X509ChainElement>().Select(e => e.Certificate).Skip(1).ToList();
        if (trust.Roots.Count > 0 && PlatformTls.LeadsTo(trust.Roots, copy, sent))
        {
            return true;
        }

        var flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
        Refusal = Judge(copy, flags, chain);
        return false;
    }

    // The extra store holds what the server sent besides its own certificate, in its order; the elements may hold the system's as well.
    private static List<X509Certificate2> Copy(X509Certificate certificate, X509Chain? chain)
    {
        List<X509Certificate2> copies = [new X509Certificate2(certificate)];
        if (chain is not null)
        {
            foreach (var sent in chain.ChainPolicy.ExtraStore)
            {
                if (!sent.RawData.AsSpan().SequenceEqual(copies[0].RawData))
                {
                    copies.Add(new X509Certificate2(sent));
                }
            }
        }

        return copies;
    }

    private MailOpsException Judge(X509Certificate2 certificate, X509ChainStatusFlags flags, X509Chain? chain)
    {
        // Mono does not say when a certificate of an unknown authority is out of date as well.
        var now = MailClock.System.UtcNow;
        if ((flags & TimeFlags) != 0 || now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
        {
            var from = Day(certificate.NotBefore);
            var to = Day(certificate.NotAfter);
            return Refuse(
                "MailOps.Net.CertificateExpired",
                new Localized($"it is valid from {from} to {to} only", $"es gilt nur vom {from} bis {to}"),
                new Localized(
                    "Renew the server's certificate; check this host's clock.",
                    "Das Zertifikat des Servers erneuern; die Uhr dieses Rechners prüfen."));
        }

        if ((flags & RootFlags) != 0)
        {
            var issuer = WireText.Printable(certificate.Issuer);
            return Refuse(
                "MailOps.Net.CertificateUntrusted",
                certificate.Issuer == certificate.Subject
                    ? new Localized("it is self-signed", "es ist selbst signiert")
                    : new Localized($"its issuer '{issuer}' is not trusted here", $"seinem Aussteller '{issuer}' wird hier nicht vertraut"),
                new Localized(
                    "Get the authority's certificate on a way that you trust and install it in this system; for a mailbox, and for a server profile (Set-MailServer), -TrustedRootPath (mailops: --trusted-root) may name its file instead.",
                    "Das Zertifikat der Zertifizierungsstelle auf einem vertrauenswürdigen Weg holen und im System installieren; für ein Postfach und für ein Serverprofil (Set-MailServer) darf stattdessen -TrustedRootPath (mailops: --trusted-root) seine Datei nennen."));
        }

        var words = string.Join("; ", (chain?.ChainStatus ?? []).Select(s => s.StatusInformation.Trim()));
        return Refuse(
            "MailOps.Net.CertificateInvalid", new Localized(words, words), new Localized("Check the server's certificate.", "Das Zertifikat des Servers prüfen."));
    }

    private MailOpsException Refuse(string name, Localized problem, Localized advice) => NetErrors.Certificate(name, endpoint, problem, advice);

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 certificate)
    {
        var name = certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
        return "'" + WireText.Preview(WireText.Printable(string.IsNullOrEmpty(name) ? certificate.Subject : name)) + "'";
    }
}
