using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox clear-log</c>: erase what is old, or what concerns a person.</summary>
internal static class OutboxClearLogCommand
{
    private static readonly Option<TimeSpan?> OlderThan = new("--older-than")
    {
        Description = "Erase what has been over for longer than this.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    private static readonly Option<string[]> Address = new("--address") { Description = "Erase what concerns this address; may be given several times.", HelpName = "address" };

    private static readonly Option<bool> IncludeEvidence = new("--include-evidence")
    {
        Description = "Erase also what a suppression rests on, and with it the suppression: mail goes out again.",
    };

    private static readonly Column<LogErasureDecision>[] Columns =
    [
        new("Action", d => d.Action + (d.WhatIf ? " (what if)" : "")),
        new("Address", d => d.Address),
        new("Events", d => d.Events.ToString(CultureInfo.InvariantCulture)),
        new("Deliveries", d => d.Deliveries.ToString(CultureInfo.InvariantCulture)),
        new("Reason", d => d.Reason),
    ];

    public static Command Build()
    {
        var clear = new Command("clear-log", "Erase from the log what is old, or what concerns a person; evidence for suppressions stays.")
        {
            OlderThan, Address, IncludeEvidence, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store,
        };
        clear.Validators.Add(result =>
        {
            if (result.GetValue(OlderThan) is null && (result.GetValue(Address) ?? []).Length == 0)
            {
                result.AddError("Say what to erase: --older-than, --address, or both.");
            }
        });
        clear.SetAction(RunAsync);
        return clear;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var request = new LogErasureRequest
        {
            Before = parsed.GetValue(OlderThan) is { } age ? session.Clock.UtcNow - age : null,
            Addresses = parsed.GetValue(Address) ?? [],
            IncludeEvidence = parsed.GetValue(IncludeEvidence),
            Actor = store.Account,
        };
        using var output = new ResultWriter<LogErasureDecision>(parsed.GetValue(CommonOptions.Json), Columns);
        foreach (var decision in await store.Upkeep.EraseLogAsync(request, whatIf, cancellationToken).ConfigureAwait(false))
        {
            output.Write(decision);
        }

        return ExitCode.Done;
    }
}
