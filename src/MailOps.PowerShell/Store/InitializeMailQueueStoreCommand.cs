using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Makes a store for this account or for the machine, with the rights that it needs.</summary>
/// <remarks>
/// <para>A store of the machine is where the sessions of admins and the dispatcher of a service account meet: its place is written into the
/// machine's configuration, which every account reads. With -Group the members of a group may use it, and nobody else may read it: on Linux
/// and macOS the folder gets the group and its setgid bit, on Windows an access list of its own. On PostgreSQL -Group is a role whose members
/// queue mail, and see and change their own; members of the role that owns the tables see all, approve and deliver.</para>
/// <para>What is as it should be stays untouched, so that the command may be repeated. It also brings the tables of an older store up to
/// date. A disk that goes away with its job or container is refused unless -Force is given.</para>
/// <para>Without -Store the store that the environment variable MAILOPS_STORE names is made, else the account's own; with -Scope Machine the
/// machine's. Only a folder that the command itself makes gets narrow rights: one that was there is left as it is, with a warning when other
/// accounts could write to it. The files of the store are always the owner's alone, or the group's. The machine's own folder is given to
/// -Group also when it was there.</para>
/// </remarks>
/// <example>
/// <code>Initialize-MailQueueStore -Scope Machine -Group mailops</code>
/// Makes the store of the machine in /var/lib/mailops, or in ProgramData on Windows, for the members of the group mailops.
/// </example>
/// <example>
/// <code>Initialize-MailQueueStore -Scope Machine -Store 'Host=db;Database=mailops' -Group mail_users -WhatIf</code>
/// Shows what would be done to use a PostgreSQL database as the store of this machine.
/// </example>
/// <example>
/// <code>Initialize-MailQueueStore -AcceptRollback -Reason 'restored after the disk broke, ticket 4711'</code>
/// Takes a store as it is that went back in time, so that mail goes out again; the journal keeps who said so.
/// </example>
[Cmdlet(VerbsData.Initialize, "MailQueueStore", SupportsShouldProcess = true, DefaultParameterSetName = MakeSet)]
[OutputType(typeof(StoreSetup))]
public sealed class InitializeMailQueueStoreCommand : MailOpsStoreCmdlet
{
    private const string MakeSet = "Make";
    private const string AcceptSet = "Accept";

    /// <summary>For whom the store is: User for this account, Machine for all accounts of this machine.</summary>
    [Parameter(Position = 0, ParameterSetName = MakeSet)]
    public StoreScope Scope { get; set; }

    /// <summary>The group that may use the store, on PostgreSQL a role. Default: its owner alone.</summary>
    [Parameter(ParameterSetName = MakeSet)]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>Make the store also on a disk that goes away with its job or container.</summary>
    [Parameter(ParameterSetName = MakeSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Take a store that went back in time as it is: mail goes out again, also mail that may have left already.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AcceptSet)]
    public SwitchParameter AcceptRollback { get; set; }

    /// <summary>Why; kept in the journal.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AcceptSet)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(AcceptRollback ? Accept() : Make());
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Store);
        }
    }

    private StoreSetup Make()
    {
        var options = new StoreOptions { Clock = Session.Clock, AllowsSandboxDisk = Force };
        var initializer = new StoreInitializer(StoreLoader.Create(), options);
        var preview = Await(new ValueTask<StoreSetup>(InitializeAsync(initializer, whatIf: true)));
        foreach (var finding in preview.Findings)
        {
            WriteWarning(FindingLine.Of(finding));
        }

        return preview.Steps.Count > 0 && ShouldProcess(preview.Store, string.Join("; ", preview.Steps))
            ? Await(new ValueTask<StoreSetup>(InitializeAsync(initializer, whatIf: false)))
            : preview with { WhatIf = IsWhatIf };
    }

    private StoreSetup Accept()
    {
        var store = OpenStore(StoreAccess.ReadWrite);
        List<string> steps = [];
        if (Await(new ValueTask<Outbox.OutboxCounts>(store.Outbox.CountAsync(StopToken))).IsRolledBack)
        {
            steps.Add(OutboxTexts.AcceptRollback.Current);
        }

        var goes = steps.Count > 0 && ShouldProcess(store.Location.Display, OutboxTexts.AcceptRollback.Current);
        if (goes)
        {
            Await(store.Upkeep.AcceptRollbackAsync(store.Account, Reason, StopToken));
        }

        return new StoreSetup { Store = store.Location.Display, Steps = new TextList(steps), Changed = goes, WhatIf = IsWhatIf };
    }

    private Task<StoreSetup> InitializeAsync(StoreInitializer initializer, bool whatIf) =>
        initializer.InitializeAsync(Scope, SessionOptions.Store, Group, whatIf, StopToken);
}
