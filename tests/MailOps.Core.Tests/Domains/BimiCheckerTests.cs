#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework, where these tests run too.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Bimi;
using MailOps.Json;
using MailOps.Tests.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains;

public sealed class BimiCheckerTests
{
    private const string Enforced = "v=DMARC1; p=quarantine";

    [Theory]
    [InlineData(null, RecordVerdict.Missing, "BIMI001")]
    [InlineData("v=spf1 -all", RecordVerdict.Missing, "BIMI001")]
    [InlineData("v=bimi1; l=https://corp.test/l.svg", RecordVerdict.Invalid, "BIMI004")]
    [InlineData("v=BIMI1; l=https://corp.test/l.svg|v=BIMI1; l=", RecordVerdict.Invalid, "BIMI003")]
    [InlineData("v=BIMI1", RecordVerdict.Invalid, "BIMI006")]
    [InlineData("v=BIMI1; a=https://corp.test/c.pem", RecordVerdict.Invalid, "BIMI006")]
    [InlineData("v=BIMI1; l=; a=https://corp.test/c.pem", RecordVerdict.Invalid, "BIMI006")]
    [InlineData("v=BIMI1; l", RecordVerdict.Invalid, "BIMI005")]
    [InlineData("v=BIMI1; l=http://corp.test/l.svg", RecordVerdict.Invalid, "BIMI007")]
    [InlineData("v=BIMI1; l=file:///etc/passwd", RecordVerdict.Invalid, "BIMI007")]
    [InlineData("v=BIMI1; l=https://a@corp.test/", RecordVerdict.Invalid, "BIMI007")]
    [InlineData("v=BIMI1; l=; l=; a=;", RecordVerdict.Invalid, "BIMI010")]
    [InlineData("v=BIMI1; l=; a=;", RecordVerdict.Valid, "BIMI008")]
    [InlineData("v=BIMI1; l=;", RecordVerdict.Valid, "BIMI008")]
    [InlineData("v=BIMI1; l=; a=; x=1", RecordVerdict.Valid, "BIMI009, BIMI008")]
    [InlineData("v=BIMI1; l=; avp=both", RecordVerdict.Valid, "BIMI012, BIMI008")]
    [InlineData("v=BIMI1; l=; avp=personal; lps=a,b", RecordVerdict.Valid, "BIMI008")]
    public async Task Says_what_the_record_is_good_for(string? records, RecordVerdict verdict, string findings)
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.corp.test", Enforced);
        foreach (var record in records?.Split('|') ?? [])
        {
            zone.AddTxt("default._bimi.corp.test", record);
        }

