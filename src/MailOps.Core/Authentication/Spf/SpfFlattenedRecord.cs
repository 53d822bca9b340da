using System.Collections.Generic;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>A record whose includes were replaced by the networks behind them, in parts that fit into DNS answers.</summary>
public sealed record SpfFlattenedRecord
{
    /// <summary>The domain.</summary>
    public required string Domain { get; init; }

    /// <summary>What to publish, the record of the domain itself first; it carries the findings.</summary>
    public required IReadOnlyList<DnsRecordProposal> Records { get; init; }

    /// <summary>How many networks there are.</summary>
    public int NetworkCount { get; init; }

    /// <summary>How many DNS look-ups the new record needs.</summary>
    public int Lookups { get; init; }

    /// <summary>The dangers of it, and the terms that had to stay.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The record of the domain itself.</summary>
    public override string ToString() => Records.Count == 0 ? "" : Records[0].Value;
}
