using System;

namespace MailOps.Outbox;

/// <summary>Why a delivery gets no further attempt although it is not final. The numbers are stored.</summary>
internal enum RetryBan
{
    /// <summary>It may be tried again.</summary>
    None = 0,

    /// <summary>A cancel came when it was already being sent.</summary>
    Cancelled = 1,

    /// <summary>An earlier claim, lost meanwhile, has reported that it was accepted.</summary>
    AcceptedBefore = 2,
}

/// <summary>What the transitions of a delivery depend on.</summary>
internal readonly record struct DeliveryFacts
{
    public required DeliveryState State { get; init; }

    public required DateTime DueAt { get; init; }

    public RetryBan Ban { get; init; }

    public int Doubts { get; init; }

    /// <summary>Whether nobody has to do anything about it any more.</summary>
    public bool IsSettled => DeliveryStates.IsFinal(State) || (State == DeliveryState.InDoubt && Ban != RetryBan.None);
}

/// <summary>
/// All transitions of a delivery, as pure functions, so that every database walks the same way. The store makes each one a conditional
/// UPDATE on the state (and claim) that it was computed from.
/// </summary>
internal static class DeliveryTransitions
{
    /// <summary>What waits a message has after a change.</summary>
    public static WaitReasons Waits(OutboxChangeKind kind, WaitReasons before) => kind switch
    {
        OutboxChangeKind.Suspend => before | WaitReasons.Suspended,
        // Approval is another account's word; nobody lifts it by resuming.
        OutboxChangeKind.Resume => before & WaitReasons.Approval,
        OutboxChangeKind.Approve => before & ~WaitReasons.Approval,
        _ => before,
    };

    /// <param name="kind">The change.</param>
    /// <param name="facts">The delivery before it.</param>
    /// <param name="waits">Why the message waits after the change.</param>
    /// <param name="dueAt">For a new due time: that time; for a resume: the end of the new undo window.</param>
    /// <param name="now">The time.</param>
    public static DeliveryFacts Change(OutboxChangeKind kind, DeliveryFacts facts, WaitReasons waits, DateTime dueAt, DateTime now) =>
        kind switch
        {
            OutboxChangeKind.Cancel => Cancel(facts),
            OutboxChangeKind.Reschedule => Reschedule(facts, dueAt),
            OutboxChangeKind.Suspend => facts.State is DeliveryState.Queued or DeliveryState.Claimed
                ? facts with { State = DeliveryState.Waiting }
                : facts,
            OutboxChangeKind.Resume => waits == WaitReasons.None ? Resume(facts, dueAt, now) : facts,
            // What is in doubt waits for a person who resumes it, and not for an approval.
            OutboxChangeKind.Approve =>
                waits == WaitReasons.None && facts.State == DeliveryState.Waiting ? Resume(facts, dueAt, now) : facts,
            OutboxChangeKind.Remove => facts,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>What an outcome makes of a delivery.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="facts">The delivery as it is now.</param>
    /// <param name="isHeld">Whether the claim that the outcome belongs to still holds.</param>
    /// <param name="waits">Why the message waits by now; a suspension while it was being sent takes effect at the retry.</param>
    public static DeliveryFacts Settle(DeliveryOutcome outcome, DeliveryFacts facts, bool isHeld, WaitReasons waits)
    {
        var isSure = outcome.State is DeliveryState.Accepted or DeliveryState.Failed;
        if (isHeld)
        {
            return isSure ? facts with { State = outcome.State, DueAt = facts.DueAt }
                : outcome.State == DeliveryState.InDoubt ? Doubt(facts, outcome.RetryAt, waits)
                : Retry(facts, outcome.RetryAt ?? throw new ArgumentException("A retry needs its time.", nameof(outcome)), waits);
        }

        // The claim is lost: what is sure is still true, and nothing else is this outcome's business.
        return facts.State switch
        {
            DeliveryState.Sending when outcome.State == DeliveryState.Accepted => facts with { Ban = RetryBan.AcceptedBefore },
            DeliveryState.Accepted or DeliveryState.Sending => facts,
            _ when outcome.State == DeliveryState.Accepted => facts with { State = DeliveryState.Accepted },
            DeliveryState.Waiting or DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.InDoubt when isSure =>
                facts with { State = outcome.State },
            _ => facts,
        };
    }

    /// <summary>A delivery that may have left: counted, then queued again when a time for that is given.</summary>
    public static DeliveryFacts Doubt(DeliveryFacts facts, DateTime? retryAt, WaitReasons waits)
    {
        var doubtful = facts with { State = DeliveryState.InDoubt, Doubts = facts.Doubts + 1 };
        return facts.Ban == RetryBan.AcceptedBefore ? doubtful with { State = DeliveryState.Accepted }
            : retryAt is { } time && facts.Ban == RetryBan.None ? Retry(doubtful, time, waits)
            : doubtful;
    }

    private static DeliveryFacts Retry(DeliveryFacts facts, DateTime retryAt, WaitReasons waits) => facts.Ban switch
    {
        RetryBan.Cancelled => facts with { State = DeliveryState.Cancelled },
        RetryBan.AcceptedBefore => facts with { State = DeliveryState.Accepted },
        _ => facts with { State = waits == WaitReasons.None ? DeliveryState.Queued : DeliveryState.Waiting, DueAt = retryAt },
    };

    private static DeliveryFacts Cancel(DeliveryFacts facts) => facts.State switch
    {
        DeliveryState.Waiting or DeliveryState.Queued or DeliveryState.Claimed => facts with { State = DeliveryState.Cancelled },
        DeliveryState.Sending or DeliveryState.InDoubt when facts.Ban == RetryBan.None => facts with { Ban = RetryBan.Cancelled },
        _ => facts,
    };

    private static DeliveryFacts Reschedule(DeliveryFacts facts, DateTime dueAt) => facts.State switch
    {
        DeliveryState.Waiting or DeliveryState.Queued => facts with { DueAt = dueAt },
        DeliveryState.Claimed => facts with { State = DeliveryState.Queued, DueAt = dueAt },
        _ => facts,
    };

    private static DeliveryFacts Resume(DeliveryFacts facts, DateTime dueAt, DateTime now) => facts.State switch
    {
        // Past its due time it gets a new undo window: nobody expects "go on" to mean "at this very moment".
        DeliveryState.Waiting => facts with { State = DeliveryState.Queued, DueAt = facts.DueAt > now ? facts.DueAt : dueAt },
        DeliveryState.InDoubt when facts.Ban == RetryBan.None => facts with { State = DeliveryState.Queued, DueAt = dueAt },
        _ => facts,
    };
}
