using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops bounce classify</c> over files that are there, and files that are not.</summary>
public sealed class BounceCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private static string Examples => Path.Combine(Corpora.RepositoryRoot, "examples", "bounces");

    [Fact]
    public async Task A_file_that_does_not_exist_is_an_error_and_no_result()
    {
        var missing = Path.Combine(_folder, "nofile.eml");
        var run = await MailOpsProcess.RunAsync("bounce", "classify", "--json", missing, Examples);
        Assert.Equal(66, run.ExitCode);
        Assert.Contains(missing, run.Error, StringComparison.Ordinal);
        Assert.Contains("[MailOps.File.NotFound]", run.Error, StringComparison.Ordinal);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var files = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()!).ToHashSet();
        Assert.Equal(Directory.GetFiles(Examples).Select(Path.GetFileName).ToHashSet()!, files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just some text\n")]
    public async Task A_file_that_is_no_mail_is_an_error_and_no_result(string content)
    {
        var file = Path.Combine(_folder, "odd.eml");
        File.WriteAllText(file, content);
        foreach (var option in new[] { "--json", "--letters" })
        {
            var run = await MailOpsProcess.RunAsync("bounce", "classify", option, file);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(file, run.Error, StringComparison.Ordinal);
            Assert.Contains("[MailOps.Bounces.NoMail]", run.Error, StringComparison.Ordinal);
            Assert.Equal("", run.Output);
        }
    }

    [Fact]
    public async Task Measuring_counts_no_file_that_does_not_exist()
    {
        var run = await MailOpsProcess.RunAsync("bounce", "measure", "--bounces", Path.Combine(_folder, "none"), "--bounces", Examples, "--json");
        Assert.Equal(66, run.ExitCode);
        Assert.Contains("[MailOps.File.NotFound]", run.Error, StringComparison.Ordinal);
        Assert.NotEqual("", run.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
