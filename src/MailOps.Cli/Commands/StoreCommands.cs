using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops store init|show|check</c>: the place that the queue lies in.</summary>
internal static class StoreCommands
{
    private static readonly Option<StoreScope> Scope = new("--scope") { Description = "For whom: user (this account) or machine.", HelpName = "scope" };

    private static readonly Option<string?> Group = new("--group")
    {
        Description = "The group that may use the store, on PostgreSQL a role. Default: its owner alone.",
        HelpName = "name",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Also on a disk that goes away with its job or container." };

    private static readonly Option<string?> AcceptRollback = new("--accept-rollback")
    {
        Description = "Take a store that went back in time as it is, for this reason: mail goes out again, also mail that may have left already.",
        HelpName = "reason",
    };

    private static readonly Column<StoreSetup>[] SetupColumns =
    [
        new("Store", s => s.Store),
        new("Changed", s => s.WhatIf ? "(what if)" : s.Changed ? "yes" : "no"),
        new("Steps", s => string.Join(Environment.NewLine, s.Steps)),
    ];

    public static Command Build() => new("store", "The store of delayed mail: make it, look at it, check it.") { BuildInit(), BuildShow(), BuildCheck() };

    private static Command BuildInit()
    {
        var init = new Command("init", "Make a store for this account or for the machine, with the rights that it needs.")
        {
            Scope, Group, Force, AcceptRollback, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store,
        };
        init.SetAction(InitAsync);
        return init;
    }

    private static Command BuildShow()
    {
        var show = new Command("show", "Show where the store is, and how the queue in it stands.") { CommonOptions.Json, CommonOptions.Store };
        show.SetAction(ShowAsync);
        return show;
    }

    private static Command BuildCheck()
    {
        var check = new Command("check", "Check whether the store is whole.") { CommonOptions.Json, CommonOptions.Store };
        check.SetAction(CheckAsync);
        return check;
    }

    private static async Task<int> InitAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        using var output = new ResultWriter<StoreSetup>(parsed.GetValue(CommonOptions.Json), SetupColumns);
        if (parsed.GetValue(AcceptRollback) is { Length: > 0 } reason)
        {
            output.Write(await AcceptAsync(session, reason, whatIf, cancellationToken).ConfigureAwait(false));
            return ExitCode.Done;
        }

        var options = new StoreOptions { Clock = session.Clock, AllowsSandboxDisk = parsed.GetValue(Force) };
        var initializer = new StoreInitializer(new StoreProvider(), options);
        var setup = await initializer.InitializeAsync(
            parsed.GetValue(Scope), parsed.GetValue(CommonOptions.Store), parsed.GetValue(Group), whatIf, cancellationToken).ConfigureAwait(false);
        output.Write(setup);
        foreach (var finding in setup.Findings)
        {
            FindingOutput.Warn(finding);
        }

        return ExitCode.Done;
    }

    private static async Task<StoreSetup> AcceptAsync(MailOpsSession session, string reason, bool whatIf, CancellationToken cancellationToken)
    {
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var isRolledBack = (await store.Outbox.CountAsync(cancellationToken).ConfigureAwait(false)).IsRolledBack;
        if (isRolledBack && !whatIf)
        {
            await store.Upkeep.AcceptRollbackAsync(store.Account, reason, cancellationToken).ConfigureAwait(false);
        }

        return new StoreSetup
        {
            Store = store.Location.Display,
            Steps = isRolledBack ? new TextList(["take the store as it is, although it went back in time"]) : TextList.Empty,
            Changed = isRolledBack && !whatIf,
            WhatIf = whatIf,
        };
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await MailQueueStore.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(CommonOptions.Json))
        {
            using var output = new ResultWriter<MailQueueStore>(json: true, []);
            output.Write(store);
            return ExitCode.Done;
        }

        Write("Store", $"{store.Store} ({store.Kind}, named by {store.Source}, version {store.SchemaVersion})");
        Write("Account", store.Account);
        Write("Size", store.Size);
        Write("Last tick", store.LastTickAt is null ? "never" : OutboxCommands.Local(store.LastTickAt));
        Write("Next due", OutboxCommands.Local(store.NextDueAt));
        Write("Due", $"{store.Due}, overdue {store.Overdue}");
        Write("Open", $"{store.Queued} queued, {store.Waiting} waiting, {store.InDoubt} in doubt");
        Write("Over", $"{store.Accepted} accepted, {store.Failed} failed, {store.Cancelled} cancelled, {store.Suppressed} suppressed");
        FindingOutput.Write(store.Store, store.Findings);
        return ExitCode.Done;
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var check = await StoreCheck.RunAsync(session, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(CommonOptions.Json))
        {
            using var output = new ResultWriter<StoreCheck>(json: true, []);
            output.Write(check);
        }
        else
        {
            Console.WriteLine(check.IsSound ? $"{check.Store}: sound, {check.Deliveries} deliveries" : check.Store + ": " + string.Join(Environment.NewLine, check.Faults));
            FindingOutput.Write(check.Store, check.Findings);
        }

        return check.IsSound ? ExitCode.Done : ExitCode.Judged;
    }

    private static void Write(string name, object? value) =>
        Console.WriteLine(string.Format(CultureInfo.CurrentCulture, "{0,-10} {1}", name, value));
}
