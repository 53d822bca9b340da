using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox list</c>, and what all outbox commands share.</summary>
internal static class OutboxCommands
{
    private static readonly Option<DeliveryState[]> States = new("--state")
    {
        Description = "Only mail in this state: waiting, queued, claimed, sending, inDoubt, accepted, failed, cancelled, suppressed.",
        HelpName = "state",
        CustomParser = Choices.ParseNames<DeliveryState>,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Campaign = new("--campaign") { Description = "Only this campaign; * and ? are wildcards.", HelpName = "name" };

    private static readonly Option<string?> To = new("--to") { Description = "Only mail to this recipient; * and ? are wildcards.", HelpName = "address" };

    private static readonly Option<string?> Subject = new("--subject") { Description = "Only this subject; * and ? are wildcards.", HelpName = "text" };

    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most, newest first.", DefaultValueFactory = _ => 100, HelpName = "count" };

    private static readonly Column<DelayedMail>[] MailColumns =
    [
        new("Id", m => m.Id.ToString(CultureInfo.InvariantCulture)),
        new("State", m => m.State.ToString()),
        new("Due", m => Local(m.DueAt)),
        new("To", m => m.To.ToString()),
        new("Subject", m => m.Subject),
        new("Campaign", m => m.Campaign),
        new("Last reply", m => m.LastReply),
    ];

    public static Column<OutboxDecision>[] DecisionColumns { get; } =
    [
        new("Id", d => d.Id?.ToString(CultureInfo.InvariantCulture)),
        new("Address", d => d.Address),
        new("Action", d => d.Action + (d.WhatIf ? " (what if)" : "")),
        new("Due", d => Local(d.DueAt)),
        new("Subject", d => d.Subject),
        new("Reason", d => d.Reason),
    ];

    /// <summary>When mail leaves that is queued or put off.</summary>
    public static Option<string?> At { get; } = new("--at")
    {
        Description = "The hour at which it leaves, such as 2026-12-24T08:00 (local time) or 2026-12-24T08:00+01:00.",
        HelpName = "time",
    };

    /// <summary>What a rehearsal lets through, of one run or of a profile.</summary>
    public static Option<string[]> AllowedDomain { get; } = new("--allowed-domain")
    {
        Description = "In a rehearsal: a domain whose recipients get their mail all the same.",
        HelpName = "domain",
    };

    public static Option<bool> WhatIf { get; } = new("--what-if") { Description = "Say what would happen; change nothing." };

    public static Command Build()
    {
        var outbox = new Command("outbox", "Delayed mail: queue it, take it back, deliver it.") { OutboxAddCommand.Build(), BuildList() };
        foreach (var change in OutboxChangeCommands.Build())
        {
            outbox.Subcommands.Add(change);
        }

        outbox.Subcommands.Add(OutboxCampaignCommand.Build());
        outbox.Subcommands.Add(OutboxThrottleCommand.Build());
        outbox.Subcommands.Add(OutboxTaskCommand.Build());
        outbox.Subcommands.Add(OutboxRunCommand.Build());
        outbox.Subcommands.Add(OutboxLogCommand.Build());
        outbox.Subcommands.Add(OutboxClearLogCommand.Build());
        return outbox;
    }

    public static async Task<MailOutbox> OpenAsync(MailOpsSession session, StoreAccess access, CancellationToken cancellationToken)
    {
        var store = await session.OpenStoreAsync(access, cancellationToken).ConfigureAwait(false);
        return new MailOutbox(store.Outbox, store.Suppression, new MailOutboxOptions { Clock = session.Clock, StoreName = store.Location.Display, Actor = store.Account });
    }

    /// <summary>Shows decisions, and warns when nobody serves the queue.</summary>
    public static async Task<int> WriteAsync(
        ParseResult parsed, IReadOnlyList<OutboxDecision> decisions, MailOutbox outbox, CancellationToken cancellationToken)
    {
        var json = parsed.GetValue(CommonOptions.Json);
        var missing = decisions.Where(d => d.Action == OutboxAction.NotFound).ToList();
        using (var output = new ResultWriter<OutboxDecision>(json, DecisionColumns))
        {
            // A program gets a decision for every number; a person reads the error.
            foreach (var decision in json ? decisions : decisions.Except(missing))
            {
                output.Write(decision);
            }
        }

        foreach (var decision in missing)
        {
            ErrorOutput.Write(new MailOpsException(
                "MailOps.Outbox.NotFound",
                MailOpsErrorKind.NotFound,
                $"The store has no mail {decision.Id}.",
                "'mailops outbox list' shows the mails and their numbers."));
        }

        await WarnAsync(outbox, cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            return ExitCode.NotFound;
        }

        return decisions.Any(d => d.Action is OutboxAction.Invalid or OutboxAction.TooLate) ? ExitCode.Partial : ExitCode.Done;
    }

    public static string Local(DateTime? utc) => utc?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Shows the whole queue as a table.</summary>
    public static async Task ShowAsync(MailOutbox outbox, CancellationToken cancellationToken)
    {
        using var output = new ResultWriter<DelayedMail>(json: false, MailColumns);
        await foreach (var mail in outbox.ListAsync(new OutboxFilter(), cancellationToken).ConfigureAwait(false))
        {
            output.Write(mail);
        }
    }

    private static async Task WarnAsync(MailOutbox outbox, CancellationToken cancellationToken)
    {
        var status = await outbox.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        foreach (var finding in status.Findings)
        {
            FindingOutput.Warn(finding);
        }
    }

    private static Command BuildList()
    {
        var list = new Command("list", "List the mail of the queue, newest first.")
        {
            States, Campaign, To, Subject, Limit, CommonOptions.Json, CommonOptions.Store,
        };
        list.SetAction(ListAsync);
        return list;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var outbox = await OpenAsync(session, StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var filter = new OutboxFilter
        {
            States = parsed.GetValue(States) ?? [],
            Campaign = parsed.GetValue(Campaign),
            Address = parsed.GetValue(To),
            Subject = parsed.GetValue(Subject),
        };
        var limit = parsed.GetValue(Limit);
        using (var output = new ResultWriter<DelayedMail>(parsed.GetValue(CommonOptions.Json), MailColumns))
        {
            await foreach (var mail in outbox.ListAsync(filter, cancellationToken).ConfigureAwait(false))
            {
                if (output.Count >= limit)
                {
                    break;
                }

                output.Write(mail);
            }
        }

        await WarnAsync(outbox, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
