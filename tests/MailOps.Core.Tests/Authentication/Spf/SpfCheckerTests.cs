using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

public sealed class SpfCheckerTests
{
    [Fact]
    public async Task Shows_the_tree_with_look_ups_counted_per_branch()
    {
        var zone = new ZoneBuilder()
            .AddTxt("x.example", "v=spf1 ip4:192.0.2.0/24 mx include:_a.y.example include:_b.y.example -all")
            .AddMx("x.example", 10, "mx.x.example").AddAddress("mx.x.example", "198.51.100.1").AddAddress("mx.x.example", "2001:db8::1")
            .AddTxt("_a.y.example", "v=spf1 a:h.y.example include:_c.y.example ~all").AddAddress("h.y.example", "198.51.100.2")
            .AddTxt("_b.y.example", "v=spf1 redirect=_c.y.example")
            .AddTxt("_c.y.example", "v=spf1 ip4:203.0.113.0/28 -all");
        var result = await Check(zone);
        Assert.Equal((SpfVerdict.Valid, SpfResult.Fail, 6, 0), (result.Verdict, result.DefaultResult, result.Lookups, result.VoidLookups));
        Assert.Equal(
            """
            x.example 6
              include:_a.y.example 2
                include:_c.y.example 0
              include:_b.y.example 1
                redirect=_c.y.example 0
            """.Replace("\r\n", "\n"),
            result.Tree!.ToString());
        Assert.Equal("192.0.2.0/24, 2001:db8::1, 198.51.100.1, 198.51.100.2, 203.0.113.0/28, 203.0.113.0/28", result.Networks.ToString());
        Assert.Equal(256 + 1 + 1 + 16, result.IPv4Addresses);
        Assert.Equal("SPF048", result.Findings.ToString());
    }

    [Theory]
    [InlineData("v=spf1 include:none.example -all", SpfVerdict.Invalid, "SPF044")]
    [InlineData("v=spf1 include:broken.example -all", SpfVerdict.Invalid, "SPF045")]
    [InlineData("v=spf1 include:twice.example -all", SpfVerdict.Invalid, "SPF045")]
    [InlineData("v=spf1 include:loop.example -all", SpfVerdict.Invalid, "SPF046, SPF040")]
    [InlineData("v=spf1 include:open.example -all", SpfVerdict.Valid, "SPF052")]
    [InlineData("v=spf1 -include:open.example -all", SpfVerdict.Valid, "SPF034")]
    [InlineData("v=spf1 a:none.example -all", SpfVerdict.Valid, "SPF043")]
    [InlineData("v=spf1 a:none.example mx:none.example a:n.none.example -all", SpfVerdict.Invalid, "SPF042, SPF043, SPF043, SPF043")]
    [InlineData("v=spf1 mx:many.example -all", SpfVerdict.Invalid, "SPF047")]
    [InlineData("v=spf1 exists:%{i}.bl.example -all", SpfVerdict.Valid, "SPF050")]
    [InlineData("v=spf1 include:%{d}.many.example -all", SpfVerdict.Valid, "")]
    [InlineData("v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 -all", SpfVerdict.Valid, "SPF049")]
    [InlineData("v=spf1 ip4:203.0.113.1 include:fine.example -all", SpfVerdict.Valid, "SPF049")]
    [InlineData("v=spf1 ip4:192.0.2.1 -all exp=none.example", SpfVerdict.Valid, "SPF051")]
    [InlineData("v=spf1 redirect=soft.example", SpfVerdict.Valid, "SPF023")]
    [InlineData("v=spf1 -all", SpfVerdict.Valid, "SPF005")]
    [InlineData("v=spf1 include:slow.example -all", SpfVerdict.Unknown, "SPF004")]
    [InlineData("v=spf1 include:slow.example include:none.example -all", SpfVerdict.Invalid, "SPF044, SPF004")]
    [InlineData("v=spf1 moo -all", SpfVerdict.Invalid, "SPF010")]
    public async Task Judges_a_record_with_all_that_it_includes(string record, SpfVerdict verdict, string findings)
    {
        var zone = new ZoneBuilder().AddTxt("x.example", record)
            .AddTxt("broken.example", "v=spf1 moo").AddTxt("twice.example", "v=spf1").AddTxt("twice.example", "v=spf1")
            .AddTxt("loop.example", "v=spf1 " + string.Concat(Enumerable.Repeat("mx ", 10)) + "include:x.example").AddMx("loop.example", 1, "h.many.example")
            .AddTxt("open.example", "v=spf1 +all").AddTxt("fine.example", "v=spf1 ip4:203.0.113.0/24 -all").AddTxt("soft.example", "v=spf1 ip4:203.0.113.0/24 ~all")
            .AddTxt("x.example.many.example", "v=spf1 ip4:203.0.113.0/24 -all")
            .AddFailure("slow.example", DnsRecordType.None, DnsFailureReason.Timeout).AddAddress("h.many.example", "203.0.113.1");
        for (var i = 0; i < 11; i++)
        {
            zone.AddMx("many.example", i, "h.many.example");
        }

        var result = await Check(zone);
        Assert.Equal((verdict, findings), (result.Verdict, result.Findings.ToString()));
        Assert.Equal(verdict == SpfVerdict.Unknown, result.TempError.Length > 0);
    }

