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

    /// <summary>When the newest event of the journal happened, UTC; null: there is none.</summary>
    public DateTime? LastEventAt { get; init; }

    /// <summary>The number of deliveries in a state.</summary>
    /// <param name="state">The state.</param>
    public long this[DeliveryState state] => Deliveries.TryGetValue(state, out var count) ? count : 0;
}
