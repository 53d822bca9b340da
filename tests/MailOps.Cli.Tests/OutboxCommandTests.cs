using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary>Each verb of <c>mailops outbox</c>, as a script would use it.</summary>
public sealed class OutboxCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private string Store => Path.Combine(_folder, "outbox.db");

    [Fact]
    public async Task Holds_resumes_reschedules_cancels_and_removes()
    {
        await AddAsync("anna@partner.example");
        Assert.Equal(("held", 0), await RunAsync("hold", "1"));
        Assert.Equal(("resumed", 0), await RunAsync("resume", "1"));
        Assert.Equal(("rescheduled", 0), await RunAsync("set", "1", "--delay", "1h", "--what-if"));
        Assert.Equal(("rescheduled", 0), await RunAsync("set", "1", "--delay", "1h"));
        Assert.Equal(("nothingToDo", 0), await RunAsync("remove", "1"));
        Assert.Equal(("cancelled", 0), await RunAsync("cancel", "1"));
        Assert.Equal(("alreadyCancelled", 0), await RunAsync("cancel", "1"));
        Assert.Equal(("removed", 0), await RunAsync("remove", "1"));
        Assert.Equal(("notFound", 66), await RunAsync("hold", "99"));
    }

    [Fact]
    public async Task Nobody_approves_his_own_mail()
    {
        var added = await AddAsync("anna@partner.example", "--require-approval");
        Assert.Equal("needsApproval", added.GetProperty("action").GetString());
        Assert.Equal("needsApproval", (await RunAsync("approve", "1")).Action);
        var list = await MailOpsProcess.RunAsync("outbox", "list", "--store", Store, "--json");
        using var mail = JsonDocument.Parse(list.Output);
        Assert.Equal(("waiting", 64), (mail.RootElement.GetProperty("state").GetString(), mail.RootElement.GetProperty("digest").GetString()!.Length));
    }

    [Fact]
    public async Task More_than_twenty_mails_are_changed_only_when_their_number_is_said()
    {
        await AddAsync("anna@partner.example");
        var ids = Enumerable.Range(1, 21).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var unasked = await MailOpsProcess.RunAsync(["outbox", "cancel", .. ids, "--store", Store]);
        Assert.NotEqual(0, unasked.ExitCode);
        Assert.Contains("MailOps.Outbox.CountNeeded", unasked.Error, StringComparison.Ordinal);
        Assert.Contains(
            "MailOps.Outbox.CountDiffers", (await MailOpsProcess.RunAsync(["outbox", "cancel", "1", "--count", "2", "--store", Store])).Error,
            StringComparison.Ordinal);
        Assert.Equal(("cancelled", 0), await RunAsync("cancel", "1", "--count", "1"));
    }

    [Fact]
    public async Task The_log_tells_what_became_of_each_recipient()
    {
        await AddAsync("anna@partner.example");
        await RunAsync("cancel", "1");
        var log = await MailOpsProcess.RunAsync("outbox", "log", "--store", Store, "--json");
        using var entry = JsonDocument.Parse(log.Output);
        Assert.Equal("cancelled", entry.RootElement.GetProperty("status").GetString());
        Assert.Contains("anna@partner.example", (await MailOpsProcess.RunAsync("outbox", "log", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_is_given_once()
    {
        await AddAsync("anna@partner.example");
        var run = await MailOpsProcess.RunAsync("outbox", "set", "1", "--store", Store);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("MailOps.Outbox.DueTimeNeeded", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_without_a_mail_is_an_error_with_what_to_do_and_the_other_mails_are_changed()
    {
        await AddAsync("anna@partner.example");
        var run = await MailOpsProcess.RunAsync("outbox", "cancel", "999", "1", "--store", Store);
        Assert.Equal(66, run.ExitCode);
        Assert.Contains("The store has no mail 999. [MailOps.Outbox.NotFound]", run.Error, StringComparison.Ordinal);
        Assert.Contains("mailops outbox list", run.Error, StringComparison.Ordinal);
        Assert.Contains("Cancelled", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NotFound", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel", "abc", "'abc' is no number of a mail")]
    [InlineData("cancel", "-", "'-' is no number of a mail")]
    [InlineData("list", "--state=bogus", "'bogus' is none of waiting, queued,")]
    [InlineData("list", "--state=3", "'3' is none of waiting, queued,")]
    public async Task A_value_that_makes_no_sense_is_told_what_would(string verb, string value, string expected)
    {
        var run = await MailOpsProcess.RunAsync("outbox", verb, value, "--store", Store);
        Assert.Equal(64, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_is_listed_by_several_states()
    {
        await AddAsync("anna@partner.example");
        var run = await MailOpsProcess.RunAsync("outbox", "list", "--state", "queued", "Waiting", "--store", Store, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("anna@partner.example", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<JsonElement> AddAsync(string recipient, params string[] more)
    {
        var run = await MailOpsProcess.RunAsync(
            ["outbox", "add", "--from", "news@corp.example", "--to", recipient, "--subject", "Test", "--body", "x", "--store", Store, "--json", .. more]);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private async Task<(string? Action, int ExitCode)> RunAsync(string verb, params string[] args)
    {
        var run = await MailOpsProcess.RunAsync(["outbox", verb, .. args, "--store", Store, "--json"]);
        using var json = JsonDocument.Parse(run.Output);
        return (json.RootElement.GetProperty("action").GetString(), run.ExitCode);
    }
}
