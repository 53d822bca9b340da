namespace MailOps.Suppression;

/// <summary>What recording one event did to the list, or would do.</summary>
public sealed record SuppressionOutcome
{
    /// <summary>Whether the same event was there already, so that nothing changed.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What the list knew about the address before; null: nothing.</summary>
    public SuppressionEntry? Before { get; init; }

    /// <summary>What it knows now; null: nothing.</summary>
    public SuppressionEntry? After { get; init; }
}

/// <summary>How another policy changes one address.</summary>
public sealed record SuppressionChange
{
    /// <summary>What the list knew before; null: nothing.</summary>
    public SuppressionEntry? Before { get; init; }

    /// <summary>What it knows afterwards; null: nothing.</summary>
    public SuppressionEntry? After { get; init; }
}

/// <summary>Which evidence is to be voided; all that is set must hold, and something must be set.</summary>
public sealed record SuppressionRestoreFilter
{
    /// <summary>What one call recorded.</summary>
    public string? Run { get; init; }

    /// <summary>The domain of the address, in A-labels and lower case.</summary>
    public string? Domain { get; init; }

    /// <summary>What happened at this moment or later, UTC.</summary>
    public System.DateTime? Since { get; init; }

    /// <summary>What happened before this moment, UTC.</summary>
    public System.DateTime? Before { get; init; }
}
