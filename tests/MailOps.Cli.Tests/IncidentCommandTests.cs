using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops incident</c> after a recall out of Maildirs, as a script would use it.</summary>
public sealed class IncidentCommandTests : IDisposable
{
    private readonly Maildirs _boxes = new();
    private readonly string _wrong;

    public IncidentCommandTests()
    {
        var wrong = Maildirs.Mail("wrong-file@corp.example", "anna@corp.example, ben@corp.example, out@partner.example");
        _wrong = _boxes.Write("wrong.eml", wrong);
        _boxes.Put("anna@corp.example", "1.a.h:2,", wrong);
        _boxes.Put("ben@corp.example", "1.b.h:2,S", wrong);
        _boxes.Put("quarantine@corp.example", "", "");
    }

    [Fact]
    public async Task From_the_recall_over_the_correction_to_the_report()
    {
        var page = Path.Combine(_boxes.Folder, "recall.html");
        var recall = await MailOpsProcess.RunAsync(
            "recall", "run", _wrong, "--reason", "wrong", "--maildir", _boxes.Pattern, "--quarantine-mailbox", "quarantine@corp.example", "--skip-read",
            "--report-to", "boss@corp.example", "--html", page, "--store", _boxes.Store);
        Assert.Equal((0, ""), (recall.ExitCode, recall.Error));
        Assert.Contains("out@partner.example", File.ReadAllText(page));

        Assert.Equal(["ben@corp.example", "out@partner.example"], await CorrectAsync("delayedUntil"));
        Assert.Equal(["ben@corp.example", "out@partner.example"], await CorrectAsync("alreadyQueued"));

        var report = await MailOpsProcess.RunAsync(
            "incident", "report", "--recall", "1", "--aware-since", "2026-03-02T09:00Z", "--language", "de", "--html", page, "--json", "--store", _boxes.Store);
        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        using var parsed = JsonDocument.Parse(report.Output);
        Assert.Equal("2026-03-05T09:00:00Z", parsed.RootElement.GetProperty("deadline").GetString());
        Assert.Equal(3, parsed.RootElement.GetProperty("recipients").GetArrayLength());
        Assert.Contains("<html lang=\"de\">", File.ReadAllText(page));
    }

    [Fact]
    public async Task One_mail_has_to_be_named()
    {
        Assert.Equal(64, (await MailOpsProcess.RunAsync("incident", "report", "--store", _boxes.Store)).ExitCode);
        Assert.Equal(64, (await MailOpsProcess.RunAsync("incident", "correct", "--recall", "1", "--mail", _wrong, "--store", _boxes.Store)).ExitCode);
    }

    public void Dispose() => _boxes.Dispose();

    private async Task<string[]> CorrectAsync(string action)
    {
        var run = await MailOpsProcess.RunAsync("incident", "correct", "--recall", "1", "--kind", "apology", "--json", "--store", _boxes.Store);
        Assert.Equal(0, run.ExitCode);
        var decisions = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(decisions, decision => Assert.Equal(action, decision.GetProperty("action").GetString()));
        return [.. decisions.Select(decision => decision.GetProperty("address").GetString()!)];
    }
}
