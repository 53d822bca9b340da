using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>How a queue stands.</summary>
public sealed record OutboxCounts
{
    /// <summary>How many deliveries are in each state; a state without any is missing.</summary>
    public required IReadOnlyDictionary<DeliveryState, long> Deliveries { get; init; }

    /// <summary>When the next queued delivery may be tried, UTC; null when none is queued.</summary>
    public DateTime? NextDueAt { get; init; }

    /// <summary>When a dispatcher was here last, UTC; null: never.</summary>
    public DateTime? LastTickAt { get; init; }

    /// <summary>How many queued deliveries wait behind a throttle or a stopped campaign.</summary>
    public long Throttled { get; init; }

    /// <summary>The campaigns that are stopped.</summary>
    public IReadOnlyList<BrakedCampaign> Braked { get; init; } = [];

    /// <summary>The servers with queued mail that are left alone until a person corrects them.</summary>
    public IReadOnlyList<MailServerState> Held { get; init; } = [];

    /// <summary>How many addresses of the suppression list are held since too many came at once, until somebody decides.</summary>
    public long HeldAddresses { get; init; }

    /// <summary>
    /// The latest visit of a dispatcher that this account knows of by a note outside the store, UTC; null: it knows of none. Later than
    /// <see cref="LastTickAt"/> means that the store went back in time.
    /// </summary>
    public DateTime? SeenTickAt { get; init; }

    /// <summary>Whether the store went back in time: a backup or a snapshot was restored, and it does not know what was sent since.</summary>
    public bool IsRolledBack => SeenTickAt is { } seen && (LastTickAt is not { } tick || tick < seen);

    /// <summary>When the newest event of the journal happened, UTC; null: there is none.</summary>
    public DateTime? LastEventAt { get; init; }

    /// <summary>The number of deliveries in a state.</summary>
    /// <param name="state">The state.</param>
    public long this[DeliveryState state] => Deliveries.TryGetValue(state, out var count) ? count : 0;
}
