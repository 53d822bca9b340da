using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests;

/// <summary>A store of a group, used by real accounts of this system (nobody, daemon, bin; group mail), as root only.</summary>
public sealed class SharedStoreTests
{
    private const string Group = "mail";

    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task What_one_account_queues_another_ones_timer_delivers_and_a_stranger_cannot_read()
    {
        await using var test = await SharedAsync();
        var path = Path.Combine(test.Folder, "queue", "outbox.db");
        var taken = Path.Combine(test.Folder, "taken.txt");
        File.WriteAllText(taken, "");
        Sh($"chmod 666 {taken}");
        Assert.Equal("drwxrws---", Sh($"stat -c %A {Path.GetDirectoryName(path)}").Output.Trim());
        Assert.Equal("-rw-rw---- " + Group, Sh($"stat -c '%A %G' {path}").Output.Trim());

        Succeed(As("nobody", Group, $"enqueue {path} anna@x.example"));
        Succeed(As("daemon", Group, $"dispatch {path} {taken}"));

        Assert.Equal("anna@x.example", File.ReadAllText(taken).Trim());
        Assert.NotEqual(0, As("bin", "bin", $"enqueue {path} bernd@x.example").ExitCode);
        Assert.NotEqual(0, Sh($"setpriv --reuid=bin --regid=bin --clear-groups cat {path}").ExitCode);
        var store = await new StoreProvider().OpenAsync(StoreLocation.Parse(path), StoreAccess.ReadOnly, StoreOptions.Default, None);
        await using (store)
        {
            var mail = (await store.Outbox.ListAsync(new OutboxFilter(), null, 10, None)).Messages.Single();
            Assert.Equal(DeliveryState.Accepted, mail.State);
            Assert.Empty(await store.CheckAsync(None));
        }
    }

    [SkippableFact]
    public async Task What_a_killed_dispatcher_of_one_account_had_in_hand_another_ones_takes_over()
    {
        await using var test = await SharedAsync();
        var path = Path.Combine(test.Folder, "queue", "outbox.db");
        var taken = Path.Combine(test.Folder, "taken.txt");
        File.WriteAllText(taken, "");
        Sh($"chmod 666 {taken}");
        Succeed(As("nobody", Group, $"enqueue {path} anna@x.example"));

        var held = Path.Combine(test.Folder, "held.txt");
        File.WriteAllText(held, "");
        Sh($"chmod 666 {held}");
        using (var first = Start("nobody", Group, $"hold {path} {held}"))
        {
            await TestStore.UntilAsync(() => first.HasExited || new FileInfo(held).Length > 0);
            Assert.Equal("1", File.ReadAllText(held));
            first.Kill();
            await first.WaitForExitAsync();
        }

        Succeed(As("daemon", Group, $"dispatch {path} {taken}"));
        Assert.Equal("anna@x.example", File.ReadAllText(taken).Trim());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, "*-owner-*"));
    }

    [SkippableFact]
    public async Task Setting_up_is_repeatable_previews_change_nothing_and_a_group_must_exist()
    {
        await using var test = await SharedAsync();
        var location = StoreLocation.Parse(Path.Combine(test.Folder, "queue", "outbox.db"));
        Assert.Empty(await SetUpAsync(location, Group, whatIf: false));
        Assert.Single(await SetUpAsync(location, null, whatIf: true));
        Assert.Empty(await SetUpAsync(location, Group, whatIf: true));
        var other = StoreLocation.Parse(Path.Combine(test.Folder, "other", "outbox.db"));
        Assert.Equal(3, (await SetUpAsync(other, Group, whatIf: true)).Count);
        Assert.False(Directory.Exists(Path.Combine(test.Folder, "other")));
        var error = await Assert.ThrowsAsync<MailOpsException>(() => SetUpAsync(location, "no_such_group", whatIf: true));
        Assert.Equal("MailOps.Store.GroupNotFound", error.ErrorId);
    }

    private static async Task<IReadOnlyList<string>> SetUpAsync(StoreLocation location, string? group, bool whatIf) =>
        (await new StoreProvider().SetUpAsync(location, group, new StoreOptions { AllowsSandboxDisk = true }, whatIf, None)).Steps;

    private static async Task<TestStore> SharedAsync()
    {
        Skip.IfNot(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), "Other accounts are tried on Linux only.");
        ServerScripts.RequireRoot("Another account");
        var program = typeof(SharedStoreTests).Assembly.Location;
        Skip.IfNot(
            Sh($"setpriv --reuid=nobody --regid=nogroup --clear-groups test -r {program}").ExitCode == 0 && Sh($"getent group {Group}").ExitCode == 0,
            "Another account of this system cannot start this program.");
        var test = TestStore.Empty();
        Sh($"chmod 755 {test.Folder}");
        Assert.Equal(3, (await SetUpAsync(StoreLocation.Parse(Path.Combine(test.Folder, "queue", "outbox.db")), Group, whatIf: false)).Count);
        return test;
    }

    private static ScriptResult As(string account, string group, string arguments)
    {
        using var process = Start(account, group, arguments);
        var output = Task.Run(process.StandardOutput.ReadToEnd);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new ScriptResult(process.ExitCode, output.GetAwaiter().GetResult(), error);
    }

    private static Process Start(string account, string group, string arguments)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(
            "setpriv",
            $"--reuid={account} --regid={account switch { "nobody" => "nogroup", _ => account }} --groups={group} "
            + $"{dotnet} exec {typeof(SharedStoreTests).Assembly.Location} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["DOTNET_CLI_HOME"] = Path.GetTempPath();
        return Process.Start(start)!;
    }

    private static ScriptResult Sh(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ScriptResult(process.ExitCode, output, process.StandardError.ReadToEnd());
    }

    private static void Succeed(ScriptResult result) => Assert.True(result.ExitCode is 0, result.Error + result.Output);
}
