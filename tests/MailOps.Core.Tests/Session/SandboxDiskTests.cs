using System.Collections.Generic;
using MailOps.Session;
using Xunit;

namespace MailOps.Tests.Session;

public sealed class SandboxDiskTests
{
    [Theory]
    [InlineData("tmpfs", "tmpfs")]
    [InlineData("overlay", "overlay")]
    [InlineData("ext4", null)]
    [InlineData("", null)]
    public void What_lives_in_memory_or_in_a_container_is_told_by_its_file_system(string format, string? expected) =>
        Assert.Equal(expected, SandboxDisk.Find(Rooted("q/outbox.db"), _ => null, _ => format));

    [Fact]
    public void What_an_agent_empties_after_the_job_is_told_by_its_variables()
    {
        var environment = new Dictionary<string, string> { ["RUNNER_TEMP"] = Rooted("agent/_temp") };
        Assert.Equal("RUNNER_TEMP", SandboxDisk.Find(Rooted("agent/_temp/q/outbox.db"), Variable, _ => "ext4"));
        Assert.Null(SandboxDisk.Find(Rooted("agent/_temperature/outbox.db"), Variable, _ => "ext4"));

        string? Variable(string name) => environment.TryGetValue(name, out var value) ? value : null;
    }

    [Fact]
    public void A_whole_machine_that_lasts_as_long_as_its_job_is_told_too() => Assert.Equal(
        "Azure Automation",
        SandboxDisk.Find(Rooted("q/outbox.db"), name => name == "AZUREPS_HOST_ENVIRONMENT" ? "AzureAutomation" : null, _ => "NTFS"));

    private static string Rooted(string path) => System.IO.Path.GetFullPath("/" + path);
}
