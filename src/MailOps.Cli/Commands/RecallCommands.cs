using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops recall status|resume|stop|undo</c>, and what all recall commands share.</summary>
internal static class RecallCommands
{
    private static readonly Argument<long?> AnyId = new("id") { Description = "The number of a recall. Default: all.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Argument<long> Id = new("id") { Description = "The number of the recall, as 'recall status' shows it." };

    private static readonly Option<MailRecallState[]> States = new("--state")
    {
        Description = "Only recalls in this state: running, pending, completed, stopped, undoing, undone.",
        HelpName = "state",
        CustomParser = Choices.ParseNames<MailRecallState>,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Audit = new("--audit") { Description = "Show what was done, step by step; each entry's hash covers the one before." };

    private static readonly Column<MailRecall>[] Columns =
    [
        new("Id", r => r.Id.ToString(CultureInfo.InvariantCulture)),
        new("State", r => r.State.ToString()) { IsWhole = true },
        new("Asked for", r => OutboxCommands.Local(r.CreatedAt)) { FromWidth = 100 },
        new("By", r => r.RequestedBy) { FromWidth = 100 },
        new("Message-ID", r => r.MessageId),
        new("Subject", r => r.Subject) { FromWidth = 120 },
        new("Recipients", r => r.Summary),
    ];

    private static readonly Column<MailRecallAuditEntry>[] AuditColumns =
    [
        new("Number", e => e.Number.ToString(CultureInfo.InvariantCulture)),
        new("At", e => OutboxCommands.Local(e.At)) { FromWidth = 100 },
        new("Who", e => e.Actor) { FromWidth = 100 },
        new("Action", e => e.Action) { IsWhole = true },
        new("Mailbox", e => e.Mailbox),
        new("Detail", e => e.Detail),
    ];

    private static readonly Column<MailRecallRecipient>[] RecipientColumns =
    [
        new("Status", r => r.Status.ToString()) { IsWhole = true },
        new("Mailbox", r => r.Mailbox),
        new("Address", r => r.Address == r.Mailbox ? "" : r.Address) { FromWidth = 120 },
        new("Folder", r => r.Folders.ToString()),
        new("Flags", r => r.Flags) { FromWidth = 100 },
        new("Again", r => OutboxCommands.Local(r.NextAt)) { FromWidth = 100 },
        new("Detail", r => r.Detail),
    ];

    public static Option<int> ThrottleLimit { get; } = new("--throttle-limit")
    {
        Description = "How many mailboxes are worked on at the same time.",
        DefaultValueFactory = _ => 16,
        HelpName = "1-256",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 256)
            {
                return limit;
            }

            result.AddError($"'{result.Tokens[0].Value}' is no number from 1 to 256.");
            return 1;
        },
    };

    public static Command Build() => new("recall", "Take a sent mail back out of mailboxes, and see for whom it worked.")
    {
        RecallRunCommand.BuildPlan(), RecallRunCommand.BuildRun(), BuildStatus(),
        BuildChange(
            "resume", "Go on with a recall that was interrupted or stopped, and try again whoever failed.",
            (recaller, id, stop) => recaller.ResumeAsync(id, onlyDue: false, null, stop)),
        BuildStop(),
        BuildChange("undo", "Put everything back that a recall took, with flags and dates.", (recaller, id, stop) => recaller.UndoAsync(id, null, stop)),
    };

    /// <summary>Shows a recall: an object with all of it, or its recipients and what they come to.</summary>
    public static int Write(ParseResult parsed, MailRecall recall)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            using var output = new ResultWriter<MailRecall>(json: true, Columns);
            output.Write(recall);
        }
        else
        {
            WriteRecipients(recall.Recipients);
            Console.WriteLine(FormattableString.Invariant($"Recall {recall.Id} {recall.State}: {recall.Summary}"));
        }

        return CodeFor(recall);
    }

    public static void WriteRecipients(IReadOnlyList<MailRecallRecipient> recipients)
    {
        using var output = new ResultWriter<MailRecallRecipient>(json: false, RecipientColumns);
        foreach (var recipient in recipients)
        {
            output.Write(recipient);
        }
    }

    // Later: somebody is tried again. Partial: it could not be done for somebody of ours.
    private static int CodeFor(MailRecall recall) =>
        recall.State is MailRecallState.Running or MailRecallState.Pending or MailRecallState.Undoing ? ExitCode.Later
        : recall.Recipients.Any(r => r.Status is MailRecallStatus.Failed or MailRecallStatus.NoAccess) ? ExitCode.Partial
        : ExitCode.Done;

    private static Command BuildStatus()
    {
        var status = new Command("status", "Show recalls, or the recipients of one.") { AnyId, States, Audit, RecallReportArguments.Html, CommonOptions.Json, CommonOptions.Store };
        status.SetAction(ShowAsync);
        return status;
    }

    private static Command BuildStop()
    {
        var stop = new Command("stop", "Stop a recall: nothing further is taken. What was taken stays so until it is undone.")
        {
            Id, CommonOptions.Json, CommonOptions.Store,
        };
        stop.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = CliSession.Open(parsed);
            var store = await session.OpenStoreAsync(StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            var recall = await MailRecaller.StopAsync(store.Recalls, parsed.GetValue(Id), store.Account, cancellationToken).ConfigureAwait(false);
            return Write(parsed, recall);
        });
        return stop;
    }

    private static Command BuildChange(string name, string description, Func<MailRecaller, long, CancellationToken, Task<MailRecall>> change)
    {
        var command = new Command(name, description + " The mailboxes are those that it remembers, unless others are named.")
        {
            Id, ThrottleLimit, CommonOptions.Json, CommonOptions.Store,
        };
        MailboxArguments.AddTo(command);
        command.Validators.Add(MailboxArguments.RequireLogin);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = CliSession.Open(parsed);
            var store = await session.OpenStoreAsync(StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            var id = parsed.GetValue(Id);
            var recall = await store.Recalls.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw RecallErrors.NotFound(id);
            var servers = new RecallServers { Vault = SecretVault.ReadAsync };
            var mailboxes = MailboxArguments.Connection(parsed)?.CreateStore() ?? servers.Open(recall.Server) ?? throw RecallErrors.NoMailboxes();
            var recaller = RecallSetup.CreateRecaller(store, mailboxes, session.Clock, parsed.GetValue(ThrottleLimit));
            return Write(parsed, await change(recaller, id, cancellationToken).ConfigureAwait(false));
        });
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var recalls = (await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false)).Recalls;
        var id = parsed.GetValue(AnyId);
        var json = parsed.GetValue(CommonOptions.Json);
        if (parsed.GetValue(Audit))
        {
            using var audit = new ResultWriter<MailRecallAuditEntry>(json, AuditColumns);
            foreach (var entry in await recalls.ReadAuditAsync(id, cancellationToken).ConfigureAwait(false))
            {
                audit.Write(entry);
            }

            return ExitCode.Done;
        }

        if (id is { } number)
        {
            var found = await recalls.FindAsync(number, cancellationToken).ConfigureAwait(false) ?? throw RecallErrors.NotFound(number);
            RecallReportArguments.WritePage(parsed, [found]);
            Write(parsed, found);
            return ExitCode.Done;
        }

        using var output = new ResultWriter<MailRecall>(json, Columns);
        var filter = new MailRecallFilter { States = parsed.GetValue(States) ?? [] };
        var listed = await recalls.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        RecallReportArguments.WritePage(parsed, listed);
        foreach (var recall in listed)
        {
            output.Write(recall);
        }

        return ExitCode.Done;
    }
}
