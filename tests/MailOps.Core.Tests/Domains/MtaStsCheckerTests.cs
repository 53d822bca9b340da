using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.MtaSts;
using MailOps.Tests.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains;

public sealed class MtaStsCheckerTests
{
    private const string Policy = "version: STSv1\r\nmode: enforce\r\nmx: mx1.test\r\nmx: *.backup.test\r\nmax_age: 604800\r\n";

    [Theory]
    [InlineData(null, RecordVerdict.Missing, "MTASTS001")]
    [InlineData("v=spf1 -all", RecordVerdict.Missing, "MTASTS001")]
    [InlineData("v=stsv1; id=1", RecordVerdict.Invalid, "MTASTS003")]
    [InlineData(" v=STSv1; id=1", RecordVerdict.Invalid, "MTASTS003")]
    [InlineData("v=STSv1; id=1;; a=b", RecordVerdict.Invalid, "MTASTS005")]
    [InlineData("v=STSv1; id=1; a==b", RecordVerdict.Invalid, "MTASTS005")]
    [InlineData("v=STSv1; id=1; a=b c", RecordVerdict.Invalid, "MTASTS005")]
    [InlineData("v=STSv1", RecordVerdict.Invalid, "MTASTS006")]
    [InlineData("v=STSv1; id=a-b", RecordVerdict.Invalid, "MTASTS006")]
    [InlineData("v=STSv1; id=1|v=STSv1; id=2", RecordVerdict.Invalid, "MTASTS004")]
    public async Task Says_what_is_wrong_with_the_record_and_fetches_nothing(string? records, RecordVerdict verdict, string finding)
    {
        var zone = new ZoneBuilder();
        foreach (var record in records?.Split('|') ?? [])
        {
            zone.AddTxt("_mta-sts.corp.test", record);
        }

        var result = await new MtaStsChecker(zone.Build(), MailClock.System).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((verdict, finding), (result.Verdict, Assert.Single(result.Findings).Id));
        Assert.Equal("", result.PolicyUri);
        Assert.False(result.Passed);
    }

    [Fact]
    public async Task A_policy_that_names_the_mail_servers_passes()
    {
        var result = await CheckAsync(Ok(Policy), "10 mx1.test", "20 a.backup.test");
        Assert.Equal((RecordVerdict.Valid, MtaStsMode.Enforce, 604_800d), (result.Verdict, result.Mode, result.MaxAge!.Value.TotalSeconds));
        Assert.Empty(result.Findings);
        Assert.True(result.Passed);
        Assert.Equal(["mx1.test", "a.backup.test"], result.MxHosts);
    }

