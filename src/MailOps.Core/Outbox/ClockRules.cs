using System;

namespace MailOps.Outbox;

/// <summary>When a clock is not to be trusted.</summary>
internal static class ClockRules
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>A clock behind what the store has seen already would send nothing for hours, or stamp events into the past.</summary>
    public static Finding? FindBehind(OutboxCounts counts, DateTime now) =>
        counts.LastEventAt is { } newest && newest - now > Tolerance ? OutboxFindings.ClockBehind.Found(now, newest) : null;
}
