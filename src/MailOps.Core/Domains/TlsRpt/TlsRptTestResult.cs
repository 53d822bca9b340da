using MailOps.Json;

namespace MailOps.Domains.TlsRpt;

/// <summary>What <see cref="TlsRptChecker"/> found out about the TLS reports of one domain.</summary>
public sealed record TlsRptTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether senders know where to send TLS reports.</summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Whether there is a record and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == RecordVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The record as published; empty when there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>Where reports go; empty when nobody gets any.</summary>
    public TextList Rua { get; init; } = TextList.Empty;

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
        writer.WriteMember("record", Record);
        MailOpsJson.WriteMember(writer, "rua", Rua);
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
