using System;

namespace MailOps.Outbox;

/// <summary>
/// Notices when the wall clock and the passing of time disagree. Due times are wall-clock times: after a jump of hours all of tomorrow's
/// mail may look due.
/// </summary>
internal sealed class ClockWatch
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    private readonly MailClock _clock;
    private DateTime _wall;
    private TimeSpan _elapsed;

    public ClockWatch(MailClock clock)
    {
        _clock = clock;
        _wall = clock.UtcNow;
        _elapsed = clock.Elapsed;
    }

    /// <summary>How far the clock jumped since the last look; null when it went as it should, or was corrected by less than an hour.</summary>
    public TimeSpan? FindJump()
    {
        var wall = _clock.UtcNow;
        var elapsed = _clock.Elapsed;
        var jump = wall - _wall - (elapsed - _elapsed);
        _wall = wall;
        _elapsed = elapsed;
        return jump.Duration() > Tolerance ? jump : null;
    }
}
