using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;
using MailOps.Reports.Dmarc;
using MailOps.Reports.Measuring;
using Xunit;
using static MailOps.Tests.Reports.DmarcReportText;

namespace MailOps.Tests.Reports;

public sealed class DmarcReportMeterTests
{
    private const string Forwarded = "<reason><type>mailing_list</type></reason>";

    [Fact]
    public void Says_which_senders_a_stricter_policy_would_cost()
    {
        var meter = Meter(
            Row("192.0.2.1", 100, dkim: true),
            Row("192.0.2.2", 40, results: Dkim("vendor.example", "pass")),
            Row("192.0.2.2", 2, dkim: true),
            Row("192.0.2.3", 7, extra: Forwarded),
            Row("192.0.2.4", 9));
        var senders = meter.GetSenders(DmarcPolicy.Reject);
        Assert.Equal(["192.0.2.2 42, lost 40", "192.0.2.4 9, lost 9", "192.0.2.3 7, lost 7", "192.0.2.1 100, lost 0"], senders.Select(s => s.ToString()));
        Assert.Equal(
            [DmarcSenderKind.Misaligned, DmarcSenderKind.Unauthenticated, DmarcSenderKind.Forwarded, DmarcSenderKind.Passing], senders.Select(s => s.Kind));
        Assert.Equal(["REPORT060", "REPORT061", "REPORT062", ""], senders.Select(s => s.Findings.ToString()));
        Assert.Equal("vendor.example", senders[0].AuthenticatedDomains.ToString());
        Assert.Equal((7L, 158L), (senders[2].LostForwarded, meter.Messages));
        Assert.All(meter.GetSenders(DmarcPolicy.None), s => Assert.Equal(0, s.Lost));
    }

    [Fact]
    public void A_report_that_is_there_again_in_another_file_counts_once()
    {
        var meter = new DmarcReportMeter();
        var report = Report(Row("192.0.2.1", 10), Row("192.0.2.2", 5));
        void Add(string text, string source) => DmarcReportReader.Read(new MemoryStream(Bytes(text)), source).Rows().ForEach(meter.Add);
        Add(report, "a.xml");
        Assert.Empty(meter.Findings);
        Add(report, "a.xml.gz");
        Add(report, "b.eml");
        Assert.Equal((15L, "REPORT065"), (meter.Messages, meter.Findings.ToString()));
        Assert.EndsWith(": 2.", meter.Findings[0].Message, StringComparison.Ordinal);

        // Another report of the same receiver, one of another receiver with the same identifier, and one without any.
        Add(report.Replace("id-1", "id-2"), "c.xml");
        Add(report.Replace("receiver.example", "other.example"), "d.xml");
        Add(report.Replace("id-1", ""), "e.xml");
        Add(report.Replace("id-1", ""), "f.xml");
        Assert.Equal(75L, meter.Messages);
    }

