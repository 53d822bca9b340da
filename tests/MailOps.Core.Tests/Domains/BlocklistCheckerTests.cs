using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains.Blocklists;
using Xunit;

namespace MailOps.Tests.Domains;

public sealed class BlocklistCheckerTests
{
    private static readonly MailBlocklist[] Lists =
    [
        new() { Zone = "bl.example", Name = "BL", ListsIPv6 = true, DelistingPage = "https://bl.example/remove" },
        new() { Zone = "four.example" },
        new() { Zone = "dbl.example", Name = "DBL", ListsDomains = true },
    ];

    [Fact]
    public async Task Names_list_reason_and_page_of_a_listing()
    {
        var result = await Check(Working().AddAddress("9.100.51.198.bl.example", "127.0.0.4").AddTxt("9.100.51.198.bl.example", "open\u0007 proxy"), "198.51.100.9");
        Assert.Equal((BlocklistVerdict.Listed, "BL", false), (result.Verdict, result.ListedBy.ToString(), result.Passed));
        Assert.Equal(("127.0.0.4", "open\uFFFD proxy"), (result.Answers[0].Codes.ToString(), result.Answers[0].Reason));
        Assert.Equal("BLOCK001", result.Findings.ToString());
        Assert.Contains("https://bl.example/remove", result.Findings[0].Advice);
        Assert.Equal(["BL: Listed", "four.example: Clean"], result.Answers.Select(a => a.ToString()));
    }

    [Fact]
    public async Task Asks_about_a_domain_and_the_addresses_of_its_servers()
    {
        var zone = Working().AddMx("x.example", 1, "mx.x.example").AddAddress("mx.x.example", "198.51.100.9").AddAddress("mx.x.example", "2001:db8::1")
            .AddAddress("x.example.dbl.example", "127.0.1.2")
            .AddAddress("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example", "127.0.0.2");
        var result = await Check(zone, "X.example");
        Assert.Equal("DBL, BL", result.ListedBy.ToString());
        Assert.Equal(["x.example", "2001:db8::1", "198.51.100.9", "198.51.100.9"], result.Answers.Select(a => a.Subject));
    }

    [Theory]
    [InlineData("127.255.255.254", "BLOCK002")]
    [InlineData("127.0.0.1", "BLOCK002")]
    [InlineData("203.0.113.7", "BLOCK003")]
    public async Task A_refused_or_rewritten_answer_is_unknown(string code, string finding)
    {
        var result = await Check(Working().AddAddress("9.100.51.198.bl.example", code).AddAddress("9.100.51.198.four.example", code), "198.51.100.9");
        Assert.Equal((BlocklistVerdict.Unknown, 2), (result.Verdict, result.UnknownCount));
        Assert.All(result.Findings, f => Assert.Equal((finding, FindingSeverity.Info), (f.Id, f.Severity)));
    }

    [Fact]
    public async Task A_list_without_its_test_entry_is_dead()
    {
        var result = await Check(new ZoneBuilder().AddAddress("9.100.51.198.bl.example", "127.0.0.2"), "198.51.100.9");
        Assert.Equal((BlocklistVerdict.Unknown, "BLOCK005, BLOCK005"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task A_list_that_has_everybody_is_not_believed()
    {
        var result = await Check(Working().AddAddress("1.0.0.127.bl.example", "127.0.0.2").AddAddress("9.100.51.198.bl.example", "127.0.0.2"), "198.51.100.9");
        Assert.Equal((BlocklistVerdict.Clean, "BLOCK005"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task A_list_that_does_not_answer_is_unknown()
    {
        var result = await Check(Working().AddFailure("9.100.51.198.bl.example", DnsRecordType.A, DnsFailureReason.Timeout), "198.51.100.9");
        Assert.Equal((BlocklistVerdict.Clean, 1, "BLOCK004"), (result.Verdict, result.UnknownCount, result.Findings.ToString()));
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.1.1")]
    [InlineData("172.31.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("::1")]
    public async Task An_address_that_is_not_public_is_not_asked_about(string address)
    {
        var result = await Check(Working(), address);
        Assert.Equal((BlocklistVerdict.Unknown, "BLOCK006", 0), (result.Verdict, result.Findings.ToString(), result.Answers.Count));
    }

    [Theory]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("[::ffff:198.51.100.1]")]
    public async Task An_address_just_outside_is(string address) => Assert.Equal(BlocklistVerdict.Clean, (await Check(Working(), address)).Verdict);

    [Fact]
    public async Task A_wrong_name_is_an_error() =>
        Assert.Equal("MailOps.Domain.Invalid", (await Assert.ThrowsAsync<MailOpsException>(async () => await Check(Working(), "a..b"))).ErrorId);

    [Fact]
    public void The_usual_lists_name_a_page_for_removal() => Assert.All(MailBlocklist.Default, l => Assert.StartsWith("https://", l.DelistingPage));

    private static ZoneBuilder Working() => new ZoneBuilder()
        .AddAddress("2.0.0.127.bl.example", "127.0.0.2").AddAddress("2.0.0.127.four.example", "127.0.0.2").AddAddress("test.dbl.example", "127.0.1.2");

    private static async Task<BlocklistTestResult> Check(ZoneBuilder zone, string target) =>
        await new BlocklistChecker(zone.Build(), Lists).CheckAsync(target, CancellationToken.None);
}
