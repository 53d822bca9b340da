using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Bounces;
using MailOps.Journal;
using Xunit;

namespace MailOps.Tests.Journal;

public sealed class BounceMeterTests
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(200, 6, true)]
    [InlineData(200, 5, false)]
    [InlineData(199, 100, false)]
    public void Warns_from_three_percent_and_two_hundred_mails_on(int sent, int hard, bool warns)
    {
        var result = Measure([.. Enumerable.Range(0, sent).Select(i => Delivery(i, i < hard))]).Single();
        Assert.Equal(((long?)sent, (long)hard, warns), (result.Sent, result.Hard, result.Findings.Contains("RATE001")));
        Assert.Equal((double)hard / sent, result.Rate);
    }

    [Fact]
    public void No_rate_is_above_one_when_more_comes_back_than_a_log_tells_was_sent()
    {
        var meter = new BounceMeter([BounceGrouping.Total]);
        meter.Add(new MailServerDelivery { Address = "a@b.example", MessageId = "m0@c", Outcome = MailServerOutcome.Accepted });
        for (var i = 1; i <= 4; i++)
        {
            meter.Add(new BounceClassification
            {
                Address = "a@b.example", MessageId = "m" + i + "@c", Kind = BounceKind.Failure, Permanence = i > 3 ? BouncePermanence.Soft : BouncePermanence.Hard,
            });
        }

        var result = Assert.Single(meter.Measure());
        Assert.Equal((1L, 0.75, 1.0), (result.Sent, result.Rate, result.FailureRate));
    }

    [Fact]
    public void Without_a_denominator_there_is_no_rate()
    {
        var meter = new BounceMeter([BounceGrouping.Total]);
        for (var i = 0; i < 500; i++)
        {
            meter.Add(Bounce(i));
        }

        var result = meter.Measure().Single();
        Assert.Equal((null, 500L, null, 0), (result.Sent, result.Hard, result.Rate, result.Findings.Count));
    }

    [Fact]
    public void A_mail_counts_once_though_log_and_bounce_tell_of_it()
    {
        var meter = new BounceMeter([BounceGrouping.Total]);
        meter.Add(Delivery(1, hard: false));
        meter.Add(Delivery(1, hard: false));
        meter.Add(Bounce(1));
        meter.Add(Bounce(1));
        meter.Add(Delivery(2, hard: true));
        meter.Add(Bounce(2));
        var result = meter.Measure().Single();
        Assert.Equal((2L, 2L), (result.Sent, result.Hard));
    }

    [Fact]
    public void Attempts_that_were_put_off_are_no_failures()
    {
        var result = Measure([Delivery(1, false) with { Outcome = MailServerOutcome.Deferred, MessageId = "" }, Delivery(1, false)]).Single();
        Assert.Equal((1L, 0L, 1L), (result.Sent, result.Soft, result.Deferred));
    }

    [Fact]
    public void Groups_by_domain_sender_reason_and_day()
    {
        List<MailServerDelivery> all =
        [
            Delivery(1, true), Delivery(2, false), Delivery(3, false) with { Address = "a@Y.example", At = Start.AddDays(1) },
            Delivery(4, false) with { Outcome = MailServerOutcome.Expired, Reason = BounceReason.MailboxFull, Permanence = BouncePermanence.Soft, Sender = "" },
        ];
        Assert.Equal([("x.example", 3L, 1L, 1L), ("y.example", 1L, 0L, 0L)], Rows(all, BounceGrouping.Domain));
        Assert.Equal([("news@corp.example", 3L, 1L, 0L), ("", 1L, 0L, 1L)], Rows(all, BounceGrouping.Sender));
        Assert.Equal([("UserUnknown", 4L, 1L, 0L), ("MailboxFull", 4L, 0L, 1L)], Rows(all, BounceGrouping.Reason));
        Assert.Equal([("2026-03-01", 3L, 1L, 1L), ("2026-03-02", 1L, 0L, 0L)], Rows(all, BounceGrouping.Day));
    }

    [Theory]
    [InlineData(1, 10, BounceTrend.Rising)]
    [InlineData(10, 1, BounceTrend.Falling)]
    [InlineData(5, 6, BounceTrend.Steady)]
    public void A_trend_compares_the_halves_of_the_time(int early, int late, BounceTrend expected)
    {
        List<MailServerDelivery> all = [];
        for (var day = 0; day < 4; day++)
        {
            for (var i = 0; i < 100; i++)
            {
                all.Add(Delivery((day * 100) + i, i < (day < 2 ? early : late)) with { At = Start.AddDays(day) });
            }
        }

        Assert.Equal(expected, Measure(all).Single().Trend);
        Assert.Equal(BounceTrend.Unknown, Measure(all.Where(d => d.At == Start)).Single().Trend);
    }

    [Fact]
    public void An_endless_number_of_domains_takes_bounded_memory()
    {
        var meter = new BounceMeter([BounceGrouping.Domain]);
        for (var i = 0; i < 100_100; i++)
        {
            meter.Add(Delivery(i, false) with { Address = $"a@d{i}.example", MessageId = "" });
        }

        var groups = meter.Measure();
        Assert.Equal(100_001, groups.Count);
        Assert.Equal(100, groups.Single(g => g.Key == "(others)").Sent);
    }

    private static IReadOnlyList<BounceMeasurement> Measure(IEnumerable<MailServerDelivery> deliveries, BounceGrouping by = BounceGrouping.Total)
    {
        var meter = new BounceMeter([by]);
        foreach (var delivery in deliveries)
        {
            meter.Add(delivery);
        }

        return meter.Measure();
    }

    private static IEnumerable<(string, long, long, long)> Rows(IEnumerable<MailServerDelivery> deliveries, BounceGrouping by) =>
        Measure(deliveries, by).Select(m => (m.Key, m.Sent!.Value, m.Hard, m.Soft));

    private static MailServerDelivery Delivery(int number, bool hard) => new()
    {
        Address = $"u{number}@x.example",
        Outcome = hard ? MailServerOutcome.Failed : MailServerOutcome.Accepted,
        At = Start,
        Sender = "news@corp.example",
        MessageId = $"m{number}@corp.example",
        Permanence = hard ? BouncePermanence.Hard : BouncePermanence.None,
        Reason = hard ? BounceReason.UserUnknown : BounceReason.Delivered,
    };

    private static BounceClassification Bounce(int number) => new()
    {
        Address = $"u{number}@x.example",
        Kind = BounceKind.Failure,
        MessageId = $"m{number}@corp.example",
        Permanence = BouncePermanence.Hard,
        Reason = BounceReason.UserUnknown,
    };
}
