using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class DomainCommandTests
{
    [Fact]
    public async Task Grades_domains_in_their_order_and_says_what_to_publish()
    {
        var run = await MailOpsProcess.RunAsync("domain", "test", "corp.example", "partner.example", "--skip-servers", "--zone", MailOpsProcess.Zone);
        Assert.Equal(0, run.ExitCode);
        Assert.True(run.Output.IndexOf("corp.example", System.StringComparison.Ordinal) < run.Output.IndexOf("partner.example", System.StringComparison.Ordinal));
        Assert.Contains("partner.example TXT", run.Output);
        Assert.Contains("SpamRate", run.Output);
    }

    [Fact]
    public async Task Writes_one_object_a_line_that_a_baseline_can_be_made_of()
    {
        var json = await MailOpsProcess.RunAsync("domain", "test", "corp.example", "partner.example", "--json", "--skip-servers", "--zone", MailOpsProcess.Zone);
        var lines = json.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal("partner.example", JsonDocument.Parse(lines[1]).RootElement.GetProperty("domain").GetString());
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json.Output);
            var same = await MailOpsProcess.RunAsync("domain", "test", "corp.example", "--json", "--baseline", file, "--skip-servers", "--zone", MailOpsProcess.Zone);
            Assert.Equal((0, ""), (same.ExitCode, same.Output));
            await File.WriteAllTextAsync(file, json.Output.Replace("DMARC015", "DMARC999"));
            var worse = await MailOpsProcess.RunAsync("domain", "test", "corp.example", "--json", "--baseline", file, "--skip-servers", "--zone", MailOpsProcess.Zone);
            Assert.Equal(2, worse.ExitCode);
            Assert.True(JsonDocument.Parse(worse.Output).RootElement.GetProperty("worse").GetBoolean());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Writes_a_page_beside_the_table()
    {
        var file = Path.GetTempFileName();
        try
        {
            var run = await MailOpsProcess.RunAsync("domain", "test", "corp.example", "--html", file, "--skip-servers", "--zone", MailOpsProcess.Zone);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("<h1>Mail domain: corp.example</h1>", await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(1, "MailOps.Domain.Invalid", "domain", "test", "a..b")]
    [InlineData(64, "no IP address", "domain", "test", "corp.example", "--ip", "nowhere")]
    [InlineData(66, "MailOps.Domain.BaselineUnreadable", "domain", "test", "corp.example", "--baseline", "/does/not/exist.json")]
    [InlineData(66, "MailOps.Domain.ReportNotWritten", "domain", "test", "corp.example", "--html", "/does/not/exist/x.html")]
    [InlineData(2, "", "domain", "test", "partner.example", "--fail-on", "error")]
    public async Task Ends_with_an_exit_code_that_tells_what_went_wrong(int exitCode, string error, params string[] args)
    {
        var run = await MailOpsProcess.RunAsync([.. args, "--skip-servers", "--zone", MailOpsProcess.Zone]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(error, run.Error);
    }
}
