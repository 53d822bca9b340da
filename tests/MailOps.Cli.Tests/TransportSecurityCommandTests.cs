using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class TransportSecurityCommandTests : IDisposable
{
    private readonly string _zone = Path.GetTempFileName();

    public TransportSecurityCommandTests() => File.WriteAllText(_zone, """
        {
          "corp.example": [{ "type": "MX", "preference": 10, "value": "mx.corp.example" }],
          "_smtp._tls.corp.example": [{ "type": "TXT", "value": "v=TLSRPTv1; rua=mailto:tls@corp.example" }],
          "_smtp._tls.broken.example": [{ "type": "TXT", "value": "v=TLSRPTv1; rua=nowhere" }],
          "_mta-sts.broken.example": [{ "type": "TXT", "value": "v=STSv1" }],
          "_smtp._tls.slow.example": [{ "type": "*", "error": "timeout" }],
          "_mta-sts.slow.example": [{ "type": "*", "error": "timeout" }]
        }
        """);

    [Fact]
    public async Task A_record_for_reports_is_shown_with_where_they_go()
    {
        var run = await MailOpsProcess.RunAsync("tls-rpt", "test", "corp.example", "--zone", _zone);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mailto:tls@corp.example", run.Output);
    }

    [Theory]
    [InlineData("tls-rpt")]
    [InlineData("mta-sts")]
    public async Task Each_domain_gives_a_result_as_json_in_its_order(string verb)
    {
        var run = await MailOpsProcess.RunAsync(verb, "test", "corp.example", "broken.example", "slow.example", "--zone", _zone, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var results = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["corp.example", "broken.example", "slow.example"], results.Select(r => r.GetProperty("domain").GetString()));
        Assert.NotEmpty(results[1].GetProperty("findings").EnumerateArray());
        Assert.NotEqual("", results[2].GetProperty("tempError").GetString());
    }

    [Theory]
    [InlineData("tls-rpt")]
    [InlineData("mta-sts")]
    public async Task Fail_on_decides_about_the_exit_code(string verb)
    {
        var run = await MailOpsProcess.RunAsync(verb, "test", "broken.example", "--zone", _zone, "--fail-on", "warning");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(0, (await MailOpsProcess.RunAsync(verb, "test", "broken.example", "--zone", _zone)).ExitCode);
    }

    [Theory]
    [InlineData("tls-rpt")]
    [InlineData("mta-sts")]
    public async Task What_is_no_domain_leaves_the_others_their_result(string verb)
    {
        var run = await MailOpsProcess.RunAsync(verb, "test", "a..b", "corp.example", "--zone", _zone, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("a..b", run.Error);
    }

    [Theory]
    [InlineData("tls-rpt")]
    [InlineData("mta-sts")]
    public async Task A_missing_zone_and_a_missing_domain_are_errors(string verb)
    {
        var zone = await MailOpsProcess.RunAsync(verb, "test", "corp.example", "--zone", _zone + ".none");
        Assert.Equal((66, ""), (zone.ExitCode, zone.Output));
        Assert.Contains("MailOps.Dns.ZoneUnreadable", zone.Error);
        Assert.Equal(64, (await MailOpsProcess.RunAsync(verb, "test")).ExitCode);
    }

    public void Dispose() => File.Delete(_zone);
}
