using System;
using MailOps.Json;

namespace MailOps.Reports.Measuring;

/// <summary>How often one DKIM selector was seen in reports.</summary>
public sealed record DkimSelectorUsage : IJsonResult
{
    /// <summary>The signing domain.</summary>
    public required string Domain { get; init; }

    /// <summary>The selector.</summary>
    public required string Selector { get; init; }

    /// <summary>How many messages it signed.</summary>
    public long Messages { get; init; }

    /// <summary>How many of the signatures verified.</summary>
    public long Passed { get; init; }

    /// <summary>Whether it was not seen for as long as the caller said, or never.</summary>
    public bool IsIdle { get; init; }

    /// <summary>Where the last period ends that has it, UTC; null when it was never seen.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>What to do about it.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The selector, the domain and the count.</summary>
    public override string ToString() => Selector + "._domainkey." + Domain + " " + Messages;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("selector", Selector);
        writer.WriteMember("messages", Messages);
        writer.WriteMember("passed", Passed);
        writer.WriteMember("idle", IsIdle);
        MailOpsJson.WriteMember(writer, "lastSeen", LastSeen);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
