using MailOps.Json;

namespace MailOps.Session;

/// <summary>For whom a store is.</summary>
public enum StoreScope
{
    /// <summary>For this account.</summary>
    User,

    /// <summary>For all accounts of the machine, or those of a group: where sessions and dispatchers meet.</summary>
    Machine,
}

/// <summary>What setting a store up did, or would do.</summary>
public sealed record StoreSetup : IJsonResult
{
    /// <summary>The store, without a password.</summary>
    public required string Store { get; init; }

    /// <summary>For whom it is.</summary>
    public StoreScope Scope { get; init; }

    /// <summary>The group that may use it; empty: its owner alone.</summary>
    public string Group { get; init; } = "";

    /// <summary>What was done, or would be, a line each; empty when everything was as it should be.</summary>
    public required TextList Steps { get; init; }

    /// <summary>What is doubtful about the place and stays so, such as a folder that was there and that other accounts can write to.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Whether something changed; false for a preview and for a repeat.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether this is a preview: nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>The store and the steps on one line.</summary>
    public override string ToString() => Store + (Steps.Count == 0 ? ": nothing to do" : ": " + Steps);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("store", Store);
        writer.WriteMember("scope", MailOpsJson.Name(Scope));
        writer.WriteMember("group", Group);
        MailOpsJson.WriteMember(writer, "steps", Steps);
        writer.WriteMember("changed", Changed);
        writer.WriteMember("whatIf", WhatIf);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
