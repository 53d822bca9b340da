using System;
using System.Collections.Generic;
using System.Data.Common;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>Reads and writes throttles and what went through them.</summary>
internal static class ThrottleStatements
{
    private const string Columns = "scope, name, per_minute, per_day, connections, warm_up, warm_from, send_window, time_zone";
    private const string ByName = "SELECT " + Columns + " FROM throttle WHERE scope = $1 AND name = $2";
    private const int BySecond = 0;
    private const int ByTenMinutes = 1;

    public static MailThrottle? Find(SqlSession session, ThrottleScope scope, string name)
    {
        using var reader = session.Query(ByName, (int)scope, name);
        return reader.Read() ? Read(reader) : null;
    }

    /// <summary>Reads it with others in one journey; nothing is told where there is none.</summary>
    public static void PostFind(SqlSession session, ThrottleScope scope, string name, Action<MailThrottle> found) => session.PostQuery(
        ByName,
        reader =>
        {
            if (reader.Read())
            {
                found(Read(reader));
            }
        },
        (int)scope, name);

    public static List<MailThrottle> List(SqlSession session)
    {
        List<MailThrottle> throttles = [];
        using var reader = session.Query("SELECT " + Columns + " FROM throttle ORDER BY scope, name");
        while (reader.Read())
        {
            throttles.Add(Read(reader));
        }

        return throttles;
    }

    /// <summary>Sets a throttle, or removes one that limits nothing, and wakes the lanes that it held.</summary>
    public static bool Set(WriteScope scope, MailThrottle throttle)
    {
        var before = Find(scope.Session, throttle.Scope, throttle.Name);

        var after = throttle with { WarmUpFrom = throttle.WarmUp is null ? null : throttle.WarmUpFrom };
        if (!after.IsLimited ? before is null : after == before)
        {
            return false;
        }

        scope.Session.Execute("DELETE FROM throttle WHERE scope = $1 AND name = $2", (int)after.Scope, after.Name);
        if (after.IsLimited)
        {
            scope.Session.Execute(
                "INSERT INTO throttle (" + Columns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                (int)after.Scope, after.Name, after.MaxPerMinute, after.MaxPerDay, after.MaxConnections, after.WarmUp,
                UnixTime.From(after.WarmUpFrom), after.Window?.Hours ?? "", after.Window?.TimeZone ?? "");
        }

        scope.Throttles.Forget();
        LaneStatements.WakeThrottled(scope);
        return true;
    }

    public static ThrottleUse ReadUse(SqlSession session, MailThrottle throttle)
    {
        var use = new ThrottleUse();
        using var reader = session.Query(
            "SELECT span, slot, amount FROM throttle_use WHERE scope = $1 AND name = $2", (int)throttle.Scope, throttle.Name);
        while (reader.Read())
        {
            (reader.GetInt32(0) == BySecond ? use.Seconds : use.Spans)[reader.GetInt64(1)] = reader.GetInt64(2);
        }

        return use;
    }

    /// <summary>Counts a message that is being handed over now.</summary>
    public static void Count(WriteScope scope, MailThrottle throttle, ThrottleUse use, int recipients)
    {
        if (throttle.MaxPerMinute is not null)
        {
            var second = scope.Now / ThrottleRules.SecondMilliseconds;
            Add(scope, throttle, BySecond, second, 1, ThrottleRules.RateSeconds);
            use.Seconds[second] = (use.Seconds.TryGetValue(second, out var before) ? before : 0) + 1;
        }

        if (throttle.MaxPerDay is not null || throttle.WarmUp is not null)
        {
            var span = scope.Now / ThrottleRules.SpanMilliseconds;
            Add(scope, throttle, ByTenMinutes, span, recipients, ThrottleRules.DaySpans);
            use.Spans[span] = (use.Spans.TryGetValue(span, out var before) ? before : 0) + recipients;
        }

        if (throttle is { WarmUp: not null, WarmUpFrom: null })
        {
            scope.Session.Execute(
                "UPDATE throttle SET warm_from = $3 WHERE scope = $1 AND name = $2 AND warm_from IS NULL", (int)throttle.Scope, throttle.Name, scope.Now);
        }
    }

    private static void Add(WriteScope scope, MailThrottle throttle, int span, long slot, int amount, int kept)
    {
        scope.Session.Post(
            """
            INSERT INTO throttle_use (scope, name, span, slot, amount) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (scope, name, span, slot) DO UPDATE SET amount = throttle_use.amount + excluded.amount
            """,
            (int)throttle.Scope, throttle.Name, span, slot, amount);
        scope.Session.Post(
            "DELETE FROM throttle_use WHERE scope = $1 AND name = $2 AND span = $3 AND slot < $4",
            (int)throttle.Scope, throttle.Name, span, slot - kept);
    }

    private static MailThrottle Read(DbDataReader reader) => new()
    {
        Scope = (ThrottleScope)reader.GetInt32(0),
        Name = reader.GetString(1),
        MaxPerMinute = Number(reader, 2),
        MaxPerDay = Number(reader, 3),
        MaxConnections = Number(reader, 4),
        WarmUp = Number(reader, 5),
        WarmUpFrom = reader.GetTimeOrNull(6),
        Window = reader.GetString(7) is { Length: > 0 } hours ? SendWindow.Parse(hours, reader.GetString(8)) : null,
    };

    private static int? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
