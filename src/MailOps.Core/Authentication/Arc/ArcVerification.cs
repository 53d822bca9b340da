using MailOps.Json;

namespace MailOps.Authentication.Arc;

/// <summary>What became of the ARC chain of one message.</summary>
public sealed record ArcVerification : IJsonResult
{
    /// <summary>The result.</summary>
    public required ArcResult Result { get; init; }

    /// <summary>The sets of the chain as far as they can be read.</summary>
    public ArcSetList Sets { get; init; } = ArcSetList.Empty;

    /// <summary>Why it did not pass.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The result and who sealed.</summary>
    public override string ToString() => Result + (Sets.Count == 0 ? "" : " (" + Sets + ")");

    void IJsonResult.WriteJson(JsonWriter writer) => WriteJson(writer);

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("result", Result.ToString().ToLowerInvariant());
        writer.WriteName("sets");
        writer.WriteStartArray();
        foreach (var set in Sets)
        {
            set.WriteJson(writer);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
