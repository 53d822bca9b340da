using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class ReportCommandTests
{
    private static readonly string Reports = Path.Combine(Corpora.RepositoryRoot, "tests", "Pester", "reports");

    [Fact]
    public async Task Shows_rows_and_what_is_wrong_with_the_others()
    {
        var run = await MailOpsProcess.RunAsync("report", "dmarc", Reports);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("198.51.100.3", run.Output);
        Assert.Contains("Urgent transfer", run.Output);
        Assert.Contains("REPORT002", run.Error);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_said_and_the_others_are_read()
    {
        var run = await MailOpsProcess.RunAsync("report", "dmarc", Path.Combine(Reports, "no-such-folder"), Path.Combine(Reports, "aggregate.xml"));
        Assert.Equal(66, run.ExitCode);
        Assert.Contains("198.51.100.3", run.Output);
        Assert.Contains("MailOps.File.NotFound", run.Error);
    }

    [Theory]
    [InlineData("sender", "Misaligned")]
    [InlineData("spf-term", "include:_spf.provider.example")]
    [InlineData("selector", "newsletter.example")]
    public async Task Adds_reports_up(string by, string shown)
    {
        var run = await MailOpsProcess.RunAsync(
            "report", "dmarc", Path.Combine(Reports, "aggregate.xml"), "--by", by, "--zone", Path.Combine(Corpora.RepositoryRoot, "tests", "Pester", "spf-zone.json"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(shown, run.Output);
    }

    [Fact]
    public async Task Shows_TLS_reports()
    {
        var run = await MailOpsProcess.RunAsync("report", "tls", Path.Combine(Reports, "tls.json"), "--json");
        Assert.Contains("\"failedSessions\":2", run.Output);
    }

    [Fact]
    public async Task Refuses_an_unknown_sum() => Assert.Equal(64, (await MailOpsProcess.RunAsync("report", "dmarc", Reports, "--by", "nonsense")).ExitCode);
}
