using MailOps.Json;

namespace MailOps.Domains.Servers;

/// <summary>What <see cref="SmtpServerChecker"/> found out about one server.</summary>
public sealed record SmtpServerTestResult : IJsonResult
{
    /// <summary>The server that was asked, <c>host:port</c>.</summary>
    public required string Server { get; init; }

    /// <summary>The host, lower-case A-labels, or its address.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Valid when it speaks SMTP, Invalid when it does not or nothing can be sent through it, Missing when the host has no address, Unknown when it was not
    /// reached, was busy, or turned this host away.
    /// </summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Whether it speaks SMTP and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == RecordVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>Its addresses with their names in the DNS.</summary>
    public SmtpServerAddressList Addresses { get; init; } = SmtpServerAddressList.Empty;

    /// <summary>The first line of its greeting.</summary>
    public string Banner { get; init; } = "";

    /// <summary>The extensions it offers, after TLS when there is TLS (EHLO).</summary>
    public TextList Extensions { get; init; } = TextList.Empty;

    /// <summary>Whether it offers STARTTLS.</summary>
    public bool OffersStartTls { get; init; }

    /// <summary>The negotiated TLS version; empty in the clear.</summary>
    public string TlsVersion { get; init; } = "";

    /// <summary>The TLS versions it would take.</summary>
    public TextList AcceptedTlsVersions { get; init; } = TextList.Empty;

    /// <summary>The TLS versions it refuses.</summary>
    public TextList RefusedTlsVersions { get; init; } = TextList.Empty;

    /// <summary>The TLS versions of which nothing is known.</summary>
    public TextList UnknownTlsVersions { get; init; } = TextList.Empty;

    /// <summary>Its certificate; null without TLS.</summary>
    public SmtpServerCertificate? Certificate { get; init; }

    /// <summary>Whether it takes mail for others; NotTested unless asked for.</summary>
    public RelayVerdict Relay { get; init; }

    /// <summary>Why nobody knows, when <see cref="Verdict"/> is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Server, verdict and TLS on one line.</summary>
    public override string ToString() => Server + ": " + Verdict + (TlsVersion.Length > 0 ? ", " + TlsVersion : "");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("server", Server);
        writer.WriteMember("host", Host);
        writer.WriteMember("port", Port);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteName("addresses");
        writer.WriteStartArray();
        foreach (var address in Addresses)
        {
            writer.WriteStartObject();
            writer.WriteMember("address", address.Address);
            MailOpsJson.WriteMember(writer, "names", address.Names);
            MailOpsJson.WriteMember(writer, "confirmedNames", address.ConfirmedNames);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteMember("banner", Banner);
        MailOpsJson.WriteMember(writer, "extensions", Extensions);
        writer.WriteMember("offersStartTls", OffersStartTls);
        writer.WriteMember("tlsVersion", TlsVersion);
        MailOpsJson.WriteMember(writer, "acceptedTlsVersions", AcceptedTlsVersions);
        MailOpsJson.WriteMember(writer, "refusedTlsVersions", RefusedTlsVersions);
        MailOpsJson.WriteMember(writer, "unknownTlsVersions", UnknownTlsVersions);
        WriteCertificate(writer);
        writer.WriteMember("relay", MailOpsJson.Name(Relay));
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private void WriteCertificate(JsonWriter writer)
    {
        writer.WriteName("certificate");
        if (Certificate is not { } certificate)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        writer.WriteMember("subject", certificate.Subject);
        writer.WriteMember("issuer", certificate.Issuer);
        MailOpsJson.WriteMember(writer, "names", certificate.Names);
        MailOpsJson.WriteMember(writer, "notBefore", certificate.NotBefore);
        MailOpsJson.WriteMember(writer, "notAfter", certificate.NotAfter);
        writer.WriteMember("daysLeft", certificate.DaysLeft);
        writer.WriteMember("keyAlgorithm", certificate.KeyAlgorithm);
        MailOpsJson.WriteMember(writer, "keyBits", certificate.KeyBits);
        writer.WriteMember("isValid", certificate.IsValid);
        writer.WriteMember("problem", certificate.Problem);
        writer.WriteMember("thumbprint", certificate.Thumbprint);
        writer.WriteEndObject();
    }
}
