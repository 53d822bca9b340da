using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>What has gone through a throttle, and what is on its way.</summary>
internal sealed class ThrottleUse
{
    /// <summary>Messages by the second (since 1970) in which they were handed over.</summary>
    public SortedDictionary<long, long> Seconds { get; } = [];

    /// <summary>Recipients by the ten minutes (since 1970) in which they were handed over.</summary>
    public SortedDictionary<long, long> Spans { get; } = [];

    /// <summary>Messages that dispatchers have claimed and not begun to hand over.</summary>
    public long ClaimedMessages { get; set; }

    /// <summary>Their recipients.</summary>
    public long ClaimedRecipients { get; set; }

    /// <summary>Messages claimed or being handed over at this moment.</summary>
    public long UnderWay { get; set; }
}

/// <summary>How much may go through a throttle now.</summary>
internal readonly record struct ThrottleRoom
{
    public static readonly ThrottleRoom Unlimited = new() { Messages = int.MaxValue, Recipients = int.MaxValue };

    public long Messages { get; init; }

    public long Recipients { get; init; }

    /// <summary>When it is worth asking again, in milliseconds since 1970, where nothing may go now; 0 where something may.</summary>
    public long RetryAt { get; init; }

    /// <summary>Whether it waits for mail that is under way, which may be over at any moment.</summary>
    public bool IsBusy { get; init; }

    public bool IsClosed => Messages <= 0 || Recipients <= 0;

    /// <summary>What both leave.</summary>
    public ThrottleRoom And(ThrottleRoom other) => new()
    {
        Messages = System.Math.Min(Messages, other.Messages),
        Recipients = System.Math.Min(Recipients, other.Recipients),
        RetryAt = System.Math.Max(RetryAt, other.RetryAt),
        IsBusy = IsBusy || other.IsBusy,
    };
}
