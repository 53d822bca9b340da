using System;
using System.Globalization;

namespace MailOps.Mime;

/// <summary>Times as mail writes them (RFC 5322 section 3.3).</summary>
public static class MailDate
{
    /// <summary>A time in the form of a Date field, in UTC, such as <c>Sun, 01 Mar 2026 12:00:00 +0000</c>.</summary>
    /// <param name="time">The time; local times are converted, times of no kind taken for UTC.</param>
    public static string Format(DateTime time) =>
        (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time)
            .ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
