using MailOps.Json;

namespace MailOps.Domains.Dane;

/// <summary>What <see cref="DaneChecker"/> found out about the TLSA records of a domain's mail servers.</summary>
public sealed record DaneTestResult : IJsonResult
{
    /// <summary>The domain or host that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// Valid when senders with DANE deliver, protected where there are records; Invalid when they deliver nothing to at least one server; Missing without signed
    /// records; Unknown when DNS or servers did not answer, or the DNS server does not validate.
    /// </summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Whether there are records and nothing about them is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == RecordVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>Whether the DNS server validated the answer that names the servers (DNSSEC).</summary>
    public bool IsSigned { get; init; }

    /// <summary>The servers and their records.</summary>
    public DaneHostList Hosts { get; init; } = DaneHostList.Empty;

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
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("isSigned", IsSigned);
        writer.WriteName("hosts");
        writer.WriteStartArray();
        foreach (var host in Hosts)
        {
            writer.WriteStartObject();
            writer.WriteMember("host", host.Host);
            writer.WriteMember("tlsaName", host.TlsaName);
            writer.WriteMember("verdict", MailOpsJson.Name(host.Verdict));
            writer.WriteName("records");
            writer.WriteStartArray();
            foreach (var record in host.Records)
            {
                writer.WriteStartObject();
                writer.WriteMember("record", record.Record);
                writer.WriteMember("verdict", MailOpsJson.Name(record.Verdict));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
