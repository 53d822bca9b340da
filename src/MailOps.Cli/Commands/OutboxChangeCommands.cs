using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox cancel|hold|resume|approve|set|remove</c>: changes to mails that are named by their numbers.</summary>
internal static class OutboxChangeCommands
{
    // What one person means by a glance at a list, as in PowerShell.
    private const int MaxUnasked = 20;

    private static readonly Argument<long[]> Ids = new("id")
    {
        Description = "The number of a mail, as 'outbox list' shows it.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Choices.ParseIds,
    };

    private static readonly Option<int?> Count = new("--count")
    {
        Description = "How many mails are meant; more than 20 need it, and another number than there are changes nothing.",
        HelpName = "number",
    };

    private static readonly Option<string?> Only = new("--address") { Description = "Cancel for this recipient only.", HelpName = "address" };

    private static readonly Option<string?> Digest = new("--digest")
    {
        Description = "The SHA-256 that was looked at ('outbox list --json' shows it); another content is not approved. For one mail.",
        HelpName = "hex",
    };

    private static readonly Option<TimeSpan?> Delay = new("--delay")
    {
        Description = "How long it waits from now; 0 lets it leave now.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    private delegate Task<IReadOnlyList<OutboxDecision>> Change(
        MailOutbox outbox, IReadOnlyList<long> ids, bool whatIf, ParseResult parsed, CancellationToken cancellationToken);

    public static IEnumerable<Command> Build()
    {
        yield return Build(
            "cancel", "Take mail back that has not left; says so honestly where it was too late.", [Only],
            (outbox, ids, whatIf, parsed, stop) => outbox.CancelAsync(ids, parsed.GetValue(Only), whatIf, stop));
        yield return Build(
            "hold", "Keep mail back until it is resumed.", [], (outbox, ids, whatIf, _, stop) => outbox.SuspendAsync(ids, whatIf, stop));
        yield return Build(
            "resume", "Let mail go on that waits for a person or is in doubt.", [],
            (outbox, ids, whatIf, _, stop) => outbox.ResumeAsync(ids, whatIf, stop));
        yield return Build("approve", "Approve mail that another account queued with --require-approval.", [Digest], ApproveAsync);
        yield return Build("set", "Let mail leave at another time.", [Delay, OutboxCommands.At], RescheduleAsync);
        yield return Build(
            "remove", "Erase the content of mail that is over; the log keeps what happened.", [],
            (outbox, ids, whatIf, _, stop) => outbox.RemoveAsync(ids, whatIf, stop));
    }

    private static Command Build(string name, string description, Option[] options, Change change)
    {
        var command = new Command(name, description) { Ids, Count, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store };
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, change, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Change change, CancellationToken cancellationToken)
    {
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var ids = parsed.GetRequiredValue(Ids).Distinct().ToList();
        if (parsed.GetValue(Count) is { } stated && stated != ids.Count)
        {
            throw OutboxErrors.CountDiffers(stated, ids.Count);
        }

        if (ids.Count > MaxUnasked && !whatIf && parsed.GetValue(Count) is null)
        {
            throw OutboxErrors.CountNeeded(ids.Count);
        }

        using var session = CliSession.Open(parsed);
        var outbox = await OutboxCommands.OpenAsync(session, whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var decisions = await change(outbox, ids, whatIf, parsed, cancellationToken).ConfigureAwait(false);
        return await OutboxCommands.WriteAsync(parsed, decisions, outbox, cancellationToken).ConfigureAwait(false);
    }

    private static Task<IReadOnlyList<OutboxDecision>> ApproveAsync(
        MailOutbox outbox, IReadOnlyList<long> ids, bool whatIf, ParseResult parsed, CancellationToken cancellationToken)
    {
        Dictionary<long, string> seen = [];
        if (parsed.GetValue(Digest) is { } digest)
        {
            seen[ids[0]] = ids.Count == 1 ? digest.ToLowerInvariant() : throw OutboxErrors.CountDiffers(1, ids.Count);
        }

        return outbox.ApproveAsync(ids, seen, whatIf, cancellationToken);
    }

    private static Task<IReadOnlyList<OutboxDecision>> RescheduleAsync(
        MailOutbox outbox, IReadOnlyList<long> ids, bool whatIf, ParseResult parsed, CancellationToken cancellationToken)
    {
        var due = (parsed.GetValue(Delay), parsed.GetValue(OutboxCommands.At)) switch
        {
            ({ } delay, null) => MailDueTime.After(delay),
            (null, { } text) => MailDueTime.Parse(text, null, MailClock.System.UtcNow),
            _ => throw OutboxErrors.DueTimeNeeded(),
        };
        return outbox.RescheduleAsync(ids, due, whatIf, cancellationToken);
    }
}
