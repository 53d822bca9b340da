#pragma warning disable CA1416 // Skipped on Windows.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests;

/// <summary>Whose rights are touched: those of what the command makes, and never those of a folder that somebody merely named.</summary>
public sealed class StoreRightsTests : IDisposable
{
    private const string Group = "mail";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-").FullName;

    private string Store => Path.Combine(_folder, "queue.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("1777", "STO003")]
    [InlineData("777", "STO003")]
    [InlineData("775", "STO003")]
    [InlineData("2770", "STO003")]
    [InlineData("755", "")]
    [InlineData("700", "")]
    public async Task A_folder_that_was_there_keeps_its_rights_and_the_file_is_the_owners(string mode, string finding)
    {
        OnUnix();
        Change(_folder, mode);
        var preview = await SetUpAsync(whatIf: true);
        Assert.False(File.Exists(Store));
        var made = await SetUpAsync(whatIf: false);

        Assert.Equal((mode, "600"), (ModeOf(_folder), ModeOf(Store)));
        Assert.Equal(finding, made.Findings.ToString());
        Assert.Equal(preview.Steps, made.Steps);
        Assert.Equal(preview.Findings.Select(f => f.Message), made.Findings.Select(f => f.Message));
        var again = await SetUpAsync(whatIf: false);
        Assert.Equal((0, finding), (again.Steps.Count, again.Findings.ToString()));
    }

    [SkippableFact]
    public async Task Every_folder_that_is_made_is_the_owners()
    {
        OnUnix();
        var store = Path.Combine(_folder, "a", "b", "queue.db");
        var made = await SetUpAsync(whatIf: false, store);
        Assert.Equal((3, 0), (made.Steps.Count, made.Findings.Count));
        Assert.Equal("700 700 600", $"{ModeOf(Path.Combine(_folder, "a"))} {ModeOf(Path.GetDirectoryName(store)!)} {ModeOf(store)}");
    }

    [SkippableFact]
    public async Task What_lies_beside_an_open_store_in_a_shared_folder_is_the_owners_too()
    {
        OnUnix();
        Change(_folder, "1777");
        List<Finding> warnings = [];
        await using (var store = await OpenAsync(warnings))
        {
            var owner = await store.Outbox.SignOnAsync(None);
            var files = Directory.GetFiles(_folder).ToDictionary(file => Path.GetFileName(file), ModeOf);
            Assert.Contains("queue.db-wal", files.Keys);
            Assert.Contains("queue.db-shm", files.Keys);
            Assert.Contains("queue.db-turn", files.Keys);
            Assert.Contains(files.Keys, name => name.StartsWith("queue.db-owner-", StringComparison.Ordinal));
            Assert.All(files.Values, mode => Assert.Equal("600", mode));
            await owner.DisposeAsync();
        }

        // Whoever makes a store by the way is told once; whoever looks, each time.
        Assert.Equal("STO003", Assert.Single(warnings).Id);
        await using var again = await OpenAsync(warnings);
        Assert.Single(warnings);
        Assert.Equal("STO003", (await again.Upkeep.ReadFactsAsync(None)).Findings.ToString());
        Assert.Equal("1777", ModeOf(_folder));
    }

    [SkippableFact]
    public async Task A_store_that_others_can_open_is_told_and_closed_to_them()
    {
        OnUnix();
        Change(_folder, "755");
        await SetUpAsync(whatIf: false);
        Change(Store, "644");
        File.WriteAllText(Store + "-turn", "");
        Change(Store + "-turn", "666");
        await using (var store = await OpenAsync([]))
        {
            Assert.Equal("STO004", (await store.Upkeep.ReadFactsAsync(None)).Findings.ToString());
        }

        Assert.Single((await SetUpAsync(whatIf: true)).Steps);
        Assert.Equal("644", ModeOf(Store));
        var made = await SetUpAsync(whatIf: false);
        Assert.Equal((1, 0), (made.Steps.Count, made.Findings.Count));
        Assert.Equal("600 600", ModeOf(Store) + " " + ModeOf(Store + "-turn"));
    }

    [SkippableFact]
    public async Task Files_of_others_beside_the_store_are_left_alone()
    {
        OnUnix();
        var secret = Path.Combine(_folder, "somebody");
        foreach (var file in new[] { secret, Store + ".backup", Store + "-owner-nobody", Store + "-walrus" })
        {
            File.WriteAllText(file, "");
            Change(file, "644");
        }

        // As another account could leave one in /tmp, for root to follow.
        File.CreateSymbolicLink(Store + "-owner-" + Guid.NewGuid().ToString("N"), secret);
        await SetUpAsync(whatIf: false);
        Assert.All(new[] { secret, Store + ".backup", Store + "-owner-nobody", Store + "-walrus" }, file => Assert.Equal("644", ModeOf(file)));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_no_store_keeps_its_rights_and_its_content(bool whatIf)
    {
        OnUnix();
        File.WriteAllText(Store, new string('x', 5000));
        Change(Store, "644");
        var error = await Assert.ThrowsAsync<MailOpsException>(() => SetUpAsync(whatIf));
        Assert.Equal("MailOps.Store.NotAStore", error.ErrorId);
        Assert.Equal(("644", 5000), (ModeOf(Store), File.ReadAllText(Store).Length));
    }

    [SkippableFact]
    public async Task The_tables_of_an_older_store_are_brought_up_to_date()
    {
        OnUnix();
        await SetUpAsync(whatIf: false);
        OlderStore.Make(Store, 9);
        Assert.Single((await SetUpAsync(whatIf: true)).Steps);
        Assert.Single((await SetUpAsync(whatIf: false)).Steps);
        Assert.Empty((await SetUpAsync(whatIf: false)).Steps);
    }

    [SkippableFact]
    public async Task A_group_is_let_into_the_machines_own_folder_and_into_no_other_that_was_there()
    {
        OnUnix();
        ServerScripts.RequireRoot("Giving files to a group");
        Skip.IfNot(File.ReadAllLines("/etc/group").Any(line => line.StartsWith(Group + ":", StringComparison.Ordinal)), "There is no group mail.");
        Change(_folder, "755");
        var preview = await SetUpAsync(whatIf: true, group: Group);
        var named = await SetUpAsync(whatIf: false, group: Group);
        Assert.Equal(preview.Steps, named.Steps);
        Assert.Equal(("STO005", "STO005"), (preview.Findings.ToString(), named.Findings.ToString()));
        Assert.Equal("755 660", ModeOf(_folder) + " " + ModeOf(Store));

        var own = await SetUpAsync(whatIf: false, group: Group, source: StoreSource.Machine);
        Assert.Equal((1, 0), (own.Steps.Count, own.Findings.Count));
        Assert.Equal("2770 660", ModeOf(_folder) + " " + ModeOf(Store));
        Assert.Empty((await SetUpAsync(whatIf: true, group: Group)).Steps);
        await using var store = await OpenAsync([]);
        Assert.Empty((await store.Upkeep.ReadFactsAsync(None)).Findings);
    }

    [Theory]
    [InlineData("2770", "660", false, false)]
    [InlineData("2770", "600", true, false)]
    [InlineData("770", "660", true, true)]
    [InlineData("2777", "660", true, false)]
    [InlineData("700", "666", false, false)]
    [InlineData("711", "604", false, true)]
    [InlineData("710", "640", false, true)]
    [InlineData("755", "660", false, true)]
    public void Rights_are_judged_by_folder_and_file_together(string folder, string file, bool isFolderOpen, bool isFileOpen) => Assert.Equal(
        (isFolderOpen, isFileOpen),
        (UnixPlace.IsFolderOpen(Mode(folder), Mode(file)), UnixPlace.IsFileOpen(Mode(folder), Mode(file))));

    private static void OnUnix() => Skip.If(OperatingSystem.IsWindows(), "Rights are tried on Unix only.");

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);

    private static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static void Change(string path, string octal) => File.SetUnixFileMode(path, Mode(octal));

    private Task<StoreSteps> SetUpAsync(bool whatIf, string? store = null, string? group = null, StoreSource source = StoreSource.Explicit) =>
        new StoreProvider().SetUpAsync(
            StoreLocation.Parse(store ?? Store, source), group, new StoreOptions { AllowsSandboxDisk = true }, whatIf, None);

    private Task<IMailOpsStore> OpenAsync(List<Finding> warnings) => new StoreProvider().OpenAsync(
        StoreLocation.Parse(Store), StoreAccess.ReadWrite, new StoreOptions { WitnessFolder = Path.Combine(_folder, "seen"), Warn = warnings.Add }, None);
}
