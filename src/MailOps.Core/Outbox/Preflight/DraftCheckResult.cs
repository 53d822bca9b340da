using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>What the preflight says about one mail.</summary>
public sealed record DraftCheckResult : IJsonResult
{
    /// <summary>What would become of it.</summary>
    public required DraftVerdict Verdict { get; init; }

    /// <summary>Whether it would go out: what <c>-Quiet</c> answers.</summary>
    public bool Passed => Verdict == DraftVerdict.Send;

    /// <summary>The address of the author; empty when there is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The first recipient; empty when none is named.</summary>
    public string Address => Recipients.Count == 0 ? "" : Recipients[0];

    /// <summary>The recipients.</summary>
    public TextList Recipients { get; init; } = TextList.Empty;

    /// <summary>The decoded subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The size of the message in bytes.</summary>
    public long Size { get; init; }

    /// <summary>What was found.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Verdict and subject on one line.</summary>
    public override string ToString() => Verdict + ": " + Subject;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("passed", Passed);
        writer.WriteMember("from", From);
        writer.WriteMember("recipients", Recipients.ToString());
        writer.WriteMember("subject", Subject);
        writer.WriteMember("size", Size);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
