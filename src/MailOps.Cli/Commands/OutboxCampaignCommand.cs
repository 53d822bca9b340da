using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox resume-campaign</c>: lets a campaign go on that was stopped after too many failures or complaints.</summary>
internal static class OutboxCampaignCommand
{
    private static readonly Argument<string> Campaign = new("campaign") { Description = "The campaign, as finding OUT020 names it." };

    public static Command Build()
    {
        var resume = new Command("resume-campaign", "Let a campaign go on that was stopped after too many failures or complaints.")
        {
            Campaign, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store,
        };
        resume.SetAction(RunAsync);
        return resume;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var name = parsed.GetRequiredValue(Campaign);
        var braked = await BrakedCampaigns.ReleaseAsync(store.Throttles, name, whatIf, cancellationToken).ConfigureAwait(false);
        return SettingOutput.Write(parsed, new OutboxSetting
        {
            Kind = "campaign",
            Name = name,
            Action = braked is null ? OutboxSettingAction.None : OutboxSettingAction.Resumed,
            Changed = !whatIf && braked is not null,
            WhatIf = whatIf,
            Reason = braked?.ToString() ?? "",
        });
    }
}
