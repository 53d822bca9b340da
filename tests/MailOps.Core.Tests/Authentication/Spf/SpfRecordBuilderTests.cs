using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

public sealed class SpfRecordBuilderTests
{
    [Fact]
    public void Puts_networks_first_and_all_last()
    {
        var builder = new SpfRecordBuilder { All = SpfQualifier.SoftFail }
            .AddInclude("_spf.y.example").AddMx().AddNetwork("192.0.2.0/24").AddNetwork("2001:db8::1").AddHost("h.x.example").AddMx();
        Assert.Equal("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::1 include:_spf.y.example mx a:h.x.example ~all", builder.Build());
        builder.Redirect = "y.example";
        Assert.EndsWith("redirect=y.example", builder.Build());
        Assert.Equal("v=spf1 -all", new SpfRecordBuilder().Build());
    }

    [Theory]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.1 +all")]
    [InlineData("")]
    public void Refuses_a_network_that_is_none(string network) =>
        Assert.Equal("MailOps.Spf.InvalidTerm", Assert.Throws<MailOpsException>(() => new SpfRecordBuilder().AddNetwork(network)).ErrorId);

    [Theory]
    [InlineData("x")]
    [InlineData("x.example +all")]
    [InlineData("b\u00fccher.example")]
    public void Refuses_a_domain_that_is_none(string domain) =>
        Assert.Equal("MailOps.Spf.InvalidTerm", Assert.Throws<MailOpsException>(() => new SpfRecordBuilder().AddInclude(domain)).ErrorId);

    [Fact]
    public async Task Flattens_a_record_into_the_same_judgement()
    {
        var zone = Zone("v=spf1 mx/31 include:_s.y.example ?ip4:203.0.113.99 include:_d.y.example ip4:203.0.113.100 ~all");
        var flat = await new SpfFlattener(zone.Build()).FlattenAsync(new DomainName("x.example"), CancellationToken.None);
        Assert.Equal("v=spf1 ip4:198.51.100.0/31 ip4:203.0.113.0/27 ip6:2001:db8::/64 ?ip4:203.0.113.99 include:_d.y.example ip4:203.0.113.100 ~all", flat.ToString());
        Assert.Equal(("SPF060, SPF061, SPF061, SPF061", 1, 3), (flat.Findings.ToString(), flat.Lookups, flat.NetworkCount));
        var after = new ZoneBuilder().AddTxt("x.example", flat.ToString()).AddTxt("_d.y.example", "v=spf1 exists:%{i}.y.example -all");
        foreach (var client in new[] { "198.51.100.1", "203.0.113.31", "203.0.113.32", "2001:db8::5", "203.0.113.99", "203.0.113.100", "192.0.2.1" })
        {
            Assert.Equal(await Judge(zone, client), await Judge(after, client));
        }
    }

    [Fact]
    public async Task Divides_a_long_record_into_parts_that_fit()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 include:_s.y.example -all")
            .AddTxt("_s.y.example", "v=spf1 " + string.Concat(Enumerable.Range(0, 100).Select(i => "ip4:192.0.2." + (2 * i) + " ")) + "-all");
        var flat = await new SpfFlattener(zone.Build()).FlattenAsync(new DomainName("x.example"), CancellationToken.None);
        Assert.All(flat.Records, r => Assert.InRange(r.Value.Length, 1, 450));
        Assert.Equal((100, flat.Records.Count - 1), (flat.NetworkCount, flat.Lookups));
        var after = flat.Records.Aggregate(new ZoneBuilder(), (z, r) => z.AddTxt(r.Name, r.Value));
        Assert.Equal((SpfResult.Pass, SpfResult.Fail), (await Judge(after, "192.0.2.198"), await Judge(after, "192.0.2.199")));
    }

    [Fact]
    public async Task Follows_a_redirect_and_takes_its_end()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 redirect=y.example").AddTxt("y.example", "v=spf1 a ptr ~all").AddAddress("y.example", "192.0.2.1");
        var flat = await new SpfFlattener(zone.Build()).FlattenAsync(new DomainName("x.example"), CancellationToken.None);
        Assert.Equal("v=spf1 ip4:192.0.2.1 ptr:y.example ~all", flat.ToString());
    }

    [Theory]
    [InlineData("v=spf1 moo")]
    [InlineData("v=spf1 include:slow.example -all")]
    [InlineData("hello")]
    public async Task Refuses_to_flatten_what_it_cannot_read_whole(string record)
    {
        var zone = new ZoneBuilder().AddTxt("x.example", record).AddFailure("slow.example", DnsRecordType.None, DnsFailureReason.Timeout);
        var error = await Assert.ThrowsAsync<MailOpsException>(async () => await new SpfFlattener(zone.Build()).FlattenAsync(new DomainName("x.example"), CancellationToken.None));
        Assert.Equal("MailOps.Spf.CannotFlatten", error.ErrorId);
    }

    private static ZoneBuilder Zone(string record) => new ZoneBuilder().AddTxt("x.example", record)
        .AddMx("x.example", 1, "h.x.example").AddAddress("h.x.example", "198.51.100.1")
        .AddTxt("_s.y.example", "v=spf1 ip4:203.0.113.0/28 ip4:203.0.113.16/28 ip4:203.0.113.5 ip6:2001:db8::/64 -all")
        .AddTxt("_d.y.example", "v=spf1 exists:%{i}.y.example -all");

    private static async Task<SpfResult> Judge(ZoneBuilder zone, string client) => (await new SpfEvaluator(zone.Build()).CheckAsync(
        new SpfQuery { ClientAddress = IPAddress.Parse(client), MailFrom = "a@x.example" }, CancellationToken.None)).Result;
}