        var result = await Check(zone);
        Assert.Equal((verdict, findings), (result.Verdict, result.Findings.ToString()));
        Assert.Equal(verdict == RecordVerdict.Valid, result.IsDeclined);
    }

    [Fact]
    public void The_fields_of_a_record_are_read()
    {
        var record = BimiRecord.Parse("v=BIMI1;l=https://x.test/l.svg;a=https://x.test/c.pem; avp=Personal ; lps=news, info;")!;
        Assert.Equal(("https://x.test/l.svg", "https://x.test/c.pem", "personal", "news, info", false), (record.Location, record.Authority, record.AvatarPreference, record.LocalPartSelectors.ToString(), record.IsDeclined));
    }

    [Fact]
    public async Task A_subdomain_has_the_record_of_its_organization_and_a_selector_its_own()
    {
        var zone = new ZoneBuilder().AddTxt("_dmarc.corp.test", Enforced).AddTxt("default._bimi.corp.test", "v=BIMI1; l=;").AddAddress("news.corp.test", "192.0.2.1");
        var result = await Check(zone, "news.corp.test");
        Assert.Equal((RecordVerdict.Valid, "corp.test"), (result.Verdict, result.RecordDomain));
        Assert.Equal(RecordVerdict.Missing, (await Check(zone, "corp.test", new BimiCheckOptions { Selector = "other" })).Verdict);
        Assert.Equal("MailOps.Domain.InvalidSelector", Assert.Throws<MailOpsException>(() => new BimiChecker(zone.Build(), MailClock.System, new BimiCheckOptions { Selector = "a..b" })).ErrorId);
    }

    [Theory]
    [InlineData(null, "BIMI020")]
    [InlineData("v=DMARC1; p=none", "BIMI021")]
    [InlineData("v=DMARC1; p=reject; sp=none", "BIMI022")]
    [InlineData("v=DMARC1; p=quarantine; pct=50", "BIMI023")]
    [InlineData("v=DMARC1; p=reject; t=y", "BIMI024")]
    [InlineData("v=DMARC1; p=reject", null)]
    public async Task A_logo_needs_an_enforced_dmarc_policy(string? dmarc, string? finding)
    {
        var result = await Serve(ScriptedHttpsServer.Ok("image/svg+xml", Encoding.UTF8.GetBytes(SvgProfileTests.Good)), dmarc);
        Assert.Equal(finding, result.Findings.FirstOrDefault(f => f.Id.StartsWith("BIMI02", StringComparison.Ordinal))?.Id);
        Assert.Equal(finding is null ? RecordVerdict.Valid : RecordVerdict.Invalid, result.Verdict);
    }

    [Fact]
    public async Task A_good_logo_without_certificate_is_valid()
    {
        var result = await Serve(ScriptedHttpsServer.Ok("image/svg+xml", Encoding.UTF8.GetBytes(SvgProfileTests.Good)));
        Assert.Equal((RecordVerdict.Valid, true, "BIMI011", "Corp"), (result.Verdict, result.Passed, result.Findings.ToString(), result.LogoTitle));
        Assert.StartsWith("{\"domain\":\"corp.test\",\"selector\":\"default\",\"verdict\":\"valid\",", MailOpsJson.Serialize(result));
    }

    [Fact]
    public async Task A_packed_logo_is_taken() =>
        Assert.Equal(RecordVerdict.Valid, (await Serve(ScriptedHttpsServer.Ok("image/svg+xml", SvgProfileTests.Pack(Encoding.UTF8.GetBytes(SvgProfileTests.Good))))).Verdict);

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n", "BIMI032")]
    [InlineData("HTTP/1.1 302 Found\nLocation: https://evil.test/\nContent-Length: 0\n\n", "BIMI032")]
    [InlineData("220 mail.corp.test\n\n", "BIMI030")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 100000000\n\n", "BIMI030")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 7\n\n<html/>", "BIMI036")]
    public async Task A_logo_that_cannot_be_had_is_invalid(string answer, string finding)
    {
        var result = await Serve(ScriptedHttpsServer.Text(answer));
        Assert.Equal((RecordVerdict.Invalid, finding), (result.Verdict, result.Findings.First(f => f.Severity == FindingSeverity.Error).Id));
    }

    [Fact]
    public async Task A_web_server_that_cannot_be_reached_is_unknown()
    {
        var closed = Tests.Dns.ScriptedServer.Closed().Port.ToString(CultureInfo.InvariantCulture);
        var zone = new ZoneBuilder().AddTxt("_dmarc.corp.test", Enforced).AddTxt("default._bimi.corp.test", "v=BIMI1; l=https://mx.test:" + closed + "/l.svg").AddAddress("mx.test", "127.0.0.1");
        var result = await Check(zone);
        Assert.Equal((RecordVerdict.Unknown, "BIMI031, BIMI011"), (result.Verdict, result.Findings.ToString()));
        Assert.NotEqual("", result.TempError);
        var failing = await Check(new ZoneBuilder().AddFailure("default._bimi.corp.test", DnsRecordType.TXT, DnsFailureReason.Timeout));
        Assert.Equal((RecordVerdict.Unknown, "BIMI002"), (failing.Verdict, failing.Findings.ToString()));
    }

    [SkippableTheory]
    [Trait("Category", "Servers")]
    [InlineData("", "corp.test", "", RecordVerdict.Valid)]
    [InlineData("", "default._bimi.corp.test", "", RecordVerdict.Valid)]
    [InlineData("", "other.test", "BIMI055", RecordVerdict.Invalid)]
    [InlineData("LOGO=off", "corp.test", "BIMI056", RecordVerdict.Invalid)]
    [InlineData("LOGO=hash", "corp.test", "", RecordVerdict.Valid)]
    [InlineData("PURPOSE=serverAuth", "corp.test", "BIMI053, BIMI058", RecordVerdict.Invalid)]
    [InlineData("DAYS=5", "corp.test", "BIMI060", RecordVerdict.Valid)]
    public async Task Nginx_serves_a_logo_and_its_certificate(string option, string name, string findings, RecordVerdict verdict)
    {
        Skip.If(
            Type.GetType("Mono.Runtime") is not null && option.StartsWith("PURPOSE", StringComparison.Ordinal), "Mono builds chains without looking at purposes.");
        using var nginx = new WebServer("logo.corp.test");
        var svg = nginx.Server.PathOf("logo.svg");
        File.WriteAllText(svg, SvgProfileTests.Good);
        var options = option.Split(['='], StringSplitOptions.RemoveEmptyEntries);
        var made = ServerScripts.Run("mark-cert", [nginx.Server.PathOf("mark"), name, svg], options.Length == 2 ? new Dictionary<string, string> { [options[0]] = options[1] } : null);
        Assert.True(made.ExitCode == 0, made.Error);
        nginx.Put("logo.svg", File.ReadAllBytes(svg));
        nginx.Put("mark.pem", File.ReadAllBytes(nginx.Server.PathOf("mark", "mark.pem")));
        var roots = new X509Certificate2(nginx.Server.PathOf("mark", "mark-ca.pem"));

        // nginx knows no media types here.
        var result = await Check(Zone(nginx.Port), options: new BimiCheckOptions { TrustedRoots = [TestCertificates.AuthorityOf(nginx.Server)], MarkAuthorities = [roots] });
        Assert.Equal((verdict, Join("BIMI033", findings)), (result.Verdict, Join(result.Findings.ToString(), "")));
        Assert.Equal((false, option != "LOGO=off"), (result.Certificate!.IsTrusted is null, result.Certificate.MatchesLogo is true));

        var unknown = await Check(Zone(nginx.Port), options: new BimiCheckOptions { TrustedRoots = [TestCertificates.AuthorityOf(nginx.Server)] });
        Assert.Null(unknown.Certificate!.IsTrusted);
        Assert.Contains("BIMI059", unknown.Findings.ToString());

        nginx.Put("logo.svg", Encoding.UTF8.GetBytes(SvgProfileTests.Good.Replace("Corp", "Corq")));
        var other = await Check(Zone(nginx.Port), options: new BimiCheckOptions { TrustedRoots = [TestCertificates.AuthorityOf(nginx.Server)], MarkAuthorities = [roots] });
        Assert.Equal(option != "LOGO=off", other.Findings.Contains("BIMI057"));
    }

    private static string Join(string first, string second) =>
        string.Join(" ", (first + ", " + second).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).OrderBy(id => id, StringComparer.Ordinal));

    private static ZoneBuilder Zone(int port)
    {
        var server = "https://logo.corp.test:" + port.ToString(CultureInfo.InvariantCulture);
        return new ZoneBuilder().AddTxt("_dmarc.corp.test", Enforced).AddAddress("logo.corp.test", "127.0.0.1")
            .AddTxt("default._bimi.corp.test", "v=BIMI1; l=" + server + "/logo.svg; a=" + server + "/mark.pem");
    }

    // The test's certificate is for localhost and mx.test.
    private static async Task<BimiTestResult> Serve(byte[] answer, string? dmarc = Enforced)
    {
        using var server = new ScriptedHttpsServer(_ => answer, TestCertificates.Server);
        var zone = new ZoneBuilder().AddAddress("mx.test", "127.0.0.1")
            .AddTxt("default._bimi.corp.test", "v=BIMI1; l=https://mx.test:" + server.Port.ToString(CultureInfo.InvariantCulture) + "/logo.svg");
        return await Check(dmarc is null ? zone : zone.AddTxt("_dmarc.corp.test", dmarc), options: new BimiCheckOptions { TrustedRoots = [TestCertificates.Authority] });
    }

    private static async Task<BimiTestResult> Check(ZoneBuilder zone, string domain = "corp.test", BimiCheckOptions? options = null) =>
        await new BimiChecker(zone.Build(), MailClock.System, options).CheckAsync(new DomainName(domain), CancellationToken.None);
}
