using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests;

/// <summary><c>mailops server</c>, throttles and the task, as a script would use them.</summary>
public sealed class ServerCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-cli-").FullName;

    private string Store => Path.Combine(_folder, "outbox.db");

    [Fact]
    public async Task Sets_lists_and_removes_a_profile_that_queued_mail_names()
    {
        string[] set = ["server", "set", "Relay", "--server", "mail.corp.example:587", "--user", "svc", "--credential", "env:PW", "--preset", "exchangeOnline"];
        Assert.Equal(("set", true), await RunAsync(set));
        Assert.Equal(("none", false), await RunAsync(set));
        var add = await MailOpsProcess.RunAsync(
            "outbox", "add", "--from", "a@corp.example", "--to", "b@x.example", "--subject", "x", "--body", "y", "--server", "relay", "--store", Store);
        Assert.Equal(0, add.ExitCode);
        var list = await MailOpsProcess.RunAsync("server", "list", "--store", Store, "--json");
        using var profile = JsonDocument.Parse(list.Output);
        Assert.Equal(
            ("relay", 30, 1),
            (profile.RootElement.GetProperty("name").GetString(), profile.RootElement.GetProperty("maxPerMinute").GetInt32(),
                profile.RootElement.GetProperty("queued").GetInt32()));
        Assert.Equal(("removed", true), await RunAsync("server", "remove", "relay"));
        Assert.Equal(("none", false), await RunAsync("server", "resume", "relay"));
        Assert.Contains("MailOps.Outbox.UnknownProfile", (await MailOpsProcess.RunAsync("server", "list", "relay", "--store", Store)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trusts_an_authority_of_ones_own()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Inside CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(_folder, "inside.pem");
        await File.WriteAllTextAsync(file, authority.ExportCertificatePem());
        Assert.Equal(("set", true), await RunAsync("server", "set", "relay", "--server", "mail.corp.example", "--trusted-root", file));
        Assert.Contains("\"trustedRootPath\":\"", (await MailOpsProcess.RunAsync("server", "list", "--store", Store, "--json")).Output, StringComparison.Ordinal);
        Assert.Equal(("set", true), await RunAsync("server", "set", "relay", "--trusted-root", ""));
        Assert.Contains("\"trustedRootPath\":\"\"", (await MailOpsProcess.RunAsync("server", "list", "--store", Store, "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_lists_and_removes_a_throttle()
    {
        Assert.Equal(("set", true), await RunAsync("outbox", "throttle", "set", "domain", "GMAIL.example", "--max-per-minute", "100"));
        Assert.Contains("gmail.example", (await MailOpsProcess.RunAsync("outbox", "throttle", "list", "--store", Store)).Output, StringComparison.Ordinal);
        Assert.Equal(("removed", true), await RunAsync("outbox", "throttle", "remove", "domain", "gmail.example"));
        Assert.Equal(("none", false), await RunAsync("outbox", "throttle", "remove", "domain", "gmail.example"));
        Assert.Equal(("none", false), await RunAsync("outbox", "resume-campaign", "spring"));
    }

    [Fact]
    public async Task Shows_a_task_for_any_system_and_writes_units_once()
    {
        var shown = await MailOpsProcess.RunAsync("outbox", "task", "--kind", "windowsTask", "--what-if", "--store", Store);
        Assert.Contains("schtasks /Create", shown.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            string[] task = ["outbox", "task", "--kind", "systemdSystem", "--root", Path.Combine(_folder, "image")];
            Assert.Equal(("set", true), await RunAsync(task));
            Assert.Equal(("none", false), await RunAsync(task));
            Assert.Equal(("removed", true), await RunAsync([.. task, "--unregister"]));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(string? Action, bool Changed)> RunAsync(params string[] arguments)
    {
        var run = await MailOpsProcess.RunAsync([.. arguments, "--store", Store, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var decision = JsonDocument.Parse(run.Output);
        return (decision.RootElement.GetProperty("action").GetString(), decision.RootElement.GetProperty("changed").GetBoolean());
    }
}
