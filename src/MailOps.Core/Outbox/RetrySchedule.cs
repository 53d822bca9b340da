using System;

namespace MailOps.Outbox;

/// <summary>How long to wait between attempts, and when to give up.</summary>
public sealed record RetryLimits
{
    /// <summary>The limits unless told otherwise: 5 minutes to 4 hours, given up after 5 days (RFC 5321 section 4.5.4.1).</summary>
    public static readonly RetryLimits Default = new();

    /// <summary>The shortest wait; above zero.</summary>
    public TimeSpan Minimum { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait; not below <see cref="Minimum"/>.</summary>
    public TimeSpan Maximum { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long after its due time a mail is given up; above zero.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How late a mail is when its sender is told about it, once; zero: never.</summary>
    public TimeSpan WarnAfter { get; init; } = TimeSpan.FromHours(4);
}

/// <summary>The arithmetic of retries: pure functions of times.</summary>
public static class RetrySchedule
{
    /// <summary>
    /// How long to wait: as long as the message has waited already, between the limits, so that the queue spreads itself. A clock that went
    /// back gives the minimum.
    /// </summary>
    /// <param name="since">Since when it waits: its due time, or the first failure of its server; UTC.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="limits">The limits.</param>
    public static TimeSpan NextDelay(DateTime since, DateTime now, RetryLimits limits) =>
        TimeSpan.FromTicks(Math.Clamp((now - since).Ticks, limits.Minimum.Ticks, Math.Max(limits.Minimum.Ticks, limits.Maximum.Ticks)));

    /// <summary>When to try again; null when the lifetime ends before.</summary>
    /// <param name="dueAt">When the message was to leave, UTC.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="limits">The limits.</param>
    public static DateTime? NextAttempt(DateTime dueAt, DateTime now, RetryLimits limits)
    {
        // The last attempt comes at the end of the lifetime and not a wait before it: a server that is back by then still gets its mail.
        var end = dueAt + limits.Lifetime;
        var next = now + NextDelay(dueAt, now, limits);
        return now >= end ? null : next < end ? next : end;
    }
}
