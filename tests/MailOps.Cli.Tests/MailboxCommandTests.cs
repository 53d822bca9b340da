using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops mailbox read</c> on a Maildir.</summary>
public sealed class MailboxCommandTests : IDisposable
{
    private readonly Maildirs _boxes = new();

    public MailboxCommandTests()
    {
        _boxes.Put("bounces@corp.example", "1.a.h", Maildirs.Mail("m1@corp.example"));
        _boxes.Put("bounces@corp.example", "2.a.h", Maildirs.Mail("m2@corp.example"));

        // Two messages with one Message-ID: both are messages.
        _boxes.Put("bounces@corp.example", "3.a.h", Maildirs.Mail("m2@corp.example", body: "Another text."));
    }

    private string Out => Path.Combine(_boxes.Folder, "out");

    [Fact]
    public async Task Reads_without_changing_anything()
    {
        var before = _boxes.List("bounces@corp.example");
        var run = await RunAsync("--json");
        Assert.Equal(0, run.ExitCode);
        var ids = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("messageId").GetString());
        Assert.Equal(["m1@corp.example", "m2@corp.example", "m2@corp.example"], ids);
        Assert.Equal(before, _boxes.List("bounces@corp.example"));
    }

    [Fact]
    public async Task Writes_each_message_once_and_moves_it_then()
    {
        Assert.Equal(0, (await RunAsync("--out", Out, "--first", "1")).ExitCode);
        Assert.Single(Directory.GetFiles(Out));
        Assert.Equal(0, (await RunAsync("--out", Out, "--complete", "move:Done")).ExitCode);
        Assert.Equal(3, Directory.GetFiles(Out, "*.eml").Length);
        Assert.Equal([".Done/new", ".Done/new", ".Done/new"], _boxes.List("bounces@corp.example"));
        Assert.Equal("", (await RunAsync("--json")).Output);
    }

    [Fact]
    public async Task Leaves_out_what_it_has_flagged()
    {
        Assert.Equal(0, (await RunAsync("--out", Out, "--complete", "flag:Seen", "--first", "2")).ExitCode);
        Assert.Equal(0, (await RunAsync("--out", Out, "--complete", "flag:Seen")).ExitCode);
        Assert.Equal(["cur:2,S", "cur:2,S", "cur:2,S"], _boxes.List("bounces@corp.example"));
        Assert.Equal(3, Directory.GetFiles(Out, "*.eml").Length);
    }

    [Theory]
    [InlineData("Give either --server or --maildir.", "--server", "imap.corp.example")]
    [InlineData("--complete needs --out", "--complete", "delete")]
    [InlineData("--complete needs --out", "--out", "x", "--complete", "burn")]
    public async Task A_command_line_that_makes_no_sense_is_refused(string expected, params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(3, _boxes.List("bounces@corp.example").Length);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_told()
    {
        var run = await MailOpsProcess.RunAsync("mailbox", "read", "--maildir", _boxes.Pattern, "--mailbox", "nobody@corp.example");
        Assert.Equal(66, run.ExitCode);
        Assert.Contains("MailOps.Mailbox.NotFound", run.Error, StringComparison.Ordinal);
        var outside = await MailOpsProcess.RunAsync("mailbox", "read", "--maildir", _boxes.Pattern, "--mailbox", "../x@corp.example");
        Assert.Contains("MailOps.Mailbox.InvalidName", outside.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _boxes.Dispose();

    private Task<MailOpsProcess> RunAsync(params string[] args) =>
        MailOpsProcess.RunAsync(["mailbox", "read", "--maildir", _boxes.Pattern, "--mailbox", "bounces@corp.example", .. args]);
}
