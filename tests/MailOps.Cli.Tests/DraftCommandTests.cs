using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops draft</c>, and what <c>outbox add</c> makes of templates and the preflight.</summary>
public sealed class DraftCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private string Store => Path.Combine(_folder, "outbox.db");

    [Fact]
    public async Task A_draft_is_written_and_looked_over()
    {
        var file = Path.Combine(_folder, "mail.eml");
        var made = await MailOpsProcess.RunAsync(
            "draft", "new", "--from", "a@corp.example", "--to", "b@partner.example", "--subject", "Re: news", "--body", "Anbei der Bericht.", "--output", file);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        var tested = await MailOpsProcess.RunAsync("draft", "test", file, "--json");
        using var result = JsonDocument.Parse(tested.Output);
        Assert.Equal(("hold", "b@partner.example"), (result.RootElement.GetProperty("verdict").GetString(), result.RootElement.GetProperty("recipients").GetString()));
        Assert.Equal(["DRAFT005", "DRAFT006"], result.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("id").GetString()));
        Assert.Equal(2, (await MailOpsProcess.RunAsync("draft", "test", file, "--fail-on", "warning")).ExitCode);
        var read = await MailOpsProcess.RunAsync("draft", "test", file, "--ignore-finding", "DRAFT005", "--ignore-finding", "DRAFT006");
        Assert.Contains("Send", read.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await MailOpsProcess.RunAsync("draft", "test", Path.Combine(_folder, "none.eml"))).ExitCode);
    }

    [Fact]
    public async Task Each_record_of_a_csv_file_is_a_mail_with_its_values()
    {
        var list = Path.Combine(_folder, "list.csv");
        await File.WriteAllTextAsync(list, "Email;Name\na@x.example;Anna\nb@x.example;Ben\n");
        string[] add =
        [
            "outbox", "add", "--from", "news@corp.example", "--template", "Subject: Hello {{Name}}\n\nDear {{Name}} of {{Company}},\n", "--set", "Company=Corp",
            "--csv", list, "--store", Store, "--campaign", "c", "--json",
        ];
        var added = await MailOpsProcess.RunAsync(add);
        Assert.Equal(0, added.ExitCode);
        Assert.Equal(2, added.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Hello Ben", added.Output, StringComparison.Ordinal);
        Assert.Contains("alreadyQueued", (await MailOpsProcess.RunAsync(add)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_without_a_value_is_an_error_before_anything_is_queued()
    {
        var list = Path.Combine(_folder, "list.csv");
        await File.WriteAllTextAsync(list, "Email,Name\na@x.example,Anna\nb@x.example,\n");
        var added = await MailOpsProcess.RunAsync(
            "outbox", "add", "--from", "news@corp.example", "--template", "Subject: x\n\n{{Name}}\n", "--csv", list, "--store", Store);
        Assert.Equal(65, added.ExitCode);
        Assert.Contains("MailOps.Draft.ValueMissing", added.Error, StringComparison.Ordinal);
        Assert.Contains("list.csv:3", added.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task The_preflight_holds_blocks_and_lets_go()
    {
        Assert.Equal(("held", 0), await AddAsync("Re: x"));
        Assert.Equal(("delayedUntil", 0), await AddAsync("Re: x", "--on-warning", "send"));
        Assert.Equal(65, (await AddAsync("Re: x", "--on-warning", "stop")).ExitCode);
        Assert.Equal(65, (await AddAsync("Hello {{Name}}")).ExitCode);
        Assert.Equal(("delayedUntil", 0), await AddAsync("Hello {{Name}}", "--force"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(string Action, int ExitCode)> AddAsync(string subject, params string[] more)
    {
        var run = await MailOpsProcess.RunAsync(
            ["outbox", "add", "--from", "a@corp.example", "--to", "b@partner.example", "--subject", subject, "--body", "Hello.", "--store", Store, "--json", .. more]);
        if (run.Output.Length == 0)
        {
            return ("", run.ExitCode);
        }

        using var decision = JsonDocument.Parse(run.Output);
        return (decision.RootElement.GetProperty("action").GetString()!, run.ExitCode);
    }
}
