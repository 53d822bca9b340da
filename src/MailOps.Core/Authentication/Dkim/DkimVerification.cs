using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Authentication.Dkim;

/// <summary>What became of the signatures of one message.</summary>
public sealed record DkimVerification : IJsonResult
{
    /// <summary>
    /// The result for the message: pass if any signature passes; else temperror if one is open, fail if one was broken, or what the first one gave; none
    /// without a signature.
    /// </summary>
    public required DkimResult Result { get; init; }

    /// <summary>The signatures from the top of the message on.</summary>
    public DkimSignatureResultList Signatures { get; init; } = DkimSignatureResultList.Empty;

    /// <summary>What is worth knowing about all of them together.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The result and each signature's.</summary>
    public override string ToString() => Result + (Signatures.Count == 0 ? "" : " (" + string.Join(", ", Signatures) + ")");

    internal static DkimResult Combine(IReadOnlyList<DkimSignatureResult> signatures)
    {
        var combined = signatures.Count == 0 ? DkimResult.None : signatures[0].Result;
        foreach (var signature in signatures)
        {
            combined = Rank(signature.Result) > Rank(combined) ? signature.Result : combined;
        }

        return combined;
    }

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("result", Result.ToString().ToLowerInvariant());
        writer.WriteName("signatures");
        writer.WriteStartArray();
        foreach (var signature in Signatures)
        {
            signature.WriteJson(writer);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static int Rank(DkimResult result) => result switch
    {
        DkimResult.Pass => 3,
        DkimResult.TempError => 2,
        DkimResult.Fail => 1,
        _ => 0,
    };
}