    [Fact]
    public async Task Counts_more_look_ups_than_a_receiver_would_make()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 " + string.Concat(Enumerable.Range(0, 14).Select(i => "include:s" + i + ".example ")) + "-all");
        for (var i = 0; i < 14; i++)
        {
            zone.AddTxt("s" + i + ".example", "v=spf1 ip4:192.0.2." + i + " -all");
        }

        var result = await Check(zone);
        Assert.Equal((SpfVerdict.Invalid, 14, "SPF040, SPF032"), (result.Verdict, result.Lookups, result.Findings.ToString()));
    }

    [Fact]
    public async Task Tells_a_missing_record_from_a_failed_query_and_from_several()
    {
        Assert.Equal((SpfVerdict.Missing, "SPF001"), Of(await Check(new ZoneBuilder().AddAddress("x.example", "192.0.2.1"))));
        Assert.Equal((SpfVerdict.Missing, "SPF002, SPF001"), Of(await Check(new ZoneBuilder().AddTxt("x.example", "v=spf1; include:y.example -all"))));
        Assert.Equal((SpfVerdict.Invalid, "SPF003"), Of(await Check(new ZoneBuilder().AddTxt("x.example", "v=spf1 -all").AddTxt("x.example", "v=spf1"))));
        Assert.Equal((SpfVerdict.Unknown, "SPF004"), Of(await Check(new ZoneBuilder().AddFailure("x.example", DnsRecordType.TXT, DnsFailureReason.ServerFailure))));

        static (SpfVerdict Verdict, string Findings) Of(SpfTestResult result) => (result.Verdict, result.Findings.ToString());
    }

    [Fact]
    public async Task Bounds_the_work_on_a_tree_that_grows_without_end()
    {
        // Each record includes ten others: without a bound a million look-ups.
        var result = await new SpfChecker(new EndlessResolver()).CheckAsync(new DomainName("x.example"), CancellationToken.None);
        Assert.True(result.Findings.Contains("SPF053") && result.Findings.Contains("SPF040"));
        Assert.InRange(result.DnsQueries.Count, 11, 500);
    }

    [Fact]
    public async Task Writes_the_JSON_that_scripts_read()
    {
        var json = JsonValue.Parse(MailOpsJson.Serialize(await Check(
            new ZoneBuilder().AddTxt("x.example", "v=spf1 include:y.example -all").AddTxt("y.example", "v=spf1 ip4:192.0.2.0/24 -all"))));
        Assert.Equal(("valid", "fail", 1L), (json.MemberString("verdict"), json.MemberString("defaultResult"), json.MemberInt64("lookups")!.Value));
        Assert.Equal("y.example", json.RequireMember("tree").RequireMember("children").RequireItems().Single().MemberString("domain"));
    }

    [Theory]
    [InlineData("v=spf1 a:h1.test a:h2.test a:h3.test ip6:2001:db8::/32 -all", "SPF054")]
    [InlineData("v=spf1 a:h1.test mx:m.test ip6:2001:db8::/32 -all", "SPF054")]
    [InlineData("v=spf1 a:h1.test a:h2.test ip6:2001:db8::/32 -all", "")]
    [InlineData("v=spf1 a:h1.test a:h2.test a:h3.test -all", "")]
    public async Task Tells_when_clients_of_one_family_find_too_little(string record, string expected)
    {
        var zone = new ZoneBuilder().AddTxt("x.test", record).AddAddress("h1.test", "198.51.100.1").AddAddress("h2.test", "198.51.100.2").AddAddress("h3.test", "198.51.100.3")
            .AddMx("m.test", 1, "h2.test").AddMx("m.test", 2, "h3.test");
        var result = await new SpfChecker(zone.Build()).CheckAsync(new DomainName("x.test"), CancellationToken.None);
        Assert.Equal((SpfVerdict.Valid, expected), (result.Verdict, result.Findings.ToString()));
    }

    private static async Task<SpfTestResult> Check(ZoneBuilder zone) => await new SpfChecker(zone.Build()).CheckAsync(new DomainName("x.example"), CancellationToken.None);

    private sealed class EndlessResolver : IDnsResolver
    {
        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            var text = "v=spf1 " + string.Concat(Enumerable.Range(0, 10).Select(i => "include:" + i + "." + question.Name.Substring(Math.Max(0, question.Name.Length - 60)).TrimStart('.') + " ")) + "-all";
            return new ZoneBuilder().AddTxt(question.Name, text).Build().ResolveAsync(question, cancellationToken);
        }
    }
}
