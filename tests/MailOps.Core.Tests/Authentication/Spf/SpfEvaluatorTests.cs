using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

public sealed class SpfEvaluatorTests
{
    [Theory]
    [InlineData("192.0.2.1", SpfResult.Pass, "ip4:192.0.2.0/28")]
    [InlineData("192.0.2.16", SpfResult.SoftFail, "~all")]
    [InlineData("::ffff:192.0.2.1", SpfResult.Pass, "ip4:192.0.2.0/28")]
    [InlineData("2001:db8::5", SpfResult.Pass, "include:_s.x.example")]
    [InlineData("198.51.100.1", SpfResult.Neutral, "?a:h.x.example")]
    public async Task Names_the_term_that_decided(string client, SpfResult result, string term)
    {
        var zone = new ZoneBuilder()
            .AddTxt("x.example", "v=spf1 ip4:192.0.2.0/28 include:_s.x.example ?a:h.x.example ~all")
            .AddTxt("_s.x.example", "v=spf1 ip6:2001:db8::/64 -all")
            .AddAddress("h.x.example", "198.51.100.1");
        var check = await Check(zone, client, "anna@X.example");
        Assert.Equal((result, term, "x.example", "x.example"), (check.Result, check.MatchedTerm, check.MatchedDomain, check.Domain));
        Assert.Empty(check.Findings);
    }

