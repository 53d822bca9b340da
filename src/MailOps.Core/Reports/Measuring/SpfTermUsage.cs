using System;
using MailOps.Json;

namespace MailOps.Reports.Measuring;

/// <summary>How many reported messages one term of an SPF record let pass.</summary>
public sealed record SpfTermUsage : IJsonResult
{
    /// <summary>The domain of the record.</summary>
    public required string Domain { get; init; }

    /// <summary>The term, such as <c>include:_spf.example.com</c>.</summary>
    public required string Term { get; init; }

    /// <summary>How many messages it decided.</summary>
    public long Messages { get; init; }

    /// <summary>Whether it decided any.</summary>
    public bool IsUsed => Messages > 0;

    /// <summary>How many DNS look-ups the record saves without it.</summary>
    public int Lookups { get; init; }

    /// <summary>Where the last period ends in which it decided a message, UTC; null when it decided none.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>What to do about it.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The term and its count.</summary>
    public override string ToString() => Term + " " + Messages;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("term", Term);
        writer.WriteMember("messages", Messages);
        writer.WriteMember("lookups", Lookups);
        MailOpsJson.WriteMember(writer, "lastSeen", LastSeen);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
