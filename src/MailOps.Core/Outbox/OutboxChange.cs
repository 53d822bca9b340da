using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>What to do to messages.</summary>
public enum OutboxChangeKind
{
    /// <summary>Cancel what has not left, and forbid any retry of what is leaving.</summary>
    Cancel,

    /// <summary>Let it leave at another time.</summary>
    Reschedule,

    /// <summary>Keep it back.</summary>
    Suspend,

    /// <summary>Let it go on: after a suspension, a preflight warning, a brake, a downtime, or a doubt.</summary>
    Resume,

    /// <summary>Give the word that a message waits for which needs another account's approval.</summary>
    Approve,

    /// <summary>Erase the content of messages that are over, at once and not only when their time has come.</summary>
    Remove,
}

/// <summary>A change to messages, or to one recipient of theirs.</summary>
public sealed record OutboxChange
{
    /// <summary>What to do.</summary>
    public required OutboxChangeKind Kind { get; init; }

    /// <summary>The numbers of the messages.</summary>
    public required IReadOnlyList<long> Ids { get; init; }

    /// <summary>Only this recipient; null for all. Not for <see cref="OutboxChangeKind.Suspend"/>, which holds messages.</summary>
    public string? Address { get; init; }

    /// <summary>For a new due time: how long from the commit. Not used when <see cref="DueAt"/> is set.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>For a new due time: when, UTC; null: after <see cref="Delay"/>.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>
    /// For an approval: the SHA-256 of content and recipients that the approver has seen (<see cref="DelayedMail.Digest"/>), by message; one
    /// that is something else by now is not approved. A message without an entry is approved as it is.
    /// </summary>
    public IReadOnlyDictionary<long, string> Digests { get; init; } = new Dictionary<long, string>();

    /// <summary>The account that asks for it.</summary>
    public string Actor { get; init; } = "";
}

/// <summary>What a change did to one delivery.</summary>
public sealed record DeliveryChange
{
    /// <summary>The number of the message.</summary>
    public required long Id { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The state before.</summary>
    public required DeliveryState Before { get; init; }

    /// <summary>The state afterwards.</summary>
    public required DeliveryState After { get; init; }

    /// <summary>Whether an attempt may have delivered it already without a recorded answer.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Why an approval was refused; <see cref="ApprovalFault.None"/> when it was not.</summary>
    public ApprovalFault Fault { get; init; }

    /// <summary>Whether the content had been erased before.</summary>
    public bool WasErased { get; init; }

    /// <summary>Whether its campaign is stopped, so that it does not leave whatever its state.</summary>
    public bool IsBraked { get; init; }

    /// <summary>Whether anything changed: the state, the due time, or the ban on retries.</summary>
    public required bool Changed { get; init; }

    /// <summary>When it may leave afterwards, UTC.</summary>
    public required DateTime DueAt { get; init; }
}
