using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage;
using Xunit;

namespace MailOps.Tests;

public sealed class StoreInitializerTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailops-" + Guid.NewGuid().ToString("N"));

    private string MachineFile => Path.Combine(_folder, "etc", "store");

    private string MachineFolder => Path.Combine(_folder, "var");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_store_of_the_machine_is_made_and_found_by_every_account()
    {
        Directory.CreateDirectory(_folder);
        var preview = await Initializer().InitializeAsync(StoreScope.Machine, null, null, whatIf: true, None);
        Assert.Equal((4, false, true), (preview.Steps.Count, preview.Changed, preview.WhatIf));
        Assert.False(Directory.Exists(MachineFolder) || File.Exists(MachineFile));

        var made = await Initializer().InitializeAsync(StoreScope.Machine, null, null, whatIf: false, None);
        Assert.True(made.Changed);
        var found = new StoreLocator(_ => null, MachineFile, () => _folder).Find(null);
        Assert.Equal((made.Store, StoreSource.Machine), (found.Value, found.Source));
        await using (var store = await new StoreProvider().OpenAsync(found, StoreAccess.ReadOnly, StoreOptions.Default, None))
        {
            Assert.True((await store.Upkeep.ReadFactsAsync(None)).SchemaVersion > 0);
        }

        var again = await Initializer().InitializeAsync(StoreScope.Machine, null, null, whatIf: false, None);
        Assert.Equal((0, false), (again.Steps.Count, again.Changed));
    }

    [Fact]
    public async Task Another_place_becomes_the_machines_when_it_is_named()
    {
        Directory.CreateDirectory(_folder);
        var named = Path.Combine(_folder, "elsewhere", "queue.db");
        await Initializer().InitializeAsync(StoreScope.Machine, null, null, whatIf: false, None);
        var moved = await Initializer().InitializeAsync(StoreScope.Machine, named, null, whatIf: false, None);
        Assert.True(moved.Changed);
        Assert.Equal(named, new StoreLocator(_ => null, MachineFile, () => _folder).Find(null).Value);
    }

    [Fact]
    public async Task The_store_of_an_account_leaves_the_machine_alone()
    {
        Directory.CreateDirectory(_folder);
        await Initializer().InitializeAsync(StoreScope.User, Path.Combine(_folder, "mine", "queue.db"), null, whatIf: false, None);
        Assert.False(File.Exists(MachineFile));
    }

    [Fact]
    public async Task The_store_that_the_environment_names_is_the_accounts_and_not_the_machines()
    {
        Directory.CreateDirectory(_folder);
        var named = Path.Combine(_folder, "mine", "queue.db");
        Assert.Equal(named, (await Initializer(named).InitializeAsync(StoreScope.User, null, null, whatIf: false, None)).Store);
        Assert.True(File.Exists(named));
        Assert.NotEqual(named, (await Initializer(named).InitializeAsync(StoreScope.Machine, null, null, whatIf: true, None)).Store);
    }

    private StoreInitializer Initializer(string? variable = null) => new(
        new StoreProvider(),
        new StoreOptions { AllowsSandboxDisk = true, WitnessFolder = _folder },
        name => name == StoreLocator.VariableName ? variable : null,
        MachineFile,
        MachineFolder);
}