    [Fact]
    public async Task Names_the_domain_that_a_redirect_decided_at()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 redirect=y.example exp=no.x.example")
            .AddTxt("y.example", "v=spf1 -all exp=%{d}.why.example").AddTxt("y.example.why.example", "%{i} is not %{d}'s, says %{r}");
        var check = await Check(zone, "192.0.2.1", "anna@x.example");
        Assert.Equal((SpfResult.Fail, "y.example", 1), (check.Result, check.MatchedDomain, check.Lookups));
        Assert.Equal("192.0.2.1 is not y.example's, says mx.receiver.test", check.Explanation);
    }

    [Theory]
    [InlineData("bounces@x.example", SpfScope.MailFrom, "x.example", "bounces@x.example")]
    [InlineData("@x.example", SpfScope.MailFrom, "x.example", "postmaster@x.example")]
    [InlineData("", SpfScope.MailFrom, "helo.example", "postmaster@helo.example")]
    [InlineData("bounces@x.example", SpfScope.Helo, "helo.example", "postmaster@helo.example")]
    public async Task Checks_the_name_that_the_scope_asks_for(string mailFrom, SpfScope scope, string domain, string sender)
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 -all").AddTxt("helo.example", "v=spf1 -all");
        var check = await Check(zone, "192.0.2.1", mailFrom, scope);
        Assert.Equal((SpfResult.Fail, domain, sender), (check.Result, check.Domain, check.Sender));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@localhost")]
    [InlineData("a@[192.0.2.1]")]
    [InlineData("a@x..example")]
    [InlineData("a@.")]
    public async Task Has_no_result_for_what_can_have_no_record(string mailFrom) =>
        Assert.Equal(SpfResult.None, (await Check(new ZoneBuilder(), "192.0.2.1", mailFrom, helo: "")).Result);

    [Theory]
    [InlineData("v=spf1 moo", "SPF010")]
    [InlineData("v=spf1 include:none.example -all", "SPF044")]
    [InlineData("v=spf1 redirect=none.example", "SPF044")]
    [InlineData("v=spf1 a:n1.example a:n2.example a:n3.example", "SPF042")]
    [InlineData("v=spf1 include:x.example", "SPF040")]
    [InlineData("v=spf1 redirect=x.example", "SPF040")]
    [InlineData("v=spf1 mx:many.example", "SPF047")]
    public async Task Says_why_a_record_cannot_be_interpreted(string record, string finding)
    {
        var zone = new ZoneBuilder().AddTxt("x.example", record);
        for (var i = 0; i < 11; i++)
        {
            zone.AddMx("many.example", 10 + i, "mx" + i + ".many.example").AddAddress("mx" + i + ".many.example", "198.51.100." + i);
        }

        var check = await Check(zone, "192.0.2.1", "anna@x.example");
        Assert.Equal((SpfResult.PermError, finding), (check.Result, check.Findings.ToString()));
    }

    [Fact]
    public async Task Gives_permerror_for_several_records() =>
        Assert.Equal("SPF003", (await Check(new ZoneBuilder().AddTxt("x.example", "v=spf1 -all").AddTxt("x.example", "v=spf1"), "192.0.2.1", "a@x.example")).Findings.ToString());

    [Theory]
    [InlineData("v=spf1 a:slow.example -all", SpfResult.TempError)]
    [InlineData("v=spf1 mx:slow.example -all", SpfResult.TempError)]
    [InlineData("v=spf1 include:slow.example -all", SpfResult.TempError)]
    [InlineData("v=spf1 redirect=slow.example", SpfResult.TempError)]
    [InlineData("v=spf1 exists:slow.example -all", SpfResult.TempError)]
    [InlineData("v=spf1 ip4:192.0.2.1 a:slow.example -all", SpfResult.Pass)]
    [InlineData("v=spf1 ptr:x.example -all", SpfResult.Fail)]
    [InlineData("v=spf1 -all exp=slow.example", SpfResult.Fail)]
    public async Task Tells_a_failed_query_from_one_that_finds_nothing(string record, SpfResult result)
    {
        var zone = new ZoneBuilder().AddTxt("x.example", record).AddFailure("slow.example", DnsRecordType.None, DnsFailureReason.Timeout)
            .AddFailure("1.2.0.192.in-addr.arpa", DnsRecordType.None, DnsFailureReason.Timeout);
        var check = await Check(zone, "192.0.2.1", "a@x.example");
        Assert.Equal((result, result == SpfResult.TempError ? "SPF004" : ""), (check.Result, check.Findings.ToString()));
    }

    [Theory]
    [InlineData("%{s}", "Strong-Bad@email.example.com")]
    [InlineData("%{o}", "email.example.com")]
    [InlineData("%{d4}", "email.example.com")]
    [InlineData("%{d2}", "example.com")]
    [InlineData("%{d1}", "com")]
    [InlineData("%{dr}", "com.example.email")]
    [InlineData("%{d2r}", "example.email")]
    [InlineData("%{l}", "Strong-Bad")]
    [InlineData("%{l-}", "Strong.Bad")]
    [InlineData("%{lr-}", "Bad.Strong")]
    [InlineData("%{l1r-}", "Strong")]
    [InlineData("%{S}", "Strong-Bad%40email.example.com")]
    [InlineData("%{ir}.%{v}", "3.2.0.192.in-addr")]
    [InlineData("%{h} %{c} %{r}", "helo.example 192.0.2.3 mx.receiver.test")]
    [InlineData("%{p}", "unknown")]
    [InlineData("%% %_%-", "%  %20")]
    public async Task Expands_macros_as_the_standard_shows(string macro, string expected)
    {
        // RFC 7208 section 7.4, with a local part that is split at a hyphen.
        var zone = new ZoneBuilder().AddTxt("email.example.com", "v=spf1 -all exp=e.example.com").AddTxt("e.example.com", macro);
        Assert.Equal(expected, (await Check(zone, "192.0.2.3", "Strong-Bad@email.example.com")).Explanation);
    }

    [Fact]
    public async Task Expands_IPv6_addresses_nibble_by_nibble()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 -all exp=e.x.example").AddTxt("e.x.example", "%{ir}.%{v}");
        Assert.Equal(
            "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6", (await Check(zone, "2001:db8::cb01", "a@x.example")).Explanation);
    }

    [Fact]
    public async Task Lets_no_macro_of_the_local_part_match_when_it_is_not_ASCII()
    {
        // RFC 8616 section 4
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 exists:%{l}.ok.example include:%{l}.none.example -all")
            .AddAddress("m\u00fcller.ok.example", "127.0.0.2").AddAddress("mueller.ok.example", "127.0.0.2");
        Assert.Equal(SpfResult.Fail, (await Check(zone, "192.0.2.1", "m\u00fcller@x.example")).Result);
        Assert.Equal(SpfResult.Pass, (await Check(zone, "192.0.2.1", "mueller@x.example")).Result);
    }

    [Fact]
    public async Task Keeps_the_expansion_of_a_hostile_record_short()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 -exists:" + string.Concat(Enumerable.Repeat("%{s}", 8_000)) + " -all exp=e.x.example")
            .AddTxt("e.x.example", string.Concat(Enumerable.Repeat("%{s}", 8_000)));
        var check = await Check(zone, "192.0.2.1", new string('a', 60_000) + "@x.example");
        Assert.Equal((SpfResult.Fail, ""), (check.Result, check.Explanation));
    }

    [Fact]
    public async Task Gives_up_when_the_time_is_over()
    {
        var clock = new ManualClock();
        var slow = new SlowResolver(new ZoneBuilder().AddTxt("x.example", "v=spf1 a:h1.x.example a:h2.x.example a:h3.x.example -all")
            .AddAddress("h1.x.example", "198.51.100.1").AddAddress("h2.x.example", "198.51.100.1").AddAddress("h3.x.example", "198.51.100.1").Build(), clock);
        var check = await new SpfEvaluator(slow, new SpfOptions { Clock = clock }).CheckAsync(Query("192.0.2.1", "a@x.example"), CancellationToken.None);
        Assert.Equal((SpfResult.TempError, "SPF006"), (check.Result, check.Findings.ToString()));
    }

    [Fact]
    public async Task Ends_at_once_when_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await new SpfEvaluator(new ZoneBuilder().Build()).CheckAsync(Query("192.0.2.1", "a@x.example"), new CancellationToken(canceled: true)));

    private static async Task<SpfCheckResult> Check(ZoneBuilder zone, string client, string mailFrom, SpfScope scope = SpfScope.MailFrom, string helo = "helo.example") =>
        await new SpfEvaluator(zone.Build()).CheckAsync(Query(client, mailFrom) with { Scope = scope, Helo = helo }, CancellationToken.None);

    private static SpfQuery Query(string client, string mailFrom) =>
        new() { ClientAddress = IPAddress.Parse(client), MailFrom = mailFrom, Helo = "helo.example", Receiver = "mx.receiver.test" };

    /// <summary>Takes nine seconds for each answer.</summary>
    private sealed class SlowResolver(IDnsResolver inner, ManualClock clock) : IDnsResolver
    {
        public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
        {
            clock.Advance(TimeSpan.FromSeconds(9));
            return inner.ResolveAsync(question, cancellationToken);
        }
    }
}
