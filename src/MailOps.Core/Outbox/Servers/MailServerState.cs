using System;

namespace MailOps.Outbox;

/// <summary>How a server stands that queued mail names.</summary>
public sealed record MailServerState
{
    /// <summary>The server as the mail names it; empty for the configured default.</summary>
    public required string Server { get; init; }

    /// <summary>How many deliveries are queued for it.</summary>
    public long Queued { get; init; }

    /// <summary>Until when it rests, UTC; null when it does not.</summary>
    public DateTime? RestsUntil { get; init; }

    /// <summary>Since when it has been out of reach, UTC; null when it is not.</summary>
    public DateTime? FailingSince { get; init; }

    /// <summary>When it was given up until a person corrects it, UTC; null when it was not.</summary>
    public DateTime? HeldAt { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}
