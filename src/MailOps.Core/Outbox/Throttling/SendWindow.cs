using System;
using System.Globalization;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>Hours of the day in which mail may leave, such as 08:00 to 18:00 in Europe/Berlin. They may lie across midnight.</summary>
public sealed record SendWindow
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>When it opens, local time of the zone.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>When it closes, local time of the zone; 24:00 for the end of the day.</summary>
    public required TimeSpan Until { get; init; }

    /// <summary>The time zone as the system names it, such as Europe/Berlin.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The hours, such as 08:00-18:00.</summary>
    public string Hours => Text(From) + "-" + Text(Until);

    /// <summary>A window.</summary>
    /// <param name="hours">The hours, such as <c>08:00-18:00</c>.</param>
    /// <param name="timeZone">The time zone, such as <c>Europe/Berlin</c>; null or empty for that of this machine.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidSendWindow</c>, <c>UnknownTimeZone</c>.</exception>
    public static SendWindow Parse(string hours, string? timeZone)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var ends = hours.Split('-', '–');
        return ends.Length == 2 && TryRead(ends[0], out var from) && TryRead(ends[1], out var until) && from < Day && from != until
            ? new SendWindow { From = from, Until = until, TimeZone = FindZone(timeZone).Id }
            : throw OutboxErrors.InvalidSendWindow(hours);
    }

    /// <summary>Whether it is open.</summary>
    /// <param name="utc">The time, UTC.</param>
    public bool IsOpen(DateTime utc)
    {
        var time = TimeZoneInfo.ConvertTimeFromUtc(utc, FindZone(TimeZone)).TimeOfDay;
        return From < Until ? time >= From && time < Until : time >= From || time < Until;
    }

    /// <summary>When it opens next, UTC; the time itself while it is open.</summary>
    /// <param name="utc">The time, UTC.</param>
    public DateTime NextOpening(DateTime utc)
    {
        if (IsOpen(utc))
        {
            return utc;
        }

        var zone = FindZone(TimeZone);
        var today = TimeZoneInfo.ConvertTimeFromUtc(utc, zone).Date;
        var opening = ToUtc(today + From, zone);
        return opening > utc ? opening : ToUtc(today.AddDays(1) + From, zone);
    }

    /// <summary>Hours and zone on one line.</summary>
    public override string ToString() => Hours + " " + TimeZone;

    // An hour that the clock skips begins when the skipping ends; of one that comes twice the first counts.
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return zone.IsAmbiguousTime(local)
            ? DateTime.SpecifyKind(local - zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc)
            : TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    private static TimeZoneInfo FindZone(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return TimeZoneInfo.Local;
        }

        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name!);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            throw OutboxErrors.UnknownTimeZone(name!, e);
        }
    }

    private static bool TryRead(string text, out TimeSpan time)
    {
        text = text.Trim();
        time = Day;
        return text == "24:00" || TimeSpan.TryParseExact(text, [@"h\:mm", @"hh\:mm"], CultureInfo.InvariantCulture, out time);
    }

    private static string Text(TimeSpan time) => time == Day ? "24:00" : time.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