    [Theory]
    [InlineData("10 mx1.test|20 other.test", "MTASTS030 MTASTS031")]
    [InlineData("10 mx1.test|20 a.b.backup.test", "MTASTS030 MTASTS031")]
    [InlineData("", "MTASTS030 MTASTS031 MTASTS031")]
    public async Task A_mail_server_that_the_policy_does_not_name_is_an_error(string mx, string findings)
    {
        var result = await CheckAsync(Ok(Policy), mx.Split(['|'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(RecordVerdict.Valid, result.Verdict);
        Assert.False(result.Passed);
        Assert.Equal(findings, string.Join(" ", result.Findings.Select(f => f.Id)));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n", "MTASTS012")]
    [InlineData("HTTP/1.1 301 Moved\nLocation: https://www.corp.test/\nContent-Length: 0\n\n", "MTASTS014")]
    [InlineData("220 mail.corp.test\n\n", "MTASTS010")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 100000\n\n", "MTASTS018")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 14\n\n<html>no</html", "MTASTS020 MTASTS021 MTASTS022 MTASTS023")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 46\n\nversion: STSv1\nmode: none\nmax_age: 1\nnew:\n", "MTASTS020")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 50\n\nversion: STSv1\nmode: none\nmax_age: 00000000001\n", "MTASTS023")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 0\n\n", "MTASTS021 MTASTS022 MTASTS023")]
    public async Task What_senders_cannot_use_is_invalid(string answer, string findings)
    {
        var result = await CheckAsync(ScriptedHttpsServer.Text(answer), "10 mx1.test");
        Assert.Equal(RecordVerdict.Invalid, result.Verdict);
        Assert.Equal(findings.Split(' ')[0], result.Findings[0].Id);
        Assert.Subset(new HashSet<string>(findings.Split(' ')), new HashSet<string>(result.Findings.Select(f => f.Id)));
    }

    [Theory]
    [InlineData("version: STSv1\nmode: testing\nmx: mx1.test\nmax_age: 3600\n", "text/plain", "MTASTS034 MTASTS032")]
    [InlineData("version: STSv1\nmode: none\nmax_age: 3600\n", "text/plain", "MTASTS033")]
    [InlineData("version: STSv1\nmode: enforce\nmode: none\nmx: mx1.test\nmax_age: 86400\nnew_key: x", "text/html", "MTASTS013 MTASTS026")]
    public async Task What_could_be_better_is_said_of_a_policy_that_works(string policy, string mediaType, string findings)
    {
        var result = await CheckAsync(ScriptedHttpsServer.Ok(mediaType, Encoding.ASCII.GetBytes(policy)), "10 mx1.test");
        Assert.Equal(RecordVerdict.Valid, result.Verdict);
        Assert.Equal(findings, string.Join(" ", result.Findings.Select(f => f.Id)));
    }

    [Fact]
    public async Task A_web_server_that_cannot_be_reached_is_unknown_and_no_error()
    {
        var zone = Zone("10 mx1.test").Build();
        var closed = Tests.Dns.ScriptedServer.Closed().Port;
        var result = await new MtaStsChecker(zone, MailClock.System, closed, []).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((RecordVerdict.Unknown, "MTASTS011"), (result.Verdict, Assert.Single(result.Findings).Id));
        Assert.NotEqual("", result.TempError);
    }

    [SkippableTheory]
    [Trait("Category", "Servers")]
    [InlineData("server", RecordVerdict.Valid, null)]
    [InlineData("expired", RecordVerdict.Invalid, "MTASTS015")]
    [InlineData("wrong", RecordVerdict.Invalid, "MTASTS016")]
    [InlineData("selfsigned", RecordVerdict.Invalid, "MTASTS017")]
    public async Task Nginx_serves_a_policy_whose_certificate_counts(string certificate, RecordVerdict verdict, string? finding)
    {
        using var nginx = new WebServer("mta-sts.corp.test", certificate);
        nginx.Put(".well-known/mta-sts.txt", Encoding.ASCII.GetBytes(Policy.Replace("mx: *.backup.test\r\n", "")));
        var checker = new MtaStsChecker(Zone("10 mx1.test").Build(), MailClock.System, nginx.Port, [TestCertificates.AuthorityOf(nginx.Server)]);
        var result = await checker.CheckAsync(new DomainName("corp.test"), CancellationToken.None);
        Assert.Equal((verdict, finding), (result.Verdict, result.Findings.Count == 0 ? null : result.Findings[0].Id));
    }

    private static byte[] Ok(string policy) => ScriptedHttpsServer.Ok("text/plain; charset=us-ascii", Encoding.ASCII.GetBytes(policy));

    // The test's certificate is for localhost and mx.test.
    private static async Task<MtaStsTestResult> CheckAsync(byte[] answer, params string[] mx)
    {
        using var server = new ScriptedHttpsServer(_ => answer, TestCertificates.Server);
        var checker = new MtaStsChecker(Zone(mx).Build(), MailClock.System, server.Port, [TestCertificates.Authority]) { PolicyHost = "mx.test" };
        return await checker.CheckAsync(new DomainName("corp.test"), CancellationToken.None);
    }

    private static ZoneBuilder Zone(params string[] mx)
    {
        var zone = new ZoneBuilder();
        zone.AddTxt("_mta-sts.corp.test", "v=STSv1; id=20260101T000000;");
        zone.AddAddress("mta-sts.corp.test", "127.0.0.1").AddAddress("mx.test", "127.0.0.1");
        foreach (var record in mx)
        {
            var parts = record.Split(' ');
            zone.AddMx("corp.test", int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
        }

        return zone;
    }
}
