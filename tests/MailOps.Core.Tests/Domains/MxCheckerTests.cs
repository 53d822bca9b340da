using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Mx;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Domains;

public sealed class MxCheckerTests
{
    [Fact]
    public async Task Two_servers_with_both_families_have_nothing_to_improve()
    {
        var result = await Check(Zone("20 mx2.corp.test", "10 mx1.corp.test").AddAddress("mx1.corp.test", "8.8.8.1").AddAddress("mx1.corp.test", "2a00::1").AddAddress("mx2.corp.test", "8.8.8.2"));
        Assert.Equal((RecordVerdict.Valid, true, ""), (result.Verdict, result.Passed, result.Findings.ToString()));
        Assert.Equal("10 mx1.corp.test, 20 mx2.corp.test", result.Hosts.ToString());
        Assert.Equal(("8.8.8.1", "2a00::1"), (result.Hosts[0].IPv4.ToString(), result.Hosts[0].IPv6.ToString()));
    }

    [Theory]
    [InlineData("0 .", "MX005")]
    [InlineData("10 .", "MX007, MX005")]
    [InlineData("0 .|0 .", "MX005")]
    public async Task A_null_mx_is_a_valid_answer(string records, string findings)
    {
        var result = await Check(Zone(records.Split('|')));
        Assert.Equal((RecordVerdict.Valid, true, findings), (result.Verdict, result.IsNullMx, result.Findings.ToString()));
        Assert.Equal(".", Assert.Single(result.Hosts).Host);
    }

    [Fact]
    public async Task A_null_mx_beside_a_server_is_an_error()
    {
        var result = await Check(Zone("0 .", "10 mx.corp.test").AddAddress("mx.corp.test", "8.8.8.1"));
        Assert.Equal((RecordVerdict.Valid, false, false), (result.Verdict, result.IsNullMx, result.Passed));
        Assert.Equal("MX006", result.Findings[0].Id);
        Assert.Equal("mx.corp.test", Assert.Single(result.Hosts).Host);
    }

    [Fact]
    public async Task Without_mx_the_address_of_the_domain_takes_the_mail()
    {
        var result = await Check(new ZoneBuilder().AddAddress("corp.test", "8.8.8.1"));
        Assert.Equal((RecordVerdict.Missing, true, "MX001"), (result.Verdict, result.IsImplicit, result.Findings.ToString()));
        Assert.Contains("8.8.8.1", result.Findings[0].Message);
    }

    [Fact]
    public async Task A_domain_without_mx_and_address_takes_no_mail() =>
        Assert.Equal("MX004", (await Check(new ZoneBuilder().AddTxt("corp.test", "x"))).Findings.ToString());

    [Fact]
    public async Task A_domain_that_does_not_exist_is_an_error()
    {
        var result = await Check(new ZoneBuilder().AddTxt("other.test", "x"));
        Assert.Equal((RecordVerdict.Missing, "MX003", false), (result.Verdict, result.Findings.ToString(), result.IsImplicit));
    }

    [Theory]
    [InlineData("192.0.2.1", "MX011")]
    [InlineData("localhost", "MX012")]
    [InlineData("localhost.corp.test", "MX012")]
    [InlineData("nothing.corp.test", "MX013")]
    [InlineData("mx_1.corp.test", "MX016")]
    public async Task A_record_that_leads_nowhere_is_invalid(string host, string finding)
    {
        var result = await Check(Zone("10 " + host).AddTxt("nothing.corp.test", "x"));
        Assert.Equal((RecordVerdict.Invalid, finding + ", MX020"), (result.Verdict, result.Findings.ToString()));
        Assert.NotEqual(RecordVerdict.Valid, result.Hosts[0].Verdict);
    }

    [Theory]
    [InlineData("127.0.0.1", RecordVerdict.Invalid, "MX012")]
    [InlineData("::1", RecordVerdict.Invalid, "MX012")]
    [InlineData("169.254.1.1", RecordVerdict.Invalid, "MX012")]
    [InlineData("10.0.0.1", RecordVerdict.Valid, "MX014")]
    [InlineData("172.31.255.255", RecordVerdict.Valid, "MX014")]
    [InlineData("fd00::1", RecordVerdict.Valid, "MX014")]
    [InlineData("203.0.113.5", RecordVerdict.Valid, "MX014")]
    [InlineData("2001:db8::5", RecordVerdict.Valid, "MX014")]
    [InlineData("172.32.0.1", RecordVerdict.Valid, null)]
    [InlineData("203.0.114.5", RecordVerdict.Valid, null)]
    public async Task An_address_that_nobody_outside_reaches_is_named(string address, RecordVerdict verdict, string? finding)
    {
        var result = await Check(Zone("10 mx.corp.test").AddAddress("mx.corp.test", address));
        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(finding, result.Findings.FirstOrDefault(f => f.Id is "MX012" or "MX014")?.Id);
    }

    [Fact]
    public async Task An_alias_is_followed_and_named()
    {
        var result = await Check(Zone("10 mx.corp.test").AddAlias("mx.corp.test", "real.corp.test").AddAddress("real.corp.test", "8.8.8.1").AddAddress("real.corp.test", "2a00::1"));
        Assert.Equal((true, "MX010, MX021"), (result.Hosts[0].IsAlias, result.Findings.ToString()));
        Assert.Contains("real.corp.test", result.Findings[0].Message);
    }

