#pragma warning disable CA1416 // Skipped on Windows.
using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops store</c> and <c>mailops outbox clear-log</c>, as a script would use them.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private string Store => Path.Combine(_folder, "queue", "outbox.db");

    [Fact]
    public async Task Makes_shows_and_checks_a_store()
    {
        var preview = await RunAsync("store", "init", "--force", "--what-if");
        Assert.Equal((3, true), (preview.GetProperty("steps").GetArrayLength(), preview.GetProperty("whatIf").GetBoolean()));
        Assert.False(File.Exists(Store));
        Assert.True((await RunAsync("store", "init", "--force")).GetProperty("changed").GetBoolean());
        Assert.False((await RunAsync("store", "init", "--force")).GetProperty("changed").GetBoolean());
        var shown = await RunAsync("store", "show");
        Assert.Equal(("sqlite", 0), (shown.GetProperty("kind").GetString(), shown.GetProperty("queued").GetInt32()));
        Assert.True((await RunAsync("store", "check")).GetProperty("isSound").GetBoolean());
        var table = await MailOpsProcess.RunAsync("store", "show", "--store", Store);
        Assert.Contains("Last tick  never", table.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Leaves_a_folder_as_it_is_that_was_there_and_says_when_it_is_open()
    {
        Skip.If(OperatingSystem.IsWindows(), "Rights are tried on Unix only.");
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Store)!).FullName;
        const UnixFileMode All = (UnixFileMode)0b1_111_111_111;
        File.SetUnixFileMode(folder, All);
        var result = await MailOpsProcess.RunAsync("store", "init", "--force", "--store", Store);
        Assert.Contains("STO003", result.Error, StringComparison.Ordinal);
        Assert.Equal((All, UnixFileMode.UserRead | UnixFileMode.UserWrite), (File.GetUnixFileMode(folder), File.GetUnixFileMode(Store)));
        Assert.Equal("STO003", (await RunAsync("store", "init", "--force")).GetProperty("findings")[0].GetProperty("id").GetString());
        Assert.Equal("STO003", (await RunAsync("store", "check")).GetProperty("findings")[0].GetProperty("id").GetString());
        Assert.Contains("STO003", (await MailOpsProcess.RunAsync("store", "check", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erases_a_person_from_the_log()
    {
        await RunAsync("store", "init", "--force");
        string[] mail = ["--from", "news@corp.example", "--to", "anna@partner.example", "--subject", "Test", "--body", "x"];
        Assert.Equal(0, (await MailOpsProcess.RunAsync(["outbox", "add", .. mail, "--store", Store])).ExitCode);
        Assert.Equal("keptWhileQueued", await ClearAsync("--address", "anna@partner.example"));
        await MailOpsProcess.RunAsync("outbox", "cancel", "1", "--store", Store);
        Assert.Equal("erased", await ClearAsync("--address", "anna@partner.example", "--what-if"));
        Assert.Equal("erased", await ClearAsync("--address", "anna@partner.example"));
        Assert.Equal("nothingToDo", await ClearAsync("--address", "anna@partner.example"));
        Assert.Equal(64, (await MailOpsProcess.RunAsync("outbox", "clear-log", "--store", Store)).ExitCode);
    }

    [Fact]
    public async Task Refuses_a_password_in_a_connection_string_without_repeating_it()
    {
        var result = await MailOpsProcess.RunAsync("store", "show", "--store", "postgres://anna:s3cret@db/mailops");
        Assert.Contains("MailOps.Store.PasswordInLocation", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Error + result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string?> ClearAsync(params string[] arguments) =>
        (await RunAsync(["outbox", "clear-log", .. arguments])).GetProperty("action").GetString();

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var result = await MailOpsProcess.RunAsync([.. arguments, "--json", "--store", Store]);
        Assert.True(result.Output.Length > 0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.Clone();
    }
}
