using System.Linq;
using MailOps.Json;

namespace MailOps.Domains.Blocklists;

/// <summary>What <see cref="BlocklistChecker"/> found out about one address or domain.</summary>
public sealed record BlocklistTestResult : IJsonResult
{
    /// <summary>The address or domain that was asked about.</summary>
    public required string Target { get; init; }

    /// <summary>Listed when any list has it, Unknown when none could tell, else Clean.</summary>
    public required BlocklistVerdict Verdict { get; init; }

    /// <summary>Whether no list has it: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == BlocklistVerdict.Clean;

    /// <summary>The names of the lists that have it.</summary>
    public TextList ListedBy => new(Answers.Where(a => a.Verdict == BlocklistVerdict.Listed).Select(a => a.List).Distinct());

    /// <summary>How many answers say nothing.</summary>
    public int UnknownCount => Answers.Count(a => a.Verdict == BlocklistVerdict.Unknown);

    /// <summary>What each list says; for a domain also about the addresses of its mail servers.</summary>
    public BlocklistAnswerList Answers { get; init; } = BlocklistAnswerList.Empty;

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The target and the verdict.</summary>
    public override string ToString() => Target + ": " + Verdict;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("target", Target);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteName("answers");
        writer.WriteStartArray();
        foreach (var answer in Answers)
        {
            writer.WriteStartObject();
            writer.WriteMember("list", answer.List);
            writer.WriteMember("zone", answer.Zone);
            writer.WriteMember("subject", answer.Subject);
            writer.WriteMember("verdict", MailOpsJson.Name(answer.Verdict));
            writer.WriteMember("codes", answer.Codes.ToString());
            writer.WriteMember("reason", answer.Reason);
            writer.WriteMember("delistingPage", answer.DelistingPage);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
