using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>
/// Times at which no dispatcher came by, kept until the mail that fell due in them has been decided about. Mail that is late because a
/// throttle spread it is not missed: somebody was there when it was due.
/// </summary>
internal static class DowntimeStatements
{
    private const string Key = "downtimes";
    private const int Kept = 16;

    /// <summary>Notes the time since the last tick, when it was long enough for mail to be missed.</summary>
    public static void Note(WriteScope scope)
    {
        var last = MetaStatements.ReadTick(scope.Session) ?? 0;
        if (scope.Now - last > (long)MissedRule.Tolerance.TotalMilliseconds)
        {
            var spans = Read(scope.Session);
            spans.Add((last, scope.Now));
            MetaStatements.Set(
                scope.Session, Key,
                string.Join(",", spans.Skip(spans.Count - Kept).Select(s => string.Format(CultureInfo.InvariantCulture, "{0}-{1}", s.From, s.Until))));
        }
    }

    public static List<(long From, long Until)> Read(SqlSession session)
    {
        List<(long, long)> spans = [];
        foreach (var text in (MetaStatements.Get(session, Key) ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = text.Split('-');
            if (ends.Length == 2 && long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                && long.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var until))
            {
                spans.Add((from, until));
            }
        }

        return spans;
    }

    /// <summary>What to do with a message that is to leave now for the first time.</summary>
    public static MissedAction Judge(IEnumerable<(long From, long Until)> downtimes, MessageState message)
    {
        var dueAt = UnixTime.From(message.DueAt);
        foreach (var (from, until) in downtimes)
        {
            if (dueAt >= from && dueAt < until)
            {
                return MissedRule.Judge(message.IfMissed, message.DueAt, UnixTime.To(until));
            }
        }

        return MissedAction.Send;
    }
}
