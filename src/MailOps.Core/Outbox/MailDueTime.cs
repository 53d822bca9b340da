using System;
using System.Globalization;

namespace MailOps.Outbox;

/// <summary>When a mail is to leave: after an undo window, or at an hour.</summary>
public sealed record MailDueTime
{
    // Whoever computes "now" and passes it on is a moment late, which is no mistake; a minute is more than any script needs.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private MailDueTime()
    {
    }

    /// <summary>At once.</summary>
    public static MailDueTime Now { get; } = new();

    /// <summary>How long after it was queued; zero when an hour is given.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>The hour, UTC; null when a delay is given.</summary>
    public DateTime? At { get; private init; }

    /// <summary>After a delay, counted from the moment when the mail is safely stored.</summary>
    /// <param name="delay">The delay, zero to 10 years.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidDelay</c>: it is negative or longer.</exception>
    public static MailDueTime After(TimeSpan delay) => delay < TimeSpan.Zero || delay > TimeSpan.FromDays(3653)
        ? throw OutboxErrors.InvalidDelay(delay)
        : new MailDueTime { Delay = delay };

    /// <summary>At an hour that a person or a script names.</summary>
    /// <param name="time">
    /// The hour. <see cref="DateTimeKind.Utc"/> is taken as it is; any other kind is the local time of <paramref name="zone"/>.
    /// </param>
    /// <param name="zone">The time zone of local times; null for that of this machine.</param>
    /// <param name="now">The time now, UTC.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Outbox.InvalidLocalTime</c>: the clock skips this hour; <c>MailOps.Outbox.AmbiguousLocalTime</c>: the hour comes twice;
    /// <c>MailOps.Outbox.DueInPast</c>: it was more than a minute ago.
    /// </exception>
    public static MailDueTime AtTime(DateTime time, TimeZoneInfo? zone, DateTime now) =>
        Check(time.Kind == DateTimeKind.Utc ? time : ToUtc(time, zone ?? TimeZoneInfo.Local), now);

    /// <summary>At an hour with its offset, which is never in doubt.</summary>
    /// <param name="time">The hour.</param>
    /// <param name="now">The time now, UTC.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.DueInPast</c>: it was more than a minute ago.</exception>
    public static MailDueTime AtTime(DateTimeOffset time, DateTime now) => Check(time.UtcDateTime, now);

    /// <summary>At an hour as somebody wrote it; without an offset it is local time.</summary>
    /// <param name="text">Such as <c>2026-12-24T08:00</c> or <c>2026-12-24T08:00+01:00</c>.</param>
    /// <param name="zone">The time zone of local times; null for that of this machine.</param>
    /// <param name="now">The time now, UTC.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Outbox.InvalidTime</c>: it is no time; else as for <see cref="AtTime(DateTime, TimeZoneInfo, DateTime)"/>.
    /// </exception>
    public static MailDueTime Parse(string text, TimeZoneInfo? zone, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Only a text with an offset is exact by itself; the framework would add the local one silently.
        var trimmed = text.Trim();
        var hasOffset = trimmed.EndsWith('Z') || trimmed.LastIndexOf('+') > 9 || trimmed.LastIndexOf('-') > 9;
        if (hasOffset && DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
        {
            return AtTime(exact, now);
        }

        return !hasOffset && DateTime.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? AtTime(local, zone, now)
            : throw OutboxErrors.InvalidTime(text);
    }

    private static MailDueTime Check(DateTime utc, DateTime now) =>
        utc < now - Tolerance ? throw OutboxErrors.DueInPast(utc, now) : new MailDueTime { At = utc > now ? utc : now };

    // The framework would settle both cases silently, one hour off: a mail sent an hour early cannot be taken back.
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(time))
        {
            throw OutboxErrors.InvalidLocalTime(time, zone);
        }

        return zone.IsAmbiguousTime(time) ? throw OutboxErrors.AmbiguousLocalTime(time, zone) : TimeZoneInfo.ConvertTimeToUtc(time, zone);
    }
}
