using System.Threading.Tasks;
using MailOps.Cli.Commands;
using Xunit;

namespace MailOps.Tests;

public sealed class CommandTreeTests
{
    [Fact]
    public void Each_area_is_called_as_the_tree_says() =>
        Assert.All(CommandTree.Areas, area => Assert.Equal(area.Name, area.Build().Name));

    [Theory]
    [InlineData("address", "test", "anna@corp.example", "--jsno")]
    [InlineData("dmarc", "test", "-x", "corp.example")]
    public async Task A_mistyped_option_is_not_taken_for_one_more_input(params string[] args)
    {
        var run = await MailOpsProcess.RunAsync([.. args, "--zone", MailOpsProcess.Zone]);

        Assert.Equal(64, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("is no option of this command", run.Error);
    }

    [Fact]
    public async Task Behind_two_hyphens_everything_is_input()
    {
        var run = await MailOpsProcess.RunAsync("address", "test", "--json", "--zone", MailOpsProcess.Zone, "--", "--jsno", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"input\":\"--jsno\"", run.Output);
    }

    [Theory]
    [InlineData("--store")]
    [InlineData("--zone")]
    public async Task An_empty_value_is_not_taken_for_no_option_at_all(string option)
    {
        string[] command = option == "--store" ? ["outbox", "list"] : ["address", "test", "anna@corp.example"];
        var run = await MailOpsProcess.RunAsync([.. command, option, ""]);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains($"The value of {option} is empty.", run.Error);
    }

    [Theory]
    [InlineData("message", "verify")]
    [InlineData("arc", "check")]
    [InlineData("draft", "test")]
    [InlineData("report", "tls")]
    [InlineData("bounce", "classify")]
    public async Task A_file_that_does_not_exist_has_an_exit_code_of_its_own(params string[] command)
    {
        var run = await MailOpsProcess.RunAsync([.. command, "no-such-file.eml"]);

        Assert.Equal(66, run.ExitCode);
        Assert.Contains("no-such-file.eml", run.Error);
    }
}
