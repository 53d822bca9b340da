using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps;

/// <summary>
/// The time, and waiting for it. Everything in Core asks a clock that it was given, so that a test turns weeks of retries in a
/// millisecond. (<c>TimeProvider</c> does not exist on netstandard2.0 without a package.)
/// </summary>
public abstract class MailClock
{
    /// <summary>The clock of this machine.</summary>
    public static MailClock System { get; } = new SystemClock();

    /// <summary>The time now, <see cref="DateTimeKind.Utc"/>.</summary>
    public abstract DateTime UtcNow { get; }

    /// <summary>Time since some fixed moment; never goes back, for measuring durations.</summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>Waits on this clock.</summary>
    /// <param name="duration">How long; zero and below complete at once.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>A task that ends when the time is over.</returns>
    public abstract Task Delay(TimeSpan duration, CancellationToken cancellationToken);

    private sealed class SystemClock : MailClock
    {
        public override TimeSpan Elapsed => TimeSpan.FromTicks((long)(Stopwatch.GetTimestamp() * (10_000_000.0 / Stopwatch.Frequency)));

#pragma warning disable RS0030 // The one place that asks the machine.
        public override DateTime UtcNow => DateTime.UtcNow;

        public override Task Delay(TimeSpan duration, CancellationToken cancellationToken) =>
            duration <= TimeSpan.Zero
                ? cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask
                : Task.Delay(duration, cancellationToken);
#pragma warning restore RS0030
    }
}
