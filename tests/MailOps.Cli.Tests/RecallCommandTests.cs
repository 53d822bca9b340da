using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops recall</c> on Maildirs, as a script would use it.</summary>
public sealed class RecallCommandTests : IDisposable
{
    private const string Id = "wrong-file@corp.example";

    private readonly Maildirs _boxes = new();
    private readonly string _wrong;

    public RecallCommandTests()
    {
        var wrong = Maildirs.Mail(Id, "anna@corp.example, ben@corp.example, out@partner.example");
        _wrong = _boxes.Write("wrong.eml", wrong);
        _boxes.Put("anna@corp.example", "1.a.h:2,S", wrong);
        _boxes.Put("anna@corp.example", "2.a.h:2,F", Maildirs.Mail("other@corp.example"));
        _boxes.Put("ben@corp.example", "1.b.h:2,PR", wrong, ".Work");
        _boxes.Put("quarantine@corp.example", "", "");
    }

    [Fact]
    public async Task A_plan_tells_who_has_the_mail_and_changes_nothing()
    {
        var before = _boxes.List("anna@corp.example").Concat(_boxes.List("ben@corp.example")).ToArray();
        var run = await RunAsync("plan", _wrong);
        Assert.Equal(0, run.ExitCode);
        using var plan = JsonDocument.Parse(run.Output);
        Assert.Equal(2, plan.RootElement.GetProperty("mailboxCount").GetInt32());
        Assert.Equal(["recalled", "forwarded", "external"], StatusesOf(plan.RootElement));
        Assert.Equal(before, _boxes.List("anna@corp.example").Concat(_boxes.List("ben@corp.example")));
    }

    [Fact]
    public async Task A_recall_runs_and_is_undone_with_flags_and_keywords()
    {
        var before = (_boxes.List("anna@corp.example"), _boxes.List("ben@corp.example"));
        var run = await RunAsync("run", _wrong, "--reason", "the wrong file");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using (var recall = JsonDocument.Parse(run.Output))
        {
            Assert.Equal(("completed", 1), (recall.RootElement.GetProperty("state").GetString(), recall.RootElement.GetProperty("id").GetInt32()));
            Assert.Equal(["recalled", "forwarded", "external"], StatusesOf(recall.RootElement));
        }

        Assert.Equal(["cur:2,F"], _boxes.List("anna@corp.example"));
        Assert.Empty(_boxes.List("ben@corp.example"));
        Assert.Equal(2, _boxes.List("quarantine@corp.example").Length);

        // The recall remembers its mailboxes: nothing has to be named.
        var undone = await MailOpsProcess.RunAsync("recall", "undo", "1", "--store", _boxes.Store);
        Assert.Equal(0, undone.ExitCode);
        Assert.Contains("Recall 1 Undone: External 1, Restored 2", undone.Output, StringComparison.Ordinal);
        Assert.Equal(before.Item1, _boxes.List("anna@corp.example"));
        Assert.Equal(before.Item2, _boxes.List("ben@corp.example"));
        Assert.Empty(_boxes.List("quarantine@corp.example"));
        var audit = await MailOpsProcess.RunAsync("recall", "status", "1", "--audit", "--json", "--store", _boxes.Store);
        Assert.Contains("\"action\":\"ordered\"", audit.Output, StringComparison.Ordinal);
        Assert.EndsWith("\"Undone\",\"hash\"", audit.Output[..(audit.Output.LastIndexOf("\"hash\"", StringComparison.Ordinal) + 6)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_found_is_looked_for_again_by_the_queue()
    {
        _boxes.Put("cleo@corp.example", "", "");
        var run = await RunAsync("run", _wrong, "--reason", "x", "--recipient", "cleo@corp.example");
        Assert.Equal(75, run.ExitCode);
        Assert.Contains("pending", (await MailOpsProcess.RunAsync("recall", "status", "--json", "--store", _boxes.Store)).Output, StringComparison.Ordinal);

        _boxes.Put("cleo@corp.example", "7.c.h", System.IO.File.ReadAllText(_wrong));
        Assert.Equal(0, (await MailOpsProcess.RunAsync("recall", "resume", "1", "--store", _boxes.Store)).ExitCode);
        Assert.Empty(_boxes.List("cleo@corp.example"));
        Assert.Equal(0, (await MailOpsProcess.RunAsync("outbox", "run", "--store", _boxes.Store)).ExitCode);
    }

    [Fact]
    public async Task A_stopped_recall_is_told_as_such()
    {
        _boxes.Put("cleo@corp.example", "", "");
        await RunAsync("run", _wrong, "--reason", "x", "--recipient", "cleo@corp.example");
        var stopped = await MailOpsProcess.RunAsync("recall", "stop", "1", "--store", _boxes.Store, "--json");
        Assert.Equal("stopped", JsonDocument.Parse(stopped.Output).RootElement.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(64, "Give either the file of the mail or --message-id.", "plan")]
    [InlineData(64, "--permanent needs --count", "run", "FILE", "--reason", "x", "--permanent")]
    [InlineData(64, "is no number from 1 to 256", "plan", "FILE", "--throttle-limit", "0")]
    [InlineData(64, "--unverified needs --from and --recipient.", "plan", "--message-id", "a@b.example", "--unverified")]
    [InlineData(66, "MailOps.Recall.MailUnreadable", "plan", "nowhere.eml")]
    [InlineData(1, "MailOps.Recall.Unverified", "plan", "--message-id", "a@b.example")]
    [InlineData(1, "MailOps.Recall.TooOld", "plan", "FILE", "--maximum-age", "1s")]
    [InlineData(1, "MailOps.Recall.CountDiffers", "run", "FILE", "--reason", "x", "--count", "9")]
    public async Task What_cannot_be_is_refused_with_its_reason(int exitCode, string expected, params string[] args)
    {
        var run = await RunAsync(args[0], [.. args.Skip(1).Select(a => a == "FILE" ? _wrong : a)]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, _boxes.List("anna@corp.example").Length);
    }

    [Fact]
    public async Task What_was_deleted_for_good_cannot_come_back()
    {
        Assert.Equal(0, (await RunAsync("run", _wrong, "--reason", "x", "--permanent", "--count", "2")).ExitCode);
        Assert.Equal(["cur:2,F"], _boxes.List("anna@corp.example"));
        Assert.Empty(_boxes.List("quarantine@corp.example"));
        var undo = await MailOpsProcess.RunAsync("recall", "undo", "1", "--store", _boxes.Store);
        Assert.Contains("MailOps.Recall.Irreversible", undo.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _boxes.Dispose();

    private static string[] StatusesOf(JsonElement element) =>
        [.. element.GetProperty("recipients").EnumerateArray().Select(r => r.GetProperty("status").GetString()!)];

    private Task<MailOpsProcess> RunAsync(string verb, params string[] args) => MailOpsProcess.RunAsync(
    [
        "recall", verb, .. args, "--maildir", _boxes.Pattern, "--quarantine-mailbox", "quarantine@corp.example", "--store", _boxes.Store, "--json",
    ]);
}
