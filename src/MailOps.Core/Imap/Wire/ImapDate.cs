using System;
using System.Globalization;

namespace MailOps.Imap;

/// <summary>Dates as IMAP writes them, <c>17-Jul-1996 02:44:25 -0700</c>.</summary>
internal static class ImapDate
{
    /// <summary>A date-time in UTC, without quotes.</summary>
    public static string Write(DateTime utc) =>
        utc.ToUniversalTime().ToString("dd-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";

    /// <summary>A date, for SEARCH.</summary>
    public static string WriteDay(DateTime day) => day.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture);

    /// <summary>Reads a date-time; the day may begin with a space (date-day-fixed).</summary>
    public static DateTime? Read(string text) => DateTimeOffset.TryParseExact(
        text.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        || DateTimeOffset.TryParseExact(WithColon(text.Trim()), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
        ? time.UtcDateTime
        : null;

    private static string WithColon(string text) => text.Length > 2 ? text.Insert(text.Length - 2, ":") : text;
}
