using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class SuppressionCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-").FullName;

    private string Store => Path.Combine(_folder, "outbox.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Adds_lists_removes_and_shows_the_evidence()
    {
        Assert.Equal("block", Action(await RunAsync("add", "anna@partner.example", "--reason", "asked by phone", "--json")));
        Assert.Equal("alreadyBlocked", Action(await RunAsync("add", "ANNA@partner.example", "--json")));
        Assert.Contains("asked by phone", (await RunAsync("list", "--state", "blocked")).Output);
        Assert.Equal("unblock", Action(await RunAsync("remove", "anna@partner.example", "--json")));
        Assert.Equal("notBlocked", Action(await RunAsync("remove", "anna@partner.example", "--json")));
        Assert.Equal(2, (await RunAsync("list", "--evidence", "--json")).Output.Split('\n').Count(line => line.Contains("\"kind\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_preview_makes_no_store()
    {
        Assert.Equal("block", Action(await RunAsync("add", "anna@partner.example", "--what-if", "--json")));
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Imports_and_exports_and_undoes_the_import()
    {
        var list = Path.Combine(_folder, "mailgun.csv");
        File.WriteAllText(list, "address,code,error,created_at\na@x.example,550,no such user,\nnobody,550,,\n");
        var imported = await RunAsync("import", list, "--json");
        Assert.Equal(1, imported.ExitCode);
        Assert.Contains("'nobody' is no address", imported.Error);
        var run = JsonDocument.Parse(imported.Output).RootElement.GetProperty("run").GetString()!;

        Assert.Equal("a@x.example,BOUNCE\r\n", (await RunAsync("export", "-", "--format", "ses")).Output);
        Assert.Equal("unblock", Action(await RunAsync("restore", "--run", run, "--json")));
        Assert.Equal("", (await RunAsync("export", "-", "--format", "list")).Output);
        Assert.Equal(64, (await RunAsync("restore")).ExitCode);
    }

    [Fact]
    public async Task Imports_the_json_of_a_provider_and_says_what_is_missing()
    {
        var list = Path.Combine(_folder, "ses.json");
        File.WriteAllText(list, "{\"SuppressedDestinationSummaries\":[{\"EmailAddress\":\"a@x.example\",\"Reason\":\"BOUNCE\"}],\"NextToken\":\"x\"}");
        var imported = await RunAsync("import", list, "--json");
        Assert.Equal(1, imported.ExitCode);
        Assert.Contains("[SUPP004]", imported.Error, StringComparison.Ordinal);
        Assert.Equal("block", Action(imported));
        File.WriteAllText(list, "{\"message\":\"Forbidden\"}");
        Assert.Contains("ses.json", (await RunAsync("import", list)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_log_in_and_tells_who_wants_to_know_but_nobody_who_is_blocked()
    {
        var log = Path.Combine(_folder, "mail.log");
        File.WriteAllText(
            log,
            "2026-03-01T12:00:03+00:00 mx postfix/smtp[4]: 4A1B2C3D4E: to=<gone@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, dsn=5.1.1, "
            + "status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 <gone@x.example>: no such user (in reply to RCPT TO command))\n");
        await RunAsync("add", "former@corp.example");
        var updated = await RunAsync("update", "--log", log, "--notify-to", "admin@corp.example", "--notify-to", "former@corp.example", "--json");
        Assert.Equal("block", Action(updated));
        var queued = await MailOpsProcess.RunAsync("outbox", "list", "--json", "--store", Store);
        Assert.Contains("admin@corp.example", queued.Output);
        Assert.Equal(64, (await RunAsync("update")).ExitCode);
    }

    [Fact]
    public async Task Takes_bounces_in_and_judges_them_by_a_new_policy()
    {
        var bounces = Path.Combine(Corpora.RepositoryRoot, "examples", "bounces");
        var preview = await RunAsync("update", bounces, "--trust-unmatched", "--what-if", "--json");
        Assert.Equal(0, preview.ExitCode);
        var blocked = preview.Output.Split('\n').Count(line => line.Contains("\"block\"", StringComparison.Ordinal));
        Assert.True(blocked > 0, preview.Output);
        await RunAsync("update", bounces, "--trust-unmatched");

        var stricter = await RunAsync("policy", "--hard-at-once", "false", "--what-if", "--json");
        Assert.Contains("\"unblock\"", stricter.Output);
        Assert.Equal("true", JsonDocument.Parse((await RunAsync("policy", "--json")).Output).RootElement.GetProperty("blockHardAtOnce").GetRawText());
    }

    private static string Action(MailOpsProcess run) => JsonDocument.Parse(run.Output).RootElement.GetProperty("action").GetString()!;

    private Task<MailOpsProcess> RunAsync(params string[] args) => MailOpsProcess.RunAsync(["suppression", .. args, "--store", Store]);
}
