using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>What happened to an answer between two recordings.</summary>
public enum DnsChange
{
    /// <summary>Both have it, and they differ.</summary>
    Changed,

    /// <summary>Only the later recording has it.</summary>
    Added,

    /// <summary>Only the earlier recording has it.</summary>
    Removed,
}

/// <summary>One difference between two recordings.</summary>
public sealed record DnsDifference : IJsonResult
{
    /// <summary>The name asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The type asked for.</summary>
    public required DnsRecordType Type { get; init; }

    /// <summary>What happened.</summary>
    public required DnsChange Change { get; init; }

    /// <summary>The earlier answer: its records in the order of their data, or its status, or its failure; empty without one.</summary>
    public string Before { get; init; } = "";

    /// <summary>The later answer, in the same form.</summary>
    public string After { get; init; } = "";

    /// <summary>Question, earlier and later answer.</summary>
    public override string ToString() => Name + " " + Type + ": " + Before + " -> " + After;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", Name);
        writer.WriteMember("type", Type.ToString());
        writer.WriteMember("change", MailOpsJson.Name(Change));
        writer.WriteMember("before", Before);
        writer.WriteMember("after", After);
        writer.WriteEndObject();
    }

    internal static IReadOnlyList<DnsDifference> Between(
        Dictionary<DnsQuestion, DnsAnswer> earlier, Dictionary<DnsQuestion, DnsAnswer> later)
    {
        var differences = new List<DnsDifference>();
        foreach (var question in earlier.Keys.Union(later.Keys).OrderBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Type))
        {
            var before = earlier.TryGetValue(question, out var first) ? Describe(first) : null;
            var after = later.TryGetValue(question, out var second) ? Describe(second) : null;
            if (before != after)
            {
                differences.Add(new DnsDifference
                {
                    Name = question.Name,
                    Type = question.Type,
                    Change = before is null ? DnsChange.Added : after is null ? DnsChange.Removed : DnsChange.Changed,
                    Before = before ?? "",
                    After = after ?? "",
                });
            }
        }

        return differences;
    }

    // Lifetimes, servers and the order of records change all the time and mean nothing.
    private static string Describe(DnsAnswer answer) => answer.Status switch
    {
        DnsStatus.Found => string.Join("; ", answer.Records.Select(record => record.Data).OrderBy(data => data, StringComparer.Ordinal)),
        DnsStatus.TempError => answer.Status + " (" + answer.Failure!.Reason + ")",
        _ => answer.Status.ToString(),
    };
}