    [Theory]
    [InlineData(DmarcSenderGrouping.Address, "192.0.2.1, 192.0.2.9, 2001:db8::1")]
    [InlineData(DmarcSenderGrouping.Network, "192.0.2.0/24, 2001:db8::/64")]
    [InlineData(DmarcSenderGrouping.Domain, "192.0.2.9, 2001:db8::1, x.example")]
    public void Groups_senders_as_asked(DmarcSenderGrouping grouping, string senders)
    {
        var meter = Meter(grouping, Row("192.0.2.1", results: Dkim("x.example", "pass")), Row("192.0.2.9"), Row("2001:db8::1"));
        Assert.Equal(senders, string.Join(", ", meter.GetSenders().Select(s => s.Sender).OrderBy(s => s, StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Says_which_SPF_terms_nobody_needed_and_what_dropping_them_saves()
    {
        var zone = new ZoneBuilder()
            .AddTxt("x.example", "v=spf1 ip4:192.0.2.0/28 include:_a.y.example include:_b.y.example mx -all")
            .AddTxt("_a.y.example", "v=spf1 ip4:198.51.100.0/24 ~all")
            .AddTxt("_b.y.example", "v=spf1 include:_c.y.example a:h.y.example ~all").AddTxt("_c.y.example", "v=spf1 ip4:203.0.113.0/24 ~all").AddAddress("h.y.example", "203.0.113.1")
            .AddMx("x.example", 1, "m.x.example").AddAddress("m.x.example", "192.0.2.1");
        var meter = Meter(
            Row("192.0.2.1", 10, results: Spf("x.example")), Row("198.51.100.9", 5, results: Spf("x.example")), Row("10.0.0.1", 3, results: Spf("x.example")),
            Row("203.0.113.9", 50, results: Spf("forwarder.example")));
        var terms = await meter.GetSpfTermsAsync(zone.Build(), CancellationToken.None);
        Assert.Equal(
            ["ip4:192.0.2.0/28 10", "include:_a.y.example 5", "include:_b.y.example 0", "mx 0", "-all 3"], terms.Select(t => t.ToString()));
        Assert.Equal([0, 1, 3, 1, 0], terms.Select(t => t.Lookups));
        Assert.Equal(["", "", "REPORT063", "REPORT063", ""], terms.Select(t => t.Findings.ToString()));
    }

    [Fact]
    public async Task Counts_what_lies_behind_a_redirect_for_the_redirect()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 redirect=_r.y.example").AddTxt("_r.y.example", "v=spf1 ip4:192.0.2.0/24 -all");
        var terms = await Meter(Row("192.0.2.1", 4, results: Spf("x.example"))).GetSpfTermsAsync(zone.Build(), CancellationToken.None);
        Assert.Equal(("redirect=_r.y.example 4", 1, ""), (terms.Single().ToString(), terms.Single().Lookups, terms.Single().Findings.ToString()));
    }

    [Fact]
    public void Finds_idle_selectors()
    {
        var meter = new DmarcReportMeter();
        foreach (var (selector, day) in new[] { ("old", 0), ("new", 0), ("new", 30) })
        {
            var report = Report(Row(count: 2, results: Dkim("x.example", "pass", selector)))
                .Replace("1700000000", (1700000000L + (day * 86400L)).ToString(CultureInfo.InvariantCulture)).Replace("1700086399", (1700086399L + (day * 86400L)).ToString(CultureInfo.InvariantCulture));
            Read(Bytes(report)).Rows().ForEach(meter.Add);
        }

        var selectors = meter.GetSelectors(TimeSpan.FromDays(14), ["never._domainkey.X.example"]);
        Assert.Equal(
            ["never._domainkey.x.example 0", "old._domainkey.x.example 2", "new._domainkey.x.example 4"], selectors.Select(s => s.ToString()));
        Assert.Equal([true, true, false], selectors.Select(s => s.IsIdle));
        Assert.Equal(["REPORT064", "REPORT064", ""], selectors.Select(s => s.Findings.ToString()));
        Assert.DoesNotContain(meter.GetSelectors(TimeSpan.FromDays(60)), s => s.IsIdle);
        Assert.Equal("MailOps.Report.NotASelector", Assert.Throws<MailOpsException>(() => meter.GetSelectors(TimeSpan.FromDays(1), ["s1"])).ErrorId);
    }

    [Fact]
    public void Counts_that_overflow_stop_at_the_largest()
    {
        var meter = Meter(Row("192.0.2.1", 999_999_999_999_999_999), Row("192.0.2.1", 1));
        for (var i = 0; i < 20; i++)
        {
            Read(Bytes(Report(Row("192.0.2.1", 999_999_999_999_999_999)))).Rows().ForEach(meter.Add);
        }

        Assert.Equal(long.MaxValue, meter.GetSenders().Single().Messages);
    }

    [Fact]
    public void Adds_up_many_packed_reports()
    {
        // A small version of 5,000 reports; the figure is in docs/reports.md.
        var meter = new DmarcReportMeter();
        for (var i = 0; i < 250; i++)
        {
            var rows = Enumerable.Range(0, 20).Select(n => Row("192.0.2." + ((i + n) % 50), 3, dkim: n % 2 == 0)).ToArray();
            Read(Zip(("r.xml", Bytes(Report(rows))))).Rows().ForEach(meter.Add);
        }

        Assert.Equal((50, 15_000L), (meter.GetSenders().Count, meter.Messages));
    }

    private static DmarcReportMeter Meter(params string[] rows) => Meter(DmarcSenderGrouping.Address, rows);

    private static DmarcReportMeter Meter(DmarcSenderGrouping grouping, params string[] rows)
    {
        var meter = new DmarcReportMeter(grouping);
        DmarcReportReader.Read(new MemoryStream(Bytes(Report(rows))), "test").Rows().ForEach(meter.Add);
        return meter;
    }

    private static string Dkim(string domain, string result, string selector = "s1") =>
        "<dkim><domain>" + domain + "</domain><selector>" + selector + "</selector><result>" + result + "</result></dkim>";

    private static string Spf(string domain) => "<spf><domain>" + domain + "</domain><scope>mfrom</scope><result>pass</result></spf>";
}
