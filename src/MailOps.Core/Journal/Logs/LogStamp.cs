using System;
using MailOps.Mime;

namespace MailOps.Journal;

/// <summary>
/// Reads the time at the start of a line: RFC 3339 (<c>2026-03-01T12:00:00.5+01:00</c>), Exim's own (<c>2026-03-01 12:00:00.123 +0100</c>), and the
/// syslog of RFC 3164 (<c>Mar  1 12:00:00</c>), which has neither year nor zone.
/// </summary>
internal sealed class LogStamp(DateTime newest, TimeZoneInfo zone)
{
    // Clocks of hosts differ; a stamp a day ahead is still of this year.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private long _lastHour = long.MinValue;
    private TimeSpan _lastOffset;

    /// <summary>Reads a stamp.</summary>
    /// <param name="line">The line.</param>
    /// <param name="utc">The time in UTC.</param>
    /// <param name="length">How many characters the stamp has, the blanks behind it included.</param>
    public bool TryRead(ReadOnlySpan<char> line, out DateTime utc, out int length)
    {
        (utc, length) = (default, 0);
        return line.Length >= 15 && (line[0] is >= '0' and <= '9' ? TryReadIso(line, out utc, out length) : TryReadSyslog(line, out utc, out length));
    }

    private bool TryReadIso(ReadOnlySpan<char> line, out DateTime utc, out int length)
    {
        (utc, length) = (default, 0);
        if (line.Length < 19 || line[4] != '-' || line[7] != '-' || line[10] is not ('T' or ' ') || line[13] != ':' || line[16] != ':'
            || !TryMake(Number(line, 0, 4), Number(line, 5, 2), Number(line, 8, 2), Number(line, 11, 2), Number(line, 14, 2), Number(line, 17, 2), out var time))
        {
            return false;
        }

        var at = 19;
        if (at < line.Length && line[at] is '.' or ',')
        {
            var scale = TimeSpan.TicksPerSecond;
            for (at++; at < line.Length && line[at] is >= '0' and <= '9'; at++)
            {
                scale /= 10;
                time = time.AddTicks((line[at] - '0') * scale);
            }
        }

        var isKnown = TryReadZone(line, ref at, out var offset);
        utc = isKnown ? Subtract(time, offset) : Subtract(time, OffsetAt(time));
        length = SkipBlanks(line, at);
        return true;
    }

    private static bool TryReadZone(ReadOnlySpan<char> line, ref int at, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (at < line.Length && line[at] == 'Z')
        {
            at++;
            return true;
        }

        var sign = at < line.Length && line[at] == ' ' ? at + 1 : at;
        if (sign + 5 > line.Length || line[sign] is not ('+' or '-'))
        {
            return false;
        }

        var minutes = line[sign + 3] == ':' ? sign + 4 : sign + 3;
        var (h, m) = (Number(line, sign + 1, 2), minutes + 2 <= line.Length ? Number(line, minutes, 2) : -1);
        if (h is < 0 or > 14 || m is < 0 or > 59)
        {
            return false;
        }

        offset = new TimeSpan(h, m, 0);
        offset = line[sign] == '-' ? -offset : offset;
        at = minutes + 2;
        return true;
    }

    private bool TryReadSyslog(ReadOnlySpan<char> line, out DateTime utc, out int length)
    {
        (utc, length) = (default, 0);
        var month = line[3] == ' ' ? MailDateReader.MonthOf(line.Slice(0, 3)) : 0;
        var day = line[4] == ' ' ? Number(line, 5, 1) : Number(line, 4, 2);
        if (month == 0 || line[6] != ' ' || line[9] != ':' || line[12] != ':')
        {
            return false;
        }

        // The 29th of February finds its leap year.
        for (var year = newest.Year + 1; year > newest.Year - 8; year--)
        {
            if (TryMake(year, month, day, Number(line, 7, 2), Number(line, 10, 2), Number(line, 13, 2), out var time)
                && Subtract(time, OffsetAt(time)) is var found && found <= newest + Ahead)
            {
                utc = found;
                length = SkipBlanks(line, 15);
                return true;
            }
        }

        return false;
    }

    // Zones are asked once per hour of the log.
    private TimeSpan OffsetAt(DateTime local)
    {
        var hour = local.Ticks / TimeSpan.TicksPerHour;
        if (hour != _lastHour)
        {
            (_lastHour, _lastOffset) = (hour, zone.GetUtcOffset(local));
        }

        return _lastOffset;
    }

    private static bool TryMake(int year, int month, int day, int hour, int minute, int second, out DateTime time)
    {
        time = default;
        if (year is < 1971 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        time = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified);
        return true;
    }

    private static DateTime Subtract(DateTime time, TimeSpan offset) => DateTime.SpecifyKind(time - offset, DateTimeKind.Utc);

    private static int Number(ReadOnlySpan<char> line, int start, int length)
    {
        var value = 0;
        for (var i = start; i < start + length; i++)
        {
            if (i >= line.Length || line[i] is < '0' or > '9')
            {
                return -1;
            }

            value = (value * 10) + (line[i] - '0');
        }

        return value;
    }

    private static int SkipBlanks(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
