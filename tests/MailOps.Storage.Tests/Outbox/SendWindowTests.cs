using System;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class SendWindowTests
{
    [Theory]
    [InlineData("08:00-18:00", "2026-07-01T05:59", false, "2026-07-01T06:00")]
    [InlineData("08:00-18:00", "2026-07-01T06:00", true, "2026-07-01T06:00")]
    [InlineData("08:00-18:00", "2026-07-01T15:59", true, "2026-07-01T15:59")]
    [InlineData("08:00-18:00", "2026-07-01T16:00", false, "2026-07-02T06:00")]
    [InlineData("22:00-06:00", "2026-07-01T21:00", true, "2026-07-01T21:00")]
    [InlineData("22:00-06:00", "2026-07-01T04:00", false, "2026-07-01T20:00")]
    [InlineData("00:00-24:00", "2026-07-01T21:59", true, "2026-07-01T21:59")]
    // The clocks skip from 02:00 to 03:00, and the window opens when the skipping ends.
    [InlineData("02:30-05:00", "2026-03-29T00:00", false, "2026-03-29T01:00")]
    // 02:30 comes twice; the first one counts.
    [InlineData("02:30-05:00", "2026-10-24T22:00", false, "2026-10-25T00:30")]
    public void It_opens_by_the_clock_of_its_zone(string hours, string utc, bool isOpen, string next)
    {
        var window = SendWindow.Parse(hours, "Europe/Berlin");
        Assert.Equal(isOpen, window.IsOpen(Utc(utc)));
        Assert.Equal(Utc(next), window.NextOpening(Utc(utc)));
    }

    [Theory]
    [InlineData("8-18")]
    [InlineData("08:00-08:00")]
    [InlineData("18:00")]
    [InlineData("24:00-08:00")]
    [InlineData("08:00-25:00")]
    public void What_is_no_range_of_hours_is_an_error(string hours) =>
        Assert.Equal("MailOps.Outbox.InvalidSendWindow", Assert.Throws<MailOpsException>(() => SendWindow.Parse(hours, "Europe/Berlin")).ErrorId);

    [Fact]
    public void A_zone_that_nobody_knows_is_an_error() =>
        Assert.Equal("MailOps.Outbox.UnknownTimeZone", Assert.Throws<MailOpsException>(() => SendWindow.Parse("08:00-18:00", "Europe/Atlantis")).ErrorId);

    [Fact]
    public void A_preset_fills_in_what_is_not_said()
    {
        var throttle = new MailThrottle { Scope = ThrottleScope.Server, Name = "m365", MaxPerMinute = 10 };
        var limited = ThrottlePresets.Apply(throttle, ThrottlePreset.ExchangeOnline);
        Assert.Equal((10, 10_000, 3), (limited.MaxPerMinute, limited.MaxPerDay, limited.MaxConnections));
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(
        DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
