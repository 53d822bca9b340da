using System;
using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>What became different about a domain since an earlier check.</summary>
public sealed record MailDomainChange : IJsonResult
{
    /// <summary>The domain, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>The letter then; null when the earlier check did not have the domain.</summary>
    public MailDomainGrade? GradeBefore { get; init; }

    /// <summary>The letter now.</summary>
    public MailDomainGrade Grade { get; init; }

    /// <summary>The points then; null when the earlier check did not have the domain.</summary>
    public int? ScoreBefore { get; init; }

    /// <summary>The points now.</summary>
    public int Score { get; init; }

    /// <summary>Whether anything differs, or the earlier check did not have the domain.</summary>
    public bool HasChanged => GradeBefore is null || NewFindings.Count + GoneFindings.Count + Records.Count > 0;

    /// <summary>Whether something got worse: there are errors or warnings that were not there before.</summary>
    public bool IsWorse => NewFindings.Worst >= FindingSeverity.Warning;

    /// <summary>The findings that were not there before.</summary>
    public FindingList NewFindings { get; init; } = FindingList.Empty;

    /// <summary>The findings that are no longer there, in the words of the earlier check.</summary>
    public FindingList GoneFindings { get; init; } = FindingList.Empty;

    /// <summary>The records that differ.</summary>
    public MailRecordChangeList Records { get; init; } = MailRecordChangeList.Empty;

    /// <summary>When the earlier check was made, UTC; null when it did not have the domain.</summary>
    public DateTime? CheckedBefore { get; init; }

    /// <summary>The whole result now.</summary>
    public required MailDomainResult Result { get; init; }

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain and grades on one line.</summary>
    public override string ToString() => Domain + ": " + (GradeBefore is { } before ? before + " > " : "") + Grade;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("gradeBefore", GradeBefore?.ToString());
        writer.WriteMember("grade", Grade.ToString());
        MailOpsJson.WriteMember(writer, "scoreBefore", ScoreBefore);
        writer.WriteMember("score", Score);
        writer.WriteMember("worse", IsWorse);
        MailOpsJson.WriteFindings(writer, NewFindings, "newFindings");
        MailOpsJson.WriteFindings(writer, GoneFindings, "goneFindings");
        MailDomainJson.WriteItems(writer, "records", Records, record => record.WriteJson(writer));
        MailOpsJson.WriteMember(writer, "checkedBefore", CheckedBefore);
        MailOpsJson.WriteMember(writer, "checkedAt", (DateTime?)Result.CheckedAt);
        writer.WriteEndObject();
    }
}
