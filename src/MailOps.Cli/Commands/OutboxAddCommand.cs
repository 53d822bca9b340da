using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Smtp;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox add</c>: one mail, or one for each record of a CSV file, or a message file as it is.</summary>
internal static class OutboxAddCommand
{
    // Mails that share a transaction: one commit for all, and other writers get their turn in between.
    private const int LotSize = 200;

    // Large attachments fill memory before they are two hundred.
    private const long LotBytes = 32_000_000;

    private static readonly Option<TimeSpan> Delay = new("--delay")
    {
        Description = "The undo window: how long it waits, counted from the moment it is safely stored.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.Parse,
        DefaultValueFactory = _ => OutboxDefaults.UndoWindow,
    };

    private static readonly Option<string?> Server = new("--server")
    {
        Description = "The server to go through: host[:port], or smtp://user@host:587/?security=StartTls&credential=env:NAME.",
        HelpName = "server",
    };

    private static readonly Option<string?> Campaign = new("--campaign") { Description = "The campaign that it belongs to.", HelpName = "name" };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "What makes it the same mail when it is queued again; a second call with the same key queues nothing.",
        HelpName = "text",
    };

    private static readonly Option<bool> RequireApproval = new("--require-approval")
    {
        Description = "Hold it until another account has approved it ('outbox approve').",
    };

    private static readonly Option<MissedAction> IfMissed = new("--if-missed")
    {
        Description = "What to do when a downtime made it more than four hours late: hold, send or skip.",
        HelpName = "action",
    };

    private static readonly Option<DsnNotify[]> Notify = new("--notify")
    {
        Description = "Which notifications the servers are asked for: never, success, failure, delay; may be given several times.",
        HelpName = "when",
    };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Queue it whatever the preflight finds. Suppression, approval and throttles stay in force.",
    };

    private static readonly Option<bool> IgnoreSuppression = new("--ignore-suppression") { Description = "Send to suppressed addresses too; needs --reason." };

    private static readonly Option<string?> Reason = new("--reason") { Description = "Why suppressed addresses get it; kept in the log.", HelpName = "text" };

    public static Command Build()
    {
        var add = new Command("add", "Queue mail; it waits for its undo window or its hour and can be cancelled until then.");
        DraftCommands.AddAll(add, CompositionArguments.All);
        DraftCommands.AddAll(add, [Delay, OutboxCommands.At, Server, Campaign, Key, RequireApproval, IfMissed, Notify, Force, IgnoreSuppression, Reason]);
        DraftCommands.AddAll(add, PreflightArguments.All);
        DraftCommands.AddAll(add, [OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store]);
        add.SetAction(AddAsync);
        return add;
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        using var session = CliSession.Open(parsed);
        var composer = new MailComposer(CompositionArguments.Read(parsed, session.Clock));
        var common = ReadCommon(parsed, session.Clock);
        var rows = CompositionArguments.ReadRows(parsed, composer).ToList();
        var access = whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite;
        var outbox = await OutboxCommands.OpenAsync(session, access, cancellationToken).ConfigureAwait(false);
        var store = await session.OpenStoreAsync(access, cancellationToken).ConfigureAwait(false);
        var server = await MailServerChoice.FindAsync(store.Servers, parsed.GetValue(Server), cancellationToken).ConfigureAwait(false);
        common = common with { Server = server?.Text ?? "" };
        using var preflight = new MailPreflight(PreflightArguments.Read(parsed, session) with
        {
            Force = parsed.GetValue(Force),
            Relay = server?.Reference.Host ?? "",
            ServerSize = server is null || whatIf ? null : new SmtpServerSize(server.Reference),
        });
        List<OutboxDecision> decisions = [];
        var failed = 0;
        List<PreparedMail> lot = [];
        foreach (var row in rows)
        {
            try
            {
                var draft = composer.Compose(row);
                var mail = common.WithDraft(draft) with { Key = composer.KeyOf(draft, common.Campaign, parsed.GetValue(Key)) };
                var findings = await preflight.CheckAsync(mail, rows.Count >= MailPreflight.BulkThreshold, cancellationToken).ConfigureAwait(false);
                lot.Add(outbox.Prepare(preflight.Judge(mail, findings)));
            }
            catch (MailOpsException error) when (rows.Count > 1)
            {
                ErrorOutput.Write(error);
                failed++;
            }

            if (lot.Count >= LotSize || lot.Sum(m => (long)m.Mail.Content.Length) >= LotBytes)
            {
                decisions.AddRange(await outbox.EnqueueAsync(lot, whatIf, cancellationToken).ConfigureAwait(false));
                lot.Clear();
            }
        }

        decisions.AddRange(await outbox.EnqueueAsync(lot, whatIf, cancellationToken).ConfigureAwait(false));
        var exitCode = await OutboxCommands.WriteAsync(parsed, decisions, outbox, cancellationToken).ConfigureAwait(false);
        return exitCode == ExitCode.Done && failed > 0 ? ExitCode.Partial : exitCode;
    }

    private static OutgoingMail ReadCommon(ParseResult parsed, MailClock clock)
    {
        if (parsed.GetValue(IgnoreSuppression) && parsed.GetValue(Reason) is null)
        {
            throw CompositionArguments.Missing("--reason");
        }

        return new OutgoingMail
        {
            Content = default,
            Recipients = [],
            Due = parsed.GetValue(OutboxCommands.At) is { } text ? MailDueTime.Parse(text, null, clock.UtcNow) : MailDueTime.After(parsed.GetValue(Delay)),
            Campaign = parsed.GetValue(Campaign) ?? "",
            RequireApproval = parsed.GetValue(RequireApproval),
            IfMissed = parsed.GetValue(IfMissed),
            Notify = parsed.GetValue(Notify) is { Length: > 0 } notify ? notify.Aggregate((a, b) => a | b) : null,
            DkimKey = PreflightArguments.DkimKey(parsed),
            SuppressionOverride = parsed.GetValue(IgnoreSuppression) ? parsed.GetValue(Reason)! : "",
        };
    }
}
