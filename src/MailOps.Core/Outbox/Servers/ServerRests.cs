using System;

namespace MailOps.Outbox;

/// <summary>How long servers are left alone.</summary>
internal static class ServerRests
{
    /// <summary>After wrong credentials, unless a person corrects them: one attempt a day locks no account.</summary>
    public static readonly TimeSpan AfterWrongCredentials = TimeSpan.FromDays(1);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>After a server asked for less speed: a minute, and twice as long each time that it asks again soon after the last rest.</summary>
    /// <param name="sinceRest">How long ago the last rest ended; null when there was none.</param>
    /// <param name="lastRest">How long it was.</param>
    public static TimeSpan AfterSlowDown(TimeSpan? sinceRest, TimeSpan lastRest) => sinceRest is not { } since || since > Memory
        ? Shortest
        : TimeSpan.FromTicks(Math.Min(lastRest.Ticks * 2, Longest.Ticks));
}
