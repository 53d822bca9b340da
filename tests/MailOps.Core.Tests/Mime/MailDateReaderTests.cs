using System;
using System.Globalization;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MailDateReaderTests
{
    [Theory]
    [InlineData("Sun, 01 Mar 2026 12:00:00 +0000", "2026-03-01 12:00:00")]
    [InlineData("Sun,01 Mar 2026 12:00:00 +0100", "2026-03-01 11:00:00")]
    [InlineData("1 Mar 2026 12:00 -0530", "2026-03-01 17:30:00")]
    [InlineData("Sun (comment (nested)), 1 mar 26 12:00:60 EST (Eastern)", "2026-03-01 17:00:59")]
    [InlineData("Fri, 21 Nov 97 09:55:06 GMT", "1997-11-21 09:55:06")]
    public void Reads_dates_as_mail_writes_them(string text, string expected) =>
        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), MailDateReader.Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31 Feb 2026 12:00:00 +0000")]
    [InlineData("0 Mar 2026 12:00:00 +0000")]
    [InlineData("1 Mar 2026 24:00:00 +0000")]
    [InlineData("1 Mar 2026 12:61:00 +0000")]
    [InlineData("1 Mar 99999 12:00:00 +0000")]
    [InlineData("Sun, 1 Mar")]
    public void What_is_no_date_is_none(string? text) => Assert.Null(MailDateReader.Read(text));
}
