using System;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Outbox;

/// <summary>What an attempt came to for one recipient.</summary>
public sealed record DeliveryOutcome
{
    /// <summary>The number of the recipient within its message, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// <see cref="DeliveryState.Accepted"/>, <see cref="DeliveryState.Failed"/>, <see cref="DeliveryState.Queued"/> for a later attempt,
    /// or <see cref="DeliveryState.InDoubt"/>.
    /// </summary>
    public required DeliveryState State { get; init; }

    /// <summary>
    /// When to try again, UTC; needed with <see cref="DeliveryState.Queued"/>. With <see cref="DeliveryState.InDoubt"/> it asks for a
    /// retry, null leaves the doubt to a person.
    /// </summary>
    public DateTime? RetryAt { get; init; }

    /// <summary>How far the dialogue had come.</summary>
    public JournalStage Stage { get; init; }

    /// <summary>The SMTP reply code; null when there was no reply.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The enhanced status code of the reply; <c>default</c> when it has none.</summary>
    public EnhancedStatus Status { get; init; }

    /// <summary>What the server said, or what went wrong, on one line.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether the address is lost.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>Whose side the cause lies on.</summary>
    public BounceCause Cause { get; init; }

    /// <summary>The server that was spoken to.</summary>
    public string Server { get; init; } = "";
}
