namespace MailOps.Outbox;

/// <summary>
/// The state of one delivery, a message on its way to one recipient. Every change is one conditional UPDATE in the store, so that a
/// cancel and a dispatch never both win:
/// <code>
/// Waiting (approval, hold) ⇄ Queued → Claimed (owner, epoch) → Sending → Accepted | Failed | Queued (later)
/// Claimed → Queued (owner dead, shutdown)      Sending → InDoubt (owner dead, or the reply to the final dot lost) → Queued
/// Waiting | Queued | Claimed → Cancelled | Suppressed      Sending: a cancel answers TooLate and forbids the retry
/// </code>
/// The numbers are stored; a released one never changes its meaning.
/// </summary>
public enum DeliveryState
{
    /// <summary>Kept back until a person approves or resumes it.</summary>
    Waiting = 0,

    /// <summary>Goes out when it is due.</summary>
    Queued = 1,

    /// <summary>A dispatcher has taken it and has not begun its transaction with the server.</summary>
    Claimed = 2,

    /// <summary>MAIL FROM is being sent, or more: from here on nobody can promise that it will not arrive.</summary>
    Sending = 3,

    /// <summary>
    /// It may have left: its dispatcher died while sending, or the reply to the final dot was lost. A person decides, or, with
    /// <see cref="DoubtAction.Retry"/>, it passes through this state into <see cref="Queued"/>.
    /// </summary>
    InDoubt = 4,

    /// <summary>The server took it (final). That is no proof of delivery.</summary>
    Accepted = 5,

    /// <summary>Refused for good, or not delivered within its lifetime (final).</summary>
    Failed = 6,

    /// <summary>Cancelled before it left (final).</summary>
    Cancelled = 7,

    /// <summary>Not sent, since the address is on the suppression list (final).</summary>
    Suppressed = 8,
}
