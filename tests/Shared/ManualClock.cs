using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Tests;

/// <summary>A clock that stands still until a test turns it; waits end when the time they wait for is reached.</summary>
internal sealed class ManualClock(DateTime start) : MailClock
{
    private readonly object _gate = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource<bool> Done)> _waits = [];
    private TimeSpan _elapsed;
    private TimeSpan _jump;

    public ManualClock()
        : this(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc))
    {
    }

    public override DateTime UtcNow
    {
        get
        {
            lock (_gate)
            {
                return start + _elapsed + _jump;
            }
        }
    }

    public override TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    /// <summary>How many waits are pending, so that a test knows when the code under test has come to rest.</summary>
    public int PendingWaits
    {
        get
        {
            lock (_gate)
            {
                return _waits.Count;
            }
        }
    }

    public override Task Delay(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (duration <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waits.Add((_elapsed + duration, done));
        }

        cancellationToken.Register(() => done.TrySetCanceled(cancellationToken));
        return done.Task;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan duration)
    {
        List<TaskCompletionSource<bool>> due = [];
        lock (_gate)
        {
            _elapsed += duration;
            for (var i = _waits.Count - 1; i >= 0; i--)
            {
                if (_waits[i].Due <= _elapsed)
                {
                    due.Add(_waits[i].Done);
                    _waits.RemoveAt(i);
                }
            }
        }

        foreach (var done in due)
        {
            done.TrySetResult(true);
        }
    }

    /// <summary>Sets the wall clock forward or back without letting time pass, as a time server or an admin does.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
        {
            _jump += by;
        }
    }
}
