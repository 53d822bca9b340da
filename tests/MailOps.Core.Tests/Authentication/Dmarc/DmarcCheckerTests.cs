using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;
using MailOps.Dns;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication.Dmarc;

public sealed class DmarcCheckerTests
{
    private const string Good = "v=DMARC1; p=reject; rua=mailto:r@x.example";

    [Fact]
    public async Task Finds_and_describes_the_record_of_a_domain()
    {
        var result = await Check(new ZoneBuilder().AddTxt("_dmarc.x.example", "v=DMARC1; p=reject; sp=quarantine; t=y; rua=mailto:r@x.example"), "X.Example.");
        Assert.Equal((DmarcVerdict.Valid, "x.example", "x.example", "x.example"), (result.Verdict, result.Domain, result.RecordDomain, result.OrganizationalDomain));
        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.Quarantine, DmarcPolicy.Quarantine), (result.Policy!.Value, result.SubdomainPolicy!.Value, result.NonexistentPolicy!.Value));
        Assert.True(result.IsTesting);
        Assert.Equal("_dmarc.x.example, _dmarc.example", result.DnsQueries.ToString());
        Assert.Equal("DMARC031, DMARC029", result.Findings.ToString());
        Assert.Equal("x.example: Valid, Reject", result.ToString());
    }

    [Fact]
    public async Task Finds_nothing_to_say_about_a_good_record() =>
        Assert.Empty((await Check(new ZoneBuilder().AddTxt("_dmarc.x.example", Good), "x.example")).Findings);

    [Fact]
    public async Task Inherits_the_record_of_the_organizational_domain()
    {
        var result = await Check(new ZoneBuilder().AddTxt("_dmarc.x.example", Good + "; np=none; sp=quarantine").AddAddress("a.b.x.example", "192.0.2.1"), "a.b.x.example");
        Assert.Equal((DmarcVerdict.Valid, "x.example", DmarcPolicy.Quarantine, DmarcPolicyTag.SubdomainPolicy), (result.Verdict, result.RecordDomain, result.Policy!.Value, result.PolicyTag!.Value));
        Assert.True(result.Findings.Contains("DMARC040"));
    }

    [Fact]
    public async Task Gives_subdomains_the_policy_of_the_organization_not_of_the_domain_between()
    {
        var result = await Check(
            new ZoneBuilder().AddTxt("_dmarc.x.example", "v=DMARC1; p=none; rua=mailto:r@x.example").AddTxt("_dmarc.a.x.example", Good + "; sp=reject"), "a.x.example");
        Assert.Equal((DmarcPolicy.Reject, DmarcPolicy.None), (result.Policy!.Value, result.SubdomainPolicy!.Value));
        Assert.True(result.Findings.Contains("DMARC041"));
    }

    [Fact]
    public async Task Tells_a_missing_record_from_a_failed_query()
    {
        var missing = await Check(new ZoneBuilder().AddTxt("_dmarc.other.example", Good), "x.example");
        Assert.Equal((DmarcVerdict.Missing, "DMARC001", ""), (missing.Verdict, missing.Findings.ToString(), missing.TempError));
        foreach (var failing in new[] { "_dmarc.x.example", "_dmarc.example" })
        {
            var unknown = await Check(new ZoneBuilder().AddFailure(failing, DnsRecordType.TXT, DnsFailureReason.ServerFailure), "x.example");
            Assert.Equal((DmarcVerdict.Unknown, "DMARC006"), (unknown.Verdict, unknown.Findings.ToString()));
            Assert.NotEmpty(unknown.TempError);
            Assert.Equal(FindingSeverity.Info, unknown.Findings.Worst);
        }
    }

    [Fact]
    public async Task Keeps_a_record_that_was_found_when_only_the_organization_stays_open()
    {
        var result = await Check(
            new ZoneBuilder().AddTxt("_dmarc.x.example", Good).AddFailure("_dmarc.example", DnsRecordType.TXT, DnsFailureReason.Timeout), "x.example");
        Assert.Equal((DmarcVerdict.Valid, DmarcPolicy.Reject, ""), (result.Verdict, result.Policy!.Value, result.OrganizationalDomain));
        Assert.Null(result.SubdomainPolicy);
        Assert.Equal("DMARC044", result.Findings.ToString());
    }

    [Theory]
    [InlineData("v=dmarc1; p=reject", "DMARC003")]
    [InlineData(" v=DMARC1; p=reject", "DMARC004")]
    [InlineData("v=DMARC1 p=reject", "DMARC002")]
    [InlineData("v=DMARC1; p=rejekt", "DMARC013, DMARC021")]
    public async Task Calls_a_record_invalid_that_receivers_cannot_use(string text, string findings)
    {
        var result = await Check(new ZoneBuilder().AddTxt("_dmarc.x.example", text), "x.example");
        Assert.Equal((DmarcVerdict.Invalid, text, findings), (result.Verdict, result.Record, result.Findings.ToString()));
        Assert.Null(result.Policy);
    }

    [Fact]
    public async Task Names_several_records_and_unrelated_ones()
    {
        var result = await Check(
            new ZoneBuilder().AddTxt("_dmarc.x.example", Good).AddTxt("_dmarc.x.example", Good).AddTxt("_dmarc.x.example", "v=spf1 -all"), "x.example");
        Assert.Equal((DmarcVerdict.Invalid, "DMARC005, DMARC008"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task Finds_a_record_in_the_wrong_place()
    {
        var result = await Check(new ZoneBuilder().AddTxt("x.example", Good), "x.example");
        Assert.Equal((DmarcVerdict.Missing, "DMARC001, DMARC007"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task Follows_an_alias_and_names_it()
    {
        var result = await Check(new ZoneBuilder().AddAlias("_dmarc.x.example", "x.example.vendor.test").AddTxt("x.example.vendor.test", Good), "x.example");
        Assert.Equal((DmarcVerdict.Valid, "DMARC047"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task Asks_whether_other_organizations_agreed_to_get_reports()
    {
        var zone = new ZoneBuilder()
            .AddTxt("_dmarc.x.example", "v=DMARC1; p=reject; rua=mailto:a@sub.x.example,mailto:b@yes.test; ruf=mailto:c@no.test,mailto:d@slow.test,mailto:e@yes.test")
            .AddTxt("x.example._report._dmarc.yes.test", "v=DMARC1;")
            .AddTxt("x.example._report._dmarc.no.test", "hello")
            .AddFailure("x.example._report._dmarc.slow.test", DnsRecordType.TXT, DnsFailureReason.Timeout);
        var result = await Check(zone, "x.example");
        Assert.Contains("no.test", result.Findings.Single(f => f.Id == "DMARC042").Message);
        Assert.Contains("slow.test", result.Findings.Single(f => f.Id == "DMARC043").Message);
        Assert.Single(result.DnsQueries, q => q == "x.example._report._dmarc.yes.test");
        Assert.DoesNotContain("x.example._report._dmarc.sub.x.example", result.DnsQueries);
    }

    [Fact]
    public async Task Treats_an_address_below_another_organization_as_external()
    {
        var zone = new ZoneBuilder()
            .AddTxt("_dmarc.x.example", "v=DMARC1; p=reject; rua=mailto:a@own.x.example").AddTxt("_dmarc.own.x.example", Good + "; psd=n");
        Assert.True((await Check(zone, "x.example")).Findings.Contains("DMARC042"));
    }

    [Fact]
    public async Task Says_what_receivers_of_RFC_7489_do_differently()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.b.x.example", Good + "; psd=n").Build();
        var checker = new DmarcChecker(zone, PublicSuffixList.Read(new StringReader("example\n")));
        var result = await checker.CheckAsync(new DomainName("a.b.x.example"), CancellationToken.None);
        Assert.Equal((DmarcVerdict.Valid, true), (result.Verdict, result.Findings.Contains("DMARC045")));
        Assert.False((await checker.CheckAsync(new DomainName("b.x.example"), CancellationToken.None)).Findings.Contains("DMARC045"));
    }

    [Fact]
    public async Task Speaks_German_where_the_culture_is_German()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo("de-AT");
        try
        {
            Assert.StartsWith("Für x.example", (await Check(new ZoneBuilder(), "x.example")).Findings.Single().Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public async Task Writes_the_JSON_that_scripts_read()
    {
        var json = JsonValue.Parse(MailOpsJson.Serialize(await Check(new ZoneBuilder().AddTxt("_dmarc.x.example", Good + "; np=none"), "a.x.example")));
        Assert.Equal(("a.x.example", "valid", "none", "np"), (json.MemberString("domain"), json.MemberString("verdict"), json.MemberString("policy"), json.MemberString("policyTag")));
        Assert.Equal("mailto:r@x.example", json.RequireMember("aggregateReports").RequireItems().Single().RequireString());
        Assert.Contains(json.RequireMember("findings").RequireItems(), f => f.MemberString("id") == "DMARC030");
    }

    [Fact]
    public async Task Ends_at_once_when_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await new DmarcChecker(new ZoneBuilder().Build()).CheckAsync(new DomainName("x.example"), new CancellationToken(canceled: true)));

    private static async Task<DmarcTestResult> Check(ZoneBuilder zone, string domain) =>
        await new DmarcChecker(zone.Build()).CheckAsync(new DomainName(domain), CancellationToken.None);
}
