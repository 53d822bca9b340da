using MailOps.Json;

namespace MailOps.Authentication.Dkim;

/// <summary>What <see cref="DkimChecker"/> found out about the DKIM keys of one domain.</summary>
public sealed record DkimTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether the domain has keys that verifiers take. Unknown is neither good nor bad.</summary>
    public required DkimVerdict Verdict { get; init; }

    /// <summary>Whether there is a good key and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == DkimVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The keys that were found, and the selectors without one that were asked for.</summary>
    public DkimKeyResultList Keys { get; init; } = DkimKeyResultList.Empty;

    /// <summary>How many selectors were tried.</summary>
    public int SelectorsTried { get; init; }

    /// <summary>What is wrong, or worth knowing, about all keys together.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain, verdict and keys on one line.</summary>
    public override string ToString() => Domain + ": " + Verdict + (Keys.Count > 0 ? ", " + Keys : "");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("selectorsTried", SelectorsTried);
        writer.WriteName("keys");
        writer.WriteStartArray();
        foreach (var key in Keys)
        {
            key.WriteJson(writer);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
