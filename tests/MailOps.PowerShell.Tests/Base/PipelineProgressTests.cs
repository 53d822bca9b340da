using System;
using System.Globalization;
using System.Management.Automation;
using MailOps.Tests;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class PipelineProgressTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_short_run_shows_nothing()
    {
        var progress = new PipelineProgress("Checking", _clock);
        Assert.Null(progress.Next());
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Null(progress.Next());
        Assert.Null(progress.End());
    }

    [Fact]
    public void A_long_run_shows_count_and_rate_twice_a_second_and_takes_the_line_away()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var progress = new PipelineProgress("Checking", _clock);
        for (var i = 0; i < 39; i++)
        {
            Assert.Null(progress.Next());
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("40 done, 20/s", progress.Next()!.StatusDescription);
        Assert.Null(progress.Next());
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.NotNull(progress.Next());
        Assert.Equal(ProgressRecordType.Completed, progress.End()!.RecordType);
    }

    [Fact]
    public void Where_the_number_is_known_the_remaining_time_is_told()
    {
        var progress = new PipelineProgress("Checking", _clock, total: 100);
        for (var i = 0; i < 24; i++)
        {
            Assert.Null(progress.Next());
        }

        _clock.Advance(TimeSpan.FromSeconds(5));
        var record = progress.Next()!;
        Assert.Equal((25, 15), (record.PercentComplete, record.SecondsRemaining));
    }
}
