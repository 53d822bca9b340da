using System;

namespace MailOps.Net;

/// <summary>The end of the time for several operations together.</summary>
internal readonly struct NetDeadline(MailClock clock, TimeSpan timeout)
{
    private readonly TimeSpan _end = clock.Elapsed + timeout;

    /// <summary>The whole time, for messages.</summary>
    public TimeSpan Timeout { get; } = timeout;

    /// <summary>What is left of it; zero when it is over.</summary>
    public TimeSpan Left => _end - clock.Elapsed is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
