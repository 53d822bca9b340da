using System;
using System.Data.Common;

namespace MailOps.Storage.Sql;

/// <summary>Times as stored: whole milliseconds since 1970-01-01 UTC.</summary>
internal static class UnixTime
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static long From(DateTime time) => (time.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static long? From(DateTime? time) => time is { } value ? From(value) : null;

    public static DateTime To(long milliseconds) => Epoch.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond);

    public static DateTime GetTime(this DbDataReader reader, int column) => To(reader.GetInt64(column));

    public static DateTime? GetTimeOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : To(reader.GetInt64(column));
}
