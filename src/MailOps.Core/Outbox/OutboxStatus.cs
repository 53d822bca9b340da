namespace MailOps.Outbox;

/// <summary>How a queue stands, and what is wrong with it.</summary>
public sealed record OutboxStatus
{
    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>How many deliveries are in which state, and when something happens next.</summary>
    public required OutboxCounts Counts { get; init; }

    /// <summary>Whether mail is due and no dispatcher has come by for 15 minutes.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>What is wrong, such as <c>OUT001</c>.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;
}
