using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>How long a dispatcher runs.</summary>
public enum DispatchUntil
{
    /// <summary>Until what is due now has been tried.</summary>
    NothingDue,

    /// <summary>Until nothing is queued any more, undo windows and retries included; of the messages named, where some are.</summary>
    Empty,

    /// <summary>Until it is stopped: as a service.</summary>
    Stopped,
}

/// <summary>What a dispatcher is to do.</summary>
public sealed record DispatchOptions
{
    /// <summary>How long it runs.</summary>
    public DispatchUntil Until { get; init; }

    /// <summary>Only these messages, also while their server rests; null for all.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>How long it runs at most, above zero; null: as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many messages are sent at the same time, at least 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The server that mail without one goes through, as profiles and throttles name it; empty for none.</summary>
    public string DefaultServer { get; init; } = "";

    /// <summary>What to do with deliveries that may have left.</summary>
    public DoubtAction OnDoubt { get; init; }

    /// <summary>How retries are spread, and when they end.</summary>
    public RetryLimits Retry { get; init; } = RetryLimits.Default;

    /// <summary>How long servers that are out of reach rest.</summary>
    public RetryLimits ServerRest { get; init; } = new() { Minimum = TimeSpan.FromMinutes(1), Maximum = TimeSpan.FromHours(1) };

    /// <summary>How often to look for new mail while idle.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long what is being sent may take to finish once the dispatcher is stopped, zero or more.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);
}
