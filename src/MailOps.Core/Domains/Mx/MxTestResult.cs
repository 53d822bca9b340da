using MailOps.Json;

namespace MailOps.Domains.Mx;

/// <summary>What <see cref="MxChecker"/> found out about the mail servers of one domain.</summary>
public sealed record MxTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// Valid when there are MX records and at least one of them leads to a server, or the one that says that the domain takes no mail; Invalid when none
    /// leads anywhere; Missing without MX records.
    /// </summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Whether there are MX records and nothing about them is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == RecordVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The mail servers in the order in which senders try them.</summary>
    public MxHostList Hosts { get; init; } = MxHostList.Empty;

    /// <summary>Whether the domain says that it takes no mail (RFC 7505).</summary>
    public bool IsNullMx { get; init; }

    /// <summary>Whether mail goes to the address of the domain itself, for want of MX records (RFC 5321 section 5.1).</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Why nobody knows, when <see cref="Verdict"/> is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain, verdict and servers on one line.</summary>
    public override string ToString() => Domain + ": " + Verdict + (Hosts.Count > 0 ? ", " + Hosts : "");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteName("hosts");
        writer.WriteStartArray();
        foreach (var host in Hosts)
        {
            writer.WriteStartObject();
            writer.WriteMember("preference", host.Preference);
            writer.WriteMember("host", host.Host);
            writer.WriteMember("verdict", MailOpsJson.Name(host.Verdict));
            MailOpsJson.WriteMember(writer, "ipv4", host.IPv4);
            MailOpsJson.WriteMember(writer, "ipv6", host.IPv6);
            writer.WriteMember("isAlias", host.IsAlias);
            writer.WriteMember("timeToLive", (long)host.TimeToLive.TotalSeconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteMember("isNullMx", IsNullMx);
        writer.WriteMember("isImplicit", IsImplicit);
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
