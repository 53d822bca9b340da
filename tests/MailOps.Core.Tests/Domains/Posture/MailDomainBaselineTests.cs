using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains.Posture;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Domains.Posture;

public sealed class MailDomainBaselineTests
{
    private const string Good = "v=DMARC1; p=reject; rua=mailto:d@corp.test";

    [Fact]
    public async Task What_stayed_the_same_is_no_change()
    {
        var change = Load(MailOpsJson.Serialize(await Check(Good))).Compare(await Check(Good));
        Assert.False(change.HasChanged);
        Assert.False(change.IsWorse);
    }

    [Fact]
    public async Task A_record_that_got_weaker_is_named_with_its_findings()
    {
        var change = Load(MailOpsJson.Serialize(await Check(Good))).Compare(await Check("v=DMARC1; p=none; rua=ftp://x"));
        Assert.True(change.HasChanged);
        Assert.True(change.IsWorse);
        Assert.True(change.Score < change.ScoreBefore);
        var record = Assert.Single(change.Records);
        Assert.Equal(("_dmarc.corp.test", Good, "v=DMARC1; p=none; rua=ftp://x"), (record.Host, record.Before, record.After));
    }

    [Fact]
    public async Task What_was_mended_is_named_and_not_worse()
    {
        var change = Load(MailOpsJson.Serialize(await Check(""))).Compare(await Check(Good));
        Assert.Equal("DMARC001", Assert.Single(change.GoneFindings).Id);
        Assert.Empty(change.NewFindings);
        Assert.False(change.IsWorse);
        Assert.Equal("_dmarc.corp.test (new)", change.Records.ToString());
    }

    [Fact]
    public async Task That_nobody_answers_now_is_no_change()
    {
        var now = await Check(Good, zone => zone.AddFailure("_dmarc.corp.test", DnsRecordType.TXT, DnsFailureReason.Timeout), addsPolicy: false);
        Assert.Contains("Dmarc", now.Unknown);
        Assert.False(Load(MailOpsJson.Serialize(await Check("v=DMARC1; p=none; rua=mailto:d@corp.test"))).Compare(now).HasChanged);
    }

    [Fact]
    public async Task A_domain_that_was_not_checked_before_is_all_new()
    {
        var change = Load(MailOpsJson.Serialize(await Check(Good)).Replace("corp.test", "other.test")).Compare(await Check(Good));
        Assert.True(change.HasChanged);
        Assert.Null(change.GradeBefore);
        Assert.Null(change.ScoreBefore);
    }

    [Fact]
    public async Task A_file_may_be_lines_an_array_or_utf_16()
    {
        var line = MailOpsJson.Serialize(await Check(Good));
        var other = line.Replace("corp.test", "other.test");
        Assert.Equal(2, Load(line + "\n" + other + "\n").Count);
        Assert.Equal(2, Load("[" + line + "," + other + "]").Count);
        Assert.Equal(1, Load(line, Encoding.Unicode).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,2]")]
    [InlineData("{\"domain\":\"corp.test\"}")]
    [InlineData("{\"domain\":1,\"grade\":[],\"findings\":{}}")]
    public void What_is_no_result_is_an_error(string text) =>
        Assert.Equal("MailOps.Domain.InvalidBaseline", Assert.Throws<MailOpsException>(() => Load(text)).ErrorId);

    [Fact]
    public async Task Members_of_a_wrong_kind_are_passed_over()
    {
        var change = Load("{\"domain\":\"corp.test\",\"grade\":7,\"score\":\"x\",\"findings\":[1,{}],\"records\":[2,{\"host\":3}],\"unknown\":[4],\"checkedAt\":5}")
            .Compare(await Check(Good));
        Assert.Null(change.GradeBefore);
        Assert.Null(change.ScoreBefore);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_an_error() =>
        Assert.Equal("MailOps.Domain.BaselineUnreadable", Assert.Throws<MailOpsException>(() => MailDomainBaseline.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json"))).ErrorId);

    private static MailDomainBaseline Load(string text, Encoding? encoding = null)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
            return MailDomainBaseline.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<MailDomainResult> Check(string policy, Func<ZoneBuilder, ZoneBuilder>? more = null, bool addsPolicy = true)
    {
        var zone = new ZoneBuilder().AddTxt("corp.test", "v=spf1 mx -all").AddMx("corp.test", 10, "mail.corp.test").AddAddress("mail.corp.test", "192.0.2.1");
        zone = policy.Length > 0 && addsPolicy ? zone.AddTxt("_dmarc.corp.test", policy) : zone;
        return await new MailDomainChecker((more is null ? zone : more(zone)).Build(), new MailDomainOptions { SkipServers = true }).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
    }
}
