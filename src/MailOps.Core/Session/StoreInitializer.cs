using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Session;

/// <summary>Makes a store for an account or for a machine, with the rights that it needs, and tells the machine where it is.</summary>
public sealed class StoreInitializer
{
    private readonly IStoreProvider _provider;
    private readonly StoreOptions _options;
    private readonly Func<string, string?> _environment;
    private readonly string _machineFile;
    private readonly string _machineFolder;

    /// <summary>An initializer for this machine.</summary>
    /// <param name="provider">What opens stores.</param>
    /// <param name="options">How to open them.</param>
    public StoreInitializer(IStoreProvider provider, StoreOptions options)
        : this(provider, options, Environment.GetEnvironmentVariable, StoreLocator.MachineFile, MachineFolder)
    {
    }

    internal StoreInitializer(
        IStoreProvider provider, StoreOptions options, Func<string, string?> environment, string machineFile, string machineFolder)
    {
        _provider = provider;
        _options = options;
        _environment = environment;
        _machineFile = machineFile;
        _machineFolder = machineFolder;
    }

    /// <summary>The folder of the machine's store unless another one is named: <c>/var/lib/mailops</c>, on Windows <c>%ProgramData%\MailOps</c>.</summary>
    public static string MachineFolder => Path.DirectorySeparatorChar == '\\'
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "MailOps", "queue")
        : "/var/lib/mailops";

    /// <summary>Sets a store up; what is as it should be stays untouched.</summary>
    /// <param name="scope">For whom.</param>
    /// <param name="named">
    /// The place; null for the default of the scope: the machine's own, or for an account the one that <c>MAILOPS_STORE</c> names, else its own.
    /// </param>
    /// <param name="group">The group that may use it, on PostgreSQL a role; null: its owner alone.</param>
    /// <param name="whatIf">True: say what would be done, change nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Store.*</c>: it cannot be made there, the group does not exist, or this account may not write the machine's configuration.
    /// </exception>
    public async Task<StoreSetup> InitializeAsync(StoreScope scope, string? named, string? group, bool whatIf, CancellationToken cancellationToken)
    {
        var location = Find(scope, named);
        var taken = await _provider.SetUpAsync(location, group, _options, whatIf, cancellationToken).ConfigureAwait(false);
        List<string> steps = [.. taken.Steps];
        if (scope == StoreScope.Machine && ReadMachineFile() != location.Value)
        {
            steps.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, StoreTexts.NameForMachine.Current, _machineFile));
            if (!whatIf)
            {
                WriteMachineFile(location.Value);
            }
        }

        return new StoreSetup
        {
            Store = location.Display,
            Scope = scope,
            Group = group ?? "",
            Steps = new TextList(steps),
            Findings = taken.Findings,
            Changed = steps.Count > 0 && !whatIf,
            WhatIf = whatIf,
        };
    }

    private StoreLocation Find(StoreScope scope, string? named)
    {
        if (scope == StoreScope.User)
        {
            // What the account's commands will look for must be what is made for it; the machine's is made with its own scope.
            return new StoreLocator(_environment, Path.Combine(_machineFolder, "no such file"), StoreLocator.UserFolder).Find(named);
        }

        return string.IsNullOrEmpty(named)
            ? StoreLocation.Parse(Path.Combine(_machineFolder, StoreLocation.DefaultFileName), StoreSource.Machine)
            : StoreLocation.Parse(named!);
    }

    private string ReadMachineFile()
    {
        try
        {
            return File.Exists(_machineFile) ? File.ReadAllText(_machineFile).Split('\n')[0].Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.MachineConfiguration(_machineFile, e);
        }
    }

    private void WriteMachineFile(string text)
    {
        try
        {
            FileRights.WritePublicFile(_machineFile, text + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.MachineConfigurationNotWritten(_machineFile, e);
        }
    }
}
