using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>The numbers of one group, by day.</summary>
internal sealed class BounceTally
{
    // From here on a rate means something; below, one bounce more or less would raise an alarm.
    private const long AlarmFrom = 200;
    private const double AlarmAt = 0.03;

    // A half of the time with less mail than this has no rate to compare.
    private const long TrendFrom = 100;
    private const double TrendFactor = 1.5;
    private const double TrendStep = 0.005;

    private readonly SortedDictionary<DateTime, (long Sent, long Hard)> _days = [];
    private DateTime? _from;
    private DateTime? _until;

    public long Sent { get; private set; }

    public long Hard { get; private set; }

    public long Soft { get; private set; }

    private long Complaints { get; set; }

    private long Deferred { get; set; }

    public void Add(in BounceCount count)
    {
        Sent += count.Sent;
        Hard += count.Hard;
        Soft += count.Soft;
        Complaints += count.Complaints;
        Deferred += count.Deferred;
        if (count.At is { } at)
        {
            _from = _from < at ? _from : at;
            _until = _until > at ? _until : at;
            _days.TryGetValue(at.Date, out var day);
            _days[at.Date] = (day.Sent + count.Sent, day.Hard + count.Hard);
        }
    }

    /// <summary>The result.</summary>
    /// <param name="by">What the group is.</param>
    /// <param name="key">Its name.</param>
    /// <param name="sent">What its failures are a share of; 0: nothing tells.</param>
    public BounceMeasurement ToMeasurement(BounceGrouping by, string key, long sent)
    {
        // A mail that came back was sent, whether or not a log that was read tells of it: no rate is above one.
        var of = (double)Math.Max(sent, Hard + Soft);
        double? rate = sent == 0 ? null : Hard / of;
        var name = key.Length > 0 ? key : by.ToString();
        return new BounceMeasurement
        {
            By = by,
            Key = key,
            Sent = sent == 0 ? null : sent,
            Hard = Hard,
            Soft = Soft,
            Complaints = Complaints,
            Deferred = Deferred,
            Rate = rate,
            FailureRate = sent == 0 ? null : (Hard + Soft) / of,
            Trend = by == BounceGrouping.Day ? BounceTrend.Unknown : FindTrend(),
            From = _from,
            Until = _until,
            Findings = rate >= AlarmAt && sent >= AlarmFrom
                ? new FindingList([MeasureFindings.TooManyHard.Found(name, (rate.Value * 100).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture), sent)])
                : FindingList.Empty,
        };
    }

    private BounceTrend FindTrend()
    {
        if (_from is not { } from || _until is not { } until || until.Date == from.Date)
        {
            return BounceTrend.Unknown;
        }

        var middle = from.Date.AddDays(((until.Date - from.Date).TotalDays + 1) / 2);
        var (early, late) = ((Sent: 0L, Hard: 0L), (Sent: 0L, Hard: 0L));
        foreach (var (day, numbers) in _days)
        {
            if (day < middle)
            {
                early = (early.Sent + numbers.Sent, early.Hard + numbers.Hard);
            }
            else
            {
                late = (late.Sent + numbers.Sent, late.Hard + numbers.Hard);
            }
        }

        if (early.Sent < TrendFrom || late.Sent < TrendFrom)
        {
            return BounceTrend.Unknown;
        }

        var (before, after) = ((double)early.Hard / early.Sent, (double)late.Hard / late.Sent);
        return after >= before * TrendFactor && after - before >= TrendStep ? BounceTrend.Rising
            : before >= after * TrendFactor && before - after >= TrendStep ? BounceTrend.Falling
            : BounceTrend.Steady;
    }
}

/// <summary>What one event adds to a group.</summary>
internal readonly record struct BounceCount
{
    public DateTime? At { get; init; }

    public int Sent { get; init; }

    public int Hard { get; init; }

    public int Soft { get; init; }

    public int Complaints { get; init; }

    public int Deferred { get; init; }
}
