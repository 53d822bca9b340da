using System;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Says how far a long run is, once it is long: nothing in the first second, then twice a second.</summary>
internal sealed class PipelineProgress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly string _activity;
    private readonly MailClock _clock;
    private readonly long _total;
    private readonly TimeSpan _start;
    private TimeSpan _next;
    private long _done;
    private bool _isShown;

    /// <param name="activity">What is being done.</param>
    /// <param name="clock">The time.</param>
    /// <param name="total">How many results will come, so that the remaining time can be told; 0 when nobody knows.</param>
    public PipelineProgress(string activity, MailClock clock, long total = 0)
    {
        _total = total;
        _activity = activity;
        _clock = clock;
        _start = clock.Elapsed;
        _next = _start + Patience;
    }

    /// <summary>Counts one result; gives a record when it is time to show one.</summary>
    public ProgressRecord? Next()
    {
        _done++;
        var now = _clock.Elapsed;
        if (now < _next)
        {
            return null;
        }

        _next = now + Interval;
        _isShown = true;
        var rate = _done / (now - _start).TotalSeconds;
        var record = new ProgressRecord(1, _activity, string.Format(CultureInfo.CurrentCulture, ProgressTexts.Status.Current, _done, rate));
        if (_total > 0 && _done <= _total)
        {
            record.PercentComplete = (int)(100 * _done / _total);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, (_total - _done) / rate);
        }

        return record;
    }

    /// <summary>The record that takes the line away; null when none was shown.</summary>
    public ProgressRecord? End() =>
        _isShown ? new ProgressRecord(1, _activity, _activity) { RecordType = ProgressRecordType.Completed } : null;
}
