using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox throttle set|list|remove</c>: how fast mail may go to a domain, from a sender, in a campaign, through a server.</summary>
internal static class OutboxThrottleCommand
{
    private static readonly Argument<ThrottleScope> Scope = new("scope") { Description = "server, domain, sender or campaign." };

    private static readonly Argument<string> Name = new("name") { Description = "The profile or host, the domain, the address, or the campaign." };

    private static readonly Column<MailThrottle>[] Columns =
    [
        new("Scope", t => t.Scope.ToString()),
        new("Name", t => t.Name),
        new("Limits", t => t.Limits),
    ];

    public static Command Build()
    {
        var set = new Command("set", "Set limits; what is not named stays as it is, and 0 takes a limit away.")
        {
            Scope, Name, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store,
        };
        foreach (var option in ThrottleOptions.All)
        {
            set.Options.Add(option);
        }

        set.SetAction((parsed, stop) => ChangeAsync(parsed, removes: false, stop));
        var list = new Command("list", "List the throttles.") { CommonOptions.Json, CommonOptions.Store };
        list.SetAction(ListAsync);
        var remove = new Command("remove", "Take all limits away.") { Scope, Name, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store };
        remove.SetAction((parsed, stop) => ChangeAsync(parsed, removes: true, stop));
        return new Command("throttle", "How fast mail may go, over all dispatchers of the store.") { set, list, remove };
    }

    private static async Task<int> ChangeAsync(ParseResult parsed, bool removes, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var throttles = new MailThrottles(store.Throttles, store.Servers);
        var before = await throttles.FindOrNewAsync(parsed.GetRequiredValue(Scope), parsed.GetRequiredValue(Name), cancellationToken).ConfigureAwait(false);
        var after = removes ? new MailThrottle { Scope = before.Scope, Name = before.Name } : ThrottleOptions.Apply(parsed, before);
        var changed = await throttles.SetAsync(after, whatIf, cancellationToken).ConfigureAwait(false);
        var action = after.IsLimited ? OutboxSettingAction.Set : OutboxSettingAction.Removed;
        return SettingOutput.Write(parsed, new OutboxSetting
        {
            Kind = "throttle",
            Name = after.Scope + " " + after.Name,
            Action = changed || whatIf ? action : OutboxSettingAction.None,
            Changed = changed,
            WhatIf = whatIf,
            Reason = after.Limits,
        });
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var throttles = await store.Throttles.ListAsync(cancellationToken).ConfigureAwait(false);
        using var output = new ResultWriter<MailThrottle>(parsed.GetValue(CommonOptions.Json), Columns);
        foreach (var throttle in throttles)
        {
            output.Write(throttle);
        }

        return ExitCode.Done;
    }
}
