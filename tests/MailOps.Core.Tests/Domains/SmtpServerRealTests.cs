using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Servers;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains;

/// <summary>Real Postfix, with its real TLS.</summary>
[Trait("Category", "Servers")]
public sealed class SmtpServerRealTests(MailServers servers) : IClassFixture<MailServers>
{
    private const string Host = "mx.example.test";

    [SkippableFact]
    public async Task A_usual_postfix_passes_and_is_no_relay()
    {
        var result = await Check(servers.Postfix, 0, new SmtpServerCheckOptions { TestRelay = true });
        Assert.Equal((RecordVerdict.Valid, true, RelayVerdict.Refused), (result.Verdict, result.Passed, result.Relay));
        Assert.Contains("TLS 1.2", result.AcceptedTlsVersions);
        Assert.Contains("TLS 1.3", result.AcceptedTlsVersions);
        Assert.Empty(result.UnknownTlsVersions);
        Assert.True(result.Certificate!.IsValid);
        Assert.DoesNotContain("SRV03", result.Findings.ToString());
    }

    [SkippableTheory]
    [InlineData("!TLSv1.3", "TLS 1.3", "SRV026")]
    [InlineData("!TLSv1.2, !TLSv1.1, !TLSv1", "TLS 1.2", null)]
    public async Task What_postfix_is_told_to_refuse_is_refused(string protocols, string refused, string? finding)
    {
        var extra = Path.GetTempFileName();
        try
        {
            File.WriteAllText(extra, "smtpd_tls_protocols = " + protocols + "\n");
            using var own = new MailServers();
            using var postfix = own.StartPostfix(new Dictionary<string, string> { ["EXTRA"] = extra });
            var result = await Check(postfix, 0);
            Assert.Contains(refused, result.RefusedTlsVersions);
            Assert.Equal(finding is not null, result.Findings.Contains("SRV026"));
        }
        finally
        {
            File.Delete(extra);
        }
    }

    [SkippableTheory]
    [InlineData("expired", "SRV031")]
    [InlineData("wrong", "SRV032")]
    [InlineData("selfsigned", "SRV030")]
    public async Task A_bad_certificate_is_named_at_the_exchanger_and_an_error_at_the_port_for_users(string certificate, string finding)
    {
        using var own = new MailServers();
        using var postfix = own.StartPostfix(new Dictionary<string, string> { ["CERT"] = certificate });
        var exchanger = await Check(postfix, 0);
        Assert.Equal((RecordVerdict.Valid, true, false), (exchanger.Verdict, exchanger.Passed, exchanger.Certificate!.IsValid));
        Assert.True(exchanger.Findings.Contains(finding), exchanger.Findings.ToString());
        var submission = await Check(postfix, 2, new SmtpServerCheckOptions { ImplicitTls = true });
        Assert.True(submission.Findings.Contains(finding) && submission.Findings.Contains("SRV037"), submission.Findings.ToString());
        Assert.False(submission.Passed);
    }

    private static async Task<SmtpServerTestResult> Check(RealServer postfix, int offset, SmtpServerCheckOptions? options = null)
    {
        var zone = new ZoneBuilder().AddAddress(Host, "127.0.0.1").AddPtr("127.0.0.1", Host).Build();
        options = (options ?? new SmtpServerCheckOptions()) with { HeloName = "client.test", TrustedRoots = [TestCertificates.AuthorityOf(postfix)] };
        return await new SmtpServerChecker(zone, MailClock.System, options)
            .CheckAsync(Host + ":" + (postfix.Port + offset).ToString(CultureInfo.InvariantCulture), CancellationToken.None);
    }
}
