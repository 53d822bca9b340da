using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Authentication.Spf;

/// <summary>What <see cref="SpfChecker"/> found out about the SPF of one domain.</summary>
public sealed record SpfTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether SPF of the domain works. Unknown is neither good nor bad.</summary>
    public required SpfVerdict Verdict { get; init; }

    /// <summary>Whether the record works and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == SpfVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The record as published; empty when there is none, or more than one.</summary>
    public string Record { get; init; } = "";

    /// <summary>What clients get that match nothing: fail with <c>-all</c>, softfail with <c>~all</c>, neutral without; None when unknown.</summary>
    public SpfResult DefaultResult { get; init; }

    /// <summary>How many DNS look-ups the record and its includes need; more than ten are a permerror.</summary>
    public int Lookups { get; init; }

    /// <summary>How many of them find nothing; more than two are a permerror.</summary>
    public int VoidLookups { get; init; }

    /// <summary>How many IPv4 addresses pass; each counted once. Those behind macros and ptr are not known.</summary>
    public long IPv4Addresses { get; init; }

    /// <summary>The networks that pass, the first 1,000 in the order of the terms.</summary>
    public TextList Networks { get; init; } = TextList.Empty;

    /// <summary>The record with those that it includes; null when there is none.</summary>
    public SpfTreeNode? Tree { get; init; }

    /// <summary>The names that were asked for, in order.</summary>
    public TextList DnsQueries { get; init; } = TextList.Empty;

    /// <summary>Why nobody knows, when <see cref="Verdict"/> is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain, verdict and look-ups on one line.</summary>
    public override string ToString() => Domain + ": " + Verdict + (Tree is null ? "" : ", " + Lookups + " look-ups");

    /// <summary>The record with its terms read; null when there is none or it has a syntax error.</summary>
    internal SpfRecord? ParsedRecord { get; init; }

    /// <summary>The terms of the record itself whose look-up finds nothing.</summary>
    internal IReadOnlyList<string> VoidTerms { get; init; } = [];

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("record", Record);
        writer.WriteMember("defaultResult", DefaultResult.ToString().ToLowerInvariant());
        writer.WriteMember("lookups", Lookups);
        writer.WriteMember("voidLookups", VoidLookups);
        writer.WriteMember("ipv4Addresses", IPv4Addresses);
        WriteTexts(writer, "networks", Networks);
        writer.WriteName("tree");
        WriteNode(writer, Tree);
        WriteTexts(writer, "dnsQueries", DnsQueries);
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static void WriteNode(JsonWriter writer, SpfTreeNode? node)
    {
        if (node is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        writer.WriteMember("domain", node.Domain);
        writer.WriteMember("term", node.Term);
        writer.WriteMember("verdict", MailOpsJson.Name(node.Verdict));
        writer.WriteMember("record", node.Record);
        writer.WriteMember("lookups", node.Lookups);
        writer.WriteMember("totalLookups", node.TotalLookups);
        writer.WriteMember("totalVoidLookups", node.TotalVoidLookups);
        writer.WriteName("children");
        writer.WriteStartArray();
        foreach (var child in node.Children)
        {
            WriteNode(writer, child);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTexts(JsonWriter writer, string name, TextList texts)
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteString(text);
        }

        writer.WriteEndArray();
    }
}
