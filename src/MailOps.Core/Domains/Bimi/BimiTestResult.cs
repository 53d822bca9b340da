using MailOps.Authentication.Dmarc;
using MailOps.Json;

namespace MailOps.Domains.Bimi;

/// <summary>What <see cref="BimiChecker"/> found out about the logo of one domain.</summary>
public sealed record BimiTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>The selector; <c>default</c> unless another one was named.</summary>
    public required string Selector { get; init; }

    /// <summary>
    /// Valid when receivers can show the logo, as far as the domain is concerned, or when the record declines; Invalid when they cannot; Missing without a record;
    /// Unknown when DNS or a web server did not answer.
    /// </summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Whether there is a record and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == RecordVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The record as published; empty when there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>The domain whose record it is: the one asked about or its organizational domain; empty without a record.</summary>
    public string RecordDomain { get; init; } = "";

    /// <summary>Whether the record says that no logo shall be shown.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>Where the logo is; empty without one.</summary>
    public string LogoUri { get; init; } = "";

    /// <summary>The title in the logo; empty when it was not seen.</summary>
    public string LogoTitle { get; init; } = "";

    /// <summary>The octets of the logo, unpacked; null when it was not seen.</summary>
    public int? LogoSize { get; init; }

    /// <summary>Where the mark certificate is; empty without one.</summary>
    public string CertificateUri { get; init; } = "";

    /// <summary>The mark certificate; null when there is none or it was not seen.</summary>
    public BimiCertificate? Certificate { get; init; }

    /// <summary>The DMARC policy for the domain; null without one.</summary>
    public DmarcPolicy? DmarcPolicy { get; init; }

    /// <summary>Why nobody knows, when <see cref="Verdict"/> is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain and verdict on one line.</summary>
    public override string ToString() => Domain + ": " + Verdict;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("selector", Selector);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("record", Record);
        writer.WriteMember("recordDomain", RecordDomain);
        writer.WriteMember("isDeclined", IsDeclined);
        writer.WriteMember("logoUri", LogoUri);
        writer.WriteMember("logoTitle", LogoTitle);
        MailOpsJson.WriteMember(writer, "logoSize", LogoSize);
        writer.WriteMember("certificateUri", CertificateUri);
        WriteCertificate(writer);
        writer.WriteMember("dmarcPolicy", DmarcPolicy is { } policy ? MailOpsJson.Name(policy) : null);
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
        MailOpsJson.WriteMember(writer, "isTrusted", certificate.IsTrusted);
        MailOpsJson.WriteMember(writer, "matchesLogo", certificate.MatchesLogo);
        writer.WriteEndObject();
    }
}
