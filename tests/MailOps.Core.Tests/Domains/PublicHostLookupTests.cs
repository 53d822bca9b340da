using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Bimi;
using MailOps.Domains.MtaSts;
using Xunit;

namespace MailOps.Tests.Domains;

/// <summary>Records of strangers must not lead a check to what only this host reaches.</summary>
public sealed class PublicHostLookupTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::1")]
    public async Task A_host_of_this_network_alone_is_not_fetched_from(string address)
    {
        var resolver = new Outside(new ZoneBuilder().AddTxt("_mta-sts.corp.test", "v=STSv1; id=1").AddAddress("mta-sts.corp.test", address)
            .AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject").AddTxt("default._bimi.corp.test", "v=BIMI1; l=https://mta-sts.corp.test/l.svg").Build());
        var policy = await new MtaStsChecker(resolver, MailClock.System).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Unknown, "MTASTS019"), (policy.Verdict, policy.Findings.ToString()));
        Assert.Contains("mta-sts.corp.test", policy.TempError);
        var logo = await new BimiChecker(resolver, MailClock.System).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Unknown, "BIMI047, BIMI011"), (logo.Verdict, logo.Findings.ToString()));
        var error = await Assert.ThrowsAsync<MailOpsException>(() => PublicHostLookup.For(resolver)("mta-sts.corp.test", CancellationToken.None));
        Assert.Equal("MailOps.Net.AddressNotPublic", error.ErrorId);
    }

    // The spellings that parsers of addresses take too.
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("10.0.0.1:8443")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:10.0.0.1]:8443")]
    public async Task An_address_in_place_of_a_name_is_refused_too(string host)
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.corp.test", "v=DMARC1; p=reject").AddTxt("default._bimi.corp.test", "v=BIMI1; l=https://" + host + "/l.svg; a=https://" + host + "/c.pem");
        var logo = await new BimiChecker(new Outside(zone.Build()), MailClock.System).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Unknown, "BIMI047, BIMI047"), (logo.Verdict, logo.Findings.ToString()));
    }

    [Fact]
    public async Task Of_several_addresses_only_the_public_ones_are_left()
    {
        var zone = new ZoneBuilder().AddAddress("h.test", "10.0.0.1").AddAddress("h.test", "192.0.2.1").AddAddress("h.test", "::1").AddAddress("h.test", "2001:db8::1").Build();
        Assert.Equal(["2001:db8::1", "192.0.2.1"], Texts(await PublicHostLookup.For(new Outside(zone))("h.test", CancellationToken.None)));
        Assert.Empty(await PublicHostLookup.For(new Outside(zone))("none.test", CancellationToken.None));
    }

    [Fact]
    public async Task A_zone_file_of_the_caller_may_name_any_host()
    {
        var zone = new ZoneBuilder().AddAddress("h.test", "127.0.0.1").Build();
        Assert.Equal(["127.0.0.1"], Texts(await PublicHostLookup.For(zone)("h.test", CancellationToken.None)));
    }

    private static IEnumerable<string> Texts(IEnumerable<IPAddress> addresses) => addresses.Select(a => a.ToString());

    /// <summary>Answers as a server in the network does.</summary>
    private sealed class Outside(ZoneResolver zone) : IDnsResolver
    {
        public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            await zone.ResolveAsync(question, cancellationToken) with { Server = "192.0.2.53:53" };
    }
}
