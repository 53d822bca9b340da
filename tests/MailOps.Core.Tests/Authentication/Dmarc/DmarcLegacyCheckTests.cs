using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

public sealed class DmarcLegacyCheckTests
{
    private const string Reject = "v=DMARC1; p=reject; rua=mailto:r@x.co.example";
    private static readonly PublicSuffixList Suffixes = PublicSuffixList.Read(new StringReader("example\nco.example\n"));

    [Fact]
    public async Task Takes_the_record_of_the_domain_that_the_public_suffix_list_gives()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.x.co.example", Reject + "; sp=quarantine").AddTxt("_dmarc.b.x.co.example", "v=DMARC1; p=none; psd=n");
        var result = await Check(zone, "a.b.x.co.example");
        Assert.Equal((DmarcVerdict.Valid, DmarcStandard.Rfc7489, "x.co.example", "x.co.example"), (result.Verdict, result.Standard, result.RecordDomain, result.OrganizationalDomain));
        Assert.Equal((DmarcPolicy.Quarantine, DmarcPolicyTag.SubdomainPolicy), (result.Policy!.Value, result.PolicyTag!.Value));

        // By the tree walk the record with psd=n decides: that difference is a finding.
        Assert.True(result.Findings.Contains("DMARC045"));
        Assert.Equal(DmarcPolicy.None, (await new DmarcChecker(zone.Build(), Suffixes).CheckAsync(new DomainName("a.b.x.co.example"), default)).Policy);
    }

    [Fact]
    public async Task Ignores_np_and_the_test_mode()
    {
        var result = await Check(new ZoneBuilder().AddTxt("_dmarc.x.co.example", Reject + "; np=none; t=y"), "x.co.example");
        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.Reject, false), (result.Policy!.Value, result.NonexistentPolicy!.Value, result.IsTesting));
    }

    [Theory]
    [InlineData("v=DMARC1; p=rejekt", DmarcVerdict.Invalid)]
    [InlineData("v=spf1 -all", DmarcVerdict.Missing)]
    public async Task Tells_a_record_that_cannot_be_used_from_none(string text, DmarcVerdict verdict) =>
        Assert.Equal(verdict, (await Check(new ZoneBuilder().AddTxt("_dmarc.x.co.example", text), "x.co.example")).Verdict);

    [Fact]
    public async Task Several_records_end_the_search()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.a.x.co.example", Reject).AddTxt("_dmarc.a.x.co.example", Reject).AddTxt("_dmarc.x.co.example", Reject);
        var result = await Check(zone, "a.x.co.example");
        Assert.Equal(DmarcVerdict.Invalid, result.Verdict);
        Assert.True(result.Findings.Contains("DMARC005"));
    }

    [Fact]
    public async Task Knows_nothing_when_the_DNS_is_silent() => Assert.Equal(
        DmarcVerdict.Unknown, (await Check(new ZoneBuilder().AddFailure("_dmarc.x.co.example", DnsRecordType.TXT, DnsFailureReason.Timeout), "x.co.example")).Verdict);

    [Fact]
    public async Task Asks_other_organizations_for_their_consent()
    {
        var result = await Check(new ZoneBuilder().AddTxt("_dmarc.x.co.example", "v=DMARC1; p=reject; rua=mailto:r@y.example"), "x.co.example");
        Assert.True(result.Findings.Contains("DMARC042"));
    }

    [Fact]
    public void Needs_the_public_suffix_list() => Assert.Equal(
        "MailOps.Dmarc.NoPublicSuffixList",
        Assert.Throws<MailOpsException>(() => new DmarcChecker(new ZoneBuilder().Build(), new DmarcOptions { AsOf = DmarcStandard.Rfc7489 })).ErrorId);

    private static async Task<DmarcTestResult> Check(ZoneBuilder zone, string domain) =>
        await new DmarcChecker(zone.Build(), new DmarcOptions { AsOf = DmarcStandard.Rfc7489, PublicSuffixes = Suffixes })
            .CheckAsync(new DomainName(domain), CancellationToken.None);
}
