using System;

namespace MailOps.Outbox;

/// <summary>
/// How long a store keeps what it knows. Idempotency keys, Message-IDs and the SHA-256 of contents outlive both, so that nothing is sent twice
/// for it.
/// </summary>
public sealed record RetentionPolicy
{
    /// <summary>The policy unless told otherwise.</summary>
    public static readonly RetentionPolicy Default = new();

    /// <summary>How long content and subject stay once nothing is left to send.</summary>
    public TimeSpan Content { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long the log stays once nothing is left to send; what holds up a suppression stays longer.</summary>
    public TimeSpan Log { get; init; } = TimeSpan.FromDays(90);
}

/// <summary>What one turn of housekeeping erased.</summary>
public sealed record HousekeepingResult
{
    /// <summary>How many messages lost their content.</summary>
    public int Contents { get; init; }

    /// <summary>How many messages left the log.</summary>
    public int Logs { get; init; }

    /// <summary>How many events that belong to no message left the log.</summary>
    public int Events { get; init; }

    /// <summary>Whether more is due than one turn takes.</summary>
    public bool HasMore { get; init; }
}
