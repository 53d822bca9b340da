using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class SpfCommandTests
{
    private static readonly string Zone = Path.Combine(Corpora.RepositoryRoot, "tests", "Pester", "spf-zone.json");

    [Fact]
    public async Task Shows_the_tree_and_what_to_improve()
    {
        var run = await MailOpsProcess.RunAsync("spf", "check", "corp.example", "--zone", Zone);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  include:_spf.provider.example 1", run.Output);
        Assert.Contains("SPF049", run.Output);
        Assert.Equal(2, (await MailOpsProcess.RunAsync("spf", "check", "nomail.example", "--zone", Zone, "--fail-on", "error")).ExitCode);
    }

    [Theory]
    [InlineData("192.0.2.10", "pass", "ip4:192.0.2.0/24")]
    [InlineData("203.0.113.9", "fail", "-all")]
    public async Task Evaluates_a_client(string ip, string result, string term)
    {
        var run = await MailOpsProcess.RunAsync("spf", "check", "--ip", ip, "--sender", "a@corp.example", "--zone", Zone, "--json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal((result, term), (json.RootElement.GetProperty("result").GetString(), json.RootElement.GetProperty("matchedTerm").GetString()));
    }

    [Fact]
    public async Task A_domain_that_is_none_does_not_take_the_others_along()
    {
        var run = await MailOpsProcess.RunAsync("spf", "check", "a..b", "corp.example", "--ip", "192.0.2.10", "--zone", Zone, "--json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal((1, "pass"), (run.ExitCode, json.RootElement.GetProperty("result").GetString()));
        Assert.Contains("a..b", run.Error);
    }

    [Fact]
    public async Task Makes_a_record_as_a_zone_line()
    {
        var run = await MailOpsProcess.RunAsync("spf", "new", "corp.example", "--network", "192.0.2.0/24", "--mx", "--all", "softfail");
        Assert.Equal("corp.example. IN TXT \"v=spf1 ip4:192.0.2.0/24 mx ~all\"\n", run.Output.Replace("\r", ""));
    }

    [Fact]
    public async Task Flattens_and_states_the_danger()
    {
        var run = await MailOpsProcess.RunAsync("spf", "new", "corp.example", "--flatten", "--zone", Zone);
        Assert.Equal("corp.example. IN TXT \"v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/28 ip4:203.0.113.7 -all\"\n", run.Output.Replace("\r", ""));
        Assert.Contains("SPF060", run.Error);
    }

    [Theory]
    [InlineData("spf", "check")]
    [InlineData("spf", "check", "x.example", "--ip", "nonsense")]
    [InlineData("spf", "new", "--flatten")]
    [InlineData("spf", "new", "corp.example", "--flatten", "--mx")]
    [InlineData("spf", "new", "--network", "1.2.3")]
    public async Task Says_what_is_wrong_with_the_command_line(params string[] args)
    {
        var run = await MailOpsProcess.RunAsync(args);
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.NotEqual("", run.Error);
    }
}
