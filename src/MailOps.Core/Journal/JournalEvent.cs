using System;
using MailOps.Bounces;

namespace MailOps.Journal;

/// <summary>
/// One thing that happened to one recipient of one message. Events are only ever appended. An event of the outbox is identified by
/// message, recipient, attempt and kind, one from elsewhere by <see cref="ExternalKey"/>: appending it again changes nothing, so that a
/// crash between doing and recording, or a mailbox read twice, counts once.
/// </summary>
public sealed record JournalEvent
{
    /// <summary>The position in the journal, rising in the order of commits; 0 before it is appended.</summary>
    public long Sequence { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What happened.</summary>
    public required JournalEventKind Kind { get; init; }

    /// <summary>The outbox id of the message; null when the message is not of this outbox.</summary>
    public long? Id { get; init; }

    /// <summary>The number of the recipient within its message, from 0; 0 without an outbox message.</summary>
    public int Recipient { get; init; }

    /// <summary>The number of the attempt, from 1, or of the recall; 0 for what happens outside both.</summary>
    public int Attempt { get; init; }

    /// <summary>
    /// What makes an event from elsewhere the same event, such as a bounce's Message-ID and recipient; null for an event of the outbox and
    /// for one that may repeat.
    /// </summary>
    public string? ExternalKey { get; init; }

    /// <summary>The Message-ID without angle brackets; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The address of the recipient as it was given.</summary>
    public required string Address { get; init; }

    /// <summary>The campaign of the message; empty when it has none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>How far the dialogue had come.</summary>
    public JournalStage Stage { get; init; }

    /// <summary>The SMTP reply code, 200 to 599; null when there was no reply.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The enhanced status code (RFC 3463) of the reply; <c>default</c> when it has none.</summary>
    public EnhancedStatus Status { get; init; }

    /// <summary>What the server said, or what went wrong, on one line; empty when there is nothing to say.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether the address is lost, as judged from the evidence; <see cref="BouncePermanence.None"/> when nothing says so.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>Whose side the cause lies on; only a cause on the recipient's side may ever block an address.</summary>
    public BounceCause Cause { get; init; }

    /// <summary>The server that was spoken to, or that reported; empty when there was none.</summary>
    public string Server { get; init; } = "";

    /// <summary>
    /// The account that did it, for what people do, and on whose word a report is trusted that joins no sent mail; empty for what the
    /// outbox does by itself.
    /// </summary>
    public string Actor { get; init; } = "";

    /// <summary>When the mail was sent, UTC, where an event from elsewhere tells; null: as the other events of the mail tell.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>The call that recorded it, so that a whole call can be undone; empty for the outbox.</summary>
    public string Run { get; init; } = "";

    /// <summary>The file that a report or log line was read from; empty when there is none.</summary>
    public string Source { get; init; } = "";

    /// <summary>The sequence of the event that this one voids (<see cref="JournalEventKind.SuppressionRestored"/>); else null.</summary>
    public long? Refers { get; init; }
}
