using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

public sealed class LogCommandTests : IDisposable
{
    private readonly string _log = Path.GetTempFileName();

    public LogCommandTests()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            var bounced = i % 10 == 0;
            text.Append("2026-03-01T12:00:00+00:00 mx postfix/smtp[4]: ").Append(i.ToString("X8", System.Globalization.CultureInfo.InvariantCulture))
                .Append(": to=<u").Append(i).Append("@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=2, dsn=").Append(bounced ? "5.1.1" : "2.0.0")
                .Append(", status=").Append(bounced ? "bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))" : "sent (250 ok)")
                .Append('\n');
        }

        File.WriteAllText(_log, text.ToString());
    }

    public void Dispose() => File.Delete(_log);

    [Fact]
    public async Task Reads_a_log_and_filters_outcomes()
    {
        var run = await MailOpsProcess.RunAsync("log", "read", _log, "--outcome", "failed", "--json");
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(30, lines.Length);
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(("u0@x.example", "userUnknown", "hard"), (first.GetProperty("address").GetString(), first.GetProperty("reason").GetString(), first.GetProperty("permanence").GetString()));
        Assert.Equal(64, (await MailOpsProcess.RunAsync("log", "read")).ExitCode);
        Assert.Equal(66, (await MailOpsProcess.RunAsync("log", "read", _log + ".none")).ExitCode);
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_an_error_and_leaves_the_others_their_outcomes()
    {
        var alone = await MailOpsProcess.RunAsync("log", "read", _log + ".none");
        Assert.Equal((66, ""), (alone.ExitCode, alone.Output));
        Assert.Contains("[MailOps.Log.Unreadable]", alone.Error);
        Assert.DoesNotContain("LOG0", alone.Error);

        var run = await MailOpsProcess.RunAsync("log", "read", _log + ".none", _log, "--json");
        Assert.Equal(66, run.ExitCode);
        Assert.Equal(300, run.Output.Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(".none", run.Error);
    }

    [Fact]
    public async Task Measures_with_a_warning_and_without_a_denominator()
    {
        var run = await MailOpsProcess.RunAsync("bounce", "measure", _log, "--by", "total", "--by", "domain", "--json");
        var total = JsonDocument.Parse(run.Output.Split('\n')[0]).RootElement;
        Assert.Equal((300, 30, 0.1), (total.GetProperty("sent").GetInt32(), total.GetProperty("hard").GetInt32(), total.GetProperty("rate").GetDouble()));
        Assert.Contains("RATE001", run.Error);

        var bounces = await MailOpsProcess.RunAsync("bounce", "measure", "--bounces", Path.Combine(Corpora.RepositoryRoot, "examples", "bounces"), "--json");
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(bounces.Output).RootElement.GetProperty("rate").ValueKind);
    }

    [Fact]
    public async Task Says_what_is_no_log()
    {
        File.WriteAllText(_log, "Hello\n");
        var run = await MailOpsProcess.RunAsync("log", "read", _log);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("LOG001", run.Error);
    }

    [Fact]
    public async Task Says_which_rows_of_an_export_lost_their_recipients()
    {
        File.WriteAllText(_log, "Timestamp,EventId,Recipients\n2026-03-01 12:00:00,FAIL,System.String[]\n2026-03-01 12:00:00,FAIL,a@x.example\n");
        var run = await MailOpsProcess.RunAsync("log", "read", _log, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a@x.example", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("[LOG004]", run.Error, StringComparison.Ordinal);
    }
}