    [Fact]
    public async Task Two_names_of_one_machine_are_one_machine()
    {
        var zone = Zone("10 a.corp.test", "20 b.corp.test").AddAddress("a.corp.test", "8.8.8.1").AddAddress("b.corp.test", "8.8.8.1");
        Assert.Equal("MX021, MX023", (await Check(zone)).Findings.ToString());
        Assert.Equal("MX023", (await Check(zone.AddAddress("b.corp.test", "8.8.8.2"))).Findings.ToString());
    }

    [Fact]
    public async Task Servers_without_ipv4_shut_many_senders_out() =>
        Assert.Contains("MX024", (await Check(Zone("10 mx.corp.test").AddAddress("mx.corp.test", "2a00::1"))).Findings.ToString());

    [Fact]
    public async Task A_host_named_twice_is_kept_once()
    {
        var result = await Check(Zone("20 mx.corp.test", "10 mx.corp.test").AddAddress("mx.corp.test", "8.8.8.1"));
        Assert.Equal("10 mx.corp.test", result.Hosts.ToString());
        Assert.True(result.Findings.Contains("MX022"));
    }

    [Fact]
    public async Task A_failing_dns_is_unknown_and_no_error()
    {
        var domain = await Check(new ZoneBuilder().AddFailure("corp.test", DnsRecordType.MX, DnsFailureReason.ServerFailure));
        var address = await Check(new ZoneBuilder().AddTxt("corp.test", "x").AddFailure("corp.test", DnsRecordType.A, DnsFailureReason.Timeout));
        var host = await Check(Zone("10 mx.corp.test").AddFailure("mx.corp.test", DnsRecordType.A, DnsFailureReason.Timeout).AddFailure("mx.corp.test", DnsRecordType.AAAA, DnsFailureReason.Timeout));
        Assert.Equal("MX002 MX002 MX015", string.Join(" ", new[] { domain, address, host }.Select(r => r.Findings.ToString())));
        Assert.All(new[] { domain, address, host }, r => Assert.Equal((RecordVerdict.Unknown, FindingSeverity.Info, false), (r.Verdict, r.Findings.Worst, r.Passed)));
        Assert.All(new[] { domain, address, host }, r => Assert.NotEqual("", r.TempError));
    }

    [Fact]
    public async Task An_unanswered_family_is_not_taken_for_none()
    {
        var result = await Check(Zone("10 mx.corp.test").AddAddress("mx.corp.test", "8.8.8.1").AddFailure("mx.corp.test", DnsRecordType.AAAA, DnsFailureReason.Timeout));
        Assert.Equal((RecordVerdict.Valid, ""), (result.Verdict, result.Findings.ToString()));
    }

    [Theory]
    [InlineData(0, 0, "MX027")]
    [InlineData(604_800, 604_800, null)]
    [InlineData(604_801, 604_801, "MX026")]
    [InlineData(300, 600, "MX025")]
    public async Task Odd_lifetimes_are_named(int first, int second, string? finding)
    {
        var zone = new ZoneBuilder().AddAddress("a.corp.test", "8.8.8.1").AddAddress("b.corp.test", "8.8.8.2");
        foreach (var (host, seconds) in new[] { ("a.corp.test", first), ("b.corp.test", second) })
        {
            zone.Add(new DnsMxRecord { Name = "corp.test", Preference = 10, Exchange = host, TimeToLive = TimeSpan.FromSeconds(seconds) });
        }

        Assert.Equal(finding, (await Check(zone)).Findings.FirstOrDefault(f => f.Id is "MX025" or "MX026" or "MX027")?.Id);
    }

    [Fact]
    public async Task Of_a_thousand_servers_the_first_are_asked_about()
    {
        var zone = Zone([.. Enumerable.Range(1, 1000).Select(i => i.ToString(CultureInfo.InvariantCulture) + " mx" + i.ToString(CultureInfo.InvariantCulture) + ".corp.test")]);
        var result = await Check(zone.AddAddress("mx1.corp.test", "8.8.8.1"));
        Assert.Equal((RecordVerdict.Valid, 20, "mx1.corp.test"), (result.Verdict, result.Hosts.Count, result.Hosts[0].Host));
        Assert.True(result.Findings.Contains("MX028"));
    }

    [Fact]
    public async Task The_json_form_has_a_row_for_each_server() =>
        Assert.StartsWith(
            """{"domain":"corp.test","verdict":"valid","hosts":[{"preference":10,"host":"mx.corp.test","verdict":"valid","ipv4":["8.8.8.1"],"ipv6":[],"isAlias":false,"timeToLive":3600}],"isNullMx":false,"isImplicit":false,"tempError":"","findings":[""",
            MailOpsJson.Serialize(await Check(Zone("10 mx.corp.test").AddAddress("mx.corp.test", "8.8.8.1"))));

    private static ZoneBuilder Zone(params string[] records)
    {
        var zone = new ZoneBuilder();
        foreach (var record in records)
        {
            var parts = record.Split(' ');
            zone.AddMx("corp.test", int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        }

        return zone;
    }

    private static async Task<MxTestResult> Check(ZoneBuilder zone) => await new MxChecker(zone.Build()).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
}
