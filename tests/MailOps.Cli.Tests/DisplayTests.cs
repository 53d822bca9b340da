using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class DisplayTests
{
    [Fact]
    public async Task Names_the_mail_that_was_not_read_whole()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "From: a@b.example\nSubject: " + new string('x', 2_000_000) + "\n\nText\n");
            var run = await MailOpsProcess.RunAsync("bounce", "classify", path);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("'" + path + "': ", run.Error, StringComparison.Ordinal);
            Assert.Contains("MIME004", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_table_shows_no_character_that_acts_unseen()
    {
        var run = await MailOpsProcess.RunAsync("address", "parse", "a\u202Eb@example.com, " + new string('x', 10_000) + "@example.com");
        Assert.Contains("a\uFFFDb", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", run.Output, StringComparison.Ordinal);
        Assert.Contains("…", run.Output, StringComparison.Ordinal);
    }
}
