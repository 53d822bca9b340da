using System.Collections.Generic;

namespace MailOps.Session;

/// <summary>What the making of a store takes, done or foreseen.</summary>
public sealed record StoreSteps
{
    /// <summary>What was done, or would be, a line each; empty when everything is as it should be.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>What is doubtful about the place and stays so, such as a folder that others can write to.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;
}
