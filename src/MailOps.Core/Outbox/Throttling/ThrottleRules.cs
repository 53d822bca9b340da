using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>
/// The arithmetic of throttles: pure functions of times and counts. Counts are kept by the second for the rate and by ten minutes for the day. Any
/// 60 seconds touch at most 61 whole seconds, and any 24 hours at most 145 spans of ten minutes; so a limit that holds for that many counts
/// in a row holds for every window, wherever it begins. One second more allows for the moment between a mark and its MAIL FROM.
/// </summary>
internal static class ThrottleRules
{
    public const long SecondMilliseconds = 1000;
    public const long SpanMilliseconds = 600_000;
    public const int RateSeconds = 62;
    public const int DaySpans = 145;

    // How soon to look again for a connection that comes free; its dispatcher wakes the lane earlier.
    private const long BusyMilliseconds = 100;

    /// <summary>What may be claimed, or with <paramref name="isMark"/> handed over, at a time in milliseconds since 1970.</summary>
    public static ThrottleRoom Find(MailThrottle throttle, ThrottleUse use, long now, bool isMark)
    {
        if (throttle.Window is { } window && !window.IsOpen(ToTime(now)))
        {
            return new ThrottleRoom { RetryAt = ToMilliseconds(window.NextOpening(ToTime(now))) };
        }

        return FindRate(throttle, use, now, isMark)
            .And(FindDay(throttle, use, now, isMark))
            .And(isMark ? ThrottleRoom.Unlimited : FindConnections(throttle, use, now));
    }

    /// <summary>How many recipients a day are allowed: the cap, or what the warm-up has come to.</summary>
    public static long? DayLimit(MailThrottle throttle, long now)
    {
        if (throttle.WarmUp is not { } first)
        {
            return throttle.MaxPerDay;
        }

        var days = throttle.WarmUpFrom is { } from ? Math.Max(0, (ToTime(now) - from).Days) : 0;
        var warm = (long)first << Math.Min(days, 30);
        return Math.Min(warm, throttle.MaxPerDay ?? long.MaxValue);
    }

    /// <summary>
    /// How many messages may leave in one second: twice the even share, so that a minute's mail does not arrive as one gust, and a moment that was
    /// missed can be made up for.
    /// </summary>
    public static long Gust(int perMinute) => Math.Max(1, (perMinute + 29) / 30);

    private static ThrottleRoom FindRate(MailThrottle throttle, ThrottleUse use, long now, bool isMark)
    {
        if (throttle.MaxPerMinute is not { } limit)
        {
            return ThrottleRoom.Unlimited;
        }

        var second = now / SecondMilliseconds;
        var reserved = isMark ? 0 : use.ClaimedMessages;
        var used = Sum(use.Seconds, second - RateSeconds + 1);
        if (used + reserved >= limit)
        {
            // Reserved ones may still be given back: then the next second is worth a look.
            var free = used >= limit ? FindFree(use.Seconds, second - RateSeconds + 1, used - limit) + RateSeconds : second + 1;
            return new ThrottleRoom { Recipients = int.MaxValue, RetryAt = free * SecondMilliseconds };
        }

        var gust = Gust(limit) - Sum(use.Seconds, second) - reserved;
        return gust <= 0
            ? new ThrottleRoom { Recipients = int.MaxValue, RetryAt = (second + 1) * SecondMilliseconds }
            : new ThrottleRoom { Messages = Math.Min(gust, limit - used - reserved), Recipients = int.MaxValue };
    }

    private static ThrottleRoom FindDay(MailThrottle throttle, ThrottleUse use, long now, bool isMark)
    {
        if (DayLimit(throttle, now) is not { } limit)
        {
            return ThrottleRoom.Unlimited;
        }

        var span = now / SpanMilliseconds;
        var reserved = isMark ? 0 : use.ClaimedRecipients;
        var used = Sum(use.Spans, span - DaySpans + 1);
        if (used + reserved < limit)
        {
            return new ThrottleRoom { Messages = int.MaxValue, Recipients = limit - used - reserved };
        }

        var free = used >= limit ? (FindFree(use.Spans, span - DaySpans + 1, used - limit) + DaySpans) * SpanMilliseconds : now + SecondMilliseconds;

        // A warm-up may have doubled by then.
        var tomorrow = throttle is { WarmUp: not null, WarmUpFrom: { } from } && (throttle.MaxPerDay is not { } cap || limit < cap)
            ? ToMilliseconds(from.AddDays((ToTime(now) - from).Days + 1))
            : long.MaxValue;
        return new ThrottleRoom { Messages = int.MaxValue, RetryAt = Math.Min(free, tomorrow) };
    }

    private static ThrottleRoom FindConnections(MailThrottle throttle, ThrottleUse use, long now) => throttle.MaxConnections is not { } limit
        ? ThrottleRoom.Unlimited
        : use.UnderWay < limit
            ? new ThrottleRoom { Messages = limit - use.UnderWay, Recipients = int.MaxValue }
            : new ThrottleRoom { Recipients = int.MaxValue, RetryAt = now + BusyMilliseconds, IsBusy = true };

    // Counts after "now" come from a clock that was ahead: they count as well, which errs on the slow side.
    private static long Sum(SortedDictionary<long, long> counts, long from)
    {
        long sum = 0;
        foreach (var pair in counts)
        {
            sum += pair.Key >= from ? pair.Value : 0;
        }

        return sum;
    }

    // The last of the oldest counts that must leave the window before one more fits.
    private static long FindFree(SortedDictionary<long, long> counts, long from, long tooMany)
    {
        long gone = 0;
        foreach (var pair in counts)
        {
            gone += pair.Key >= from ? pair.Value : 0;
            if (gone > tooMany)
            {
                return pair.Key;
            }
        }

        return from;
    }

    private static DateTime ToTime(long milliseconds) => new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(milliseconds * TimeSpan.TicksPerMillisecond);

    private static long ToMilliseconds(DateTime time) =>
        (time.Ticks - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
