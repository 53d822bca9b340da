using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops incident correct</c>: a correction to those who have the mail.</summary>
internal static class IncidentCorrectCommand
{
    // Mails that share a transaction.
    private const int LotSize = 200;

    private static readonly Option<MailCorrectionKind> Kind = new("--kind") { Description = "Which built-in text: pleaseIgnore, correctedVersion or apology.", HelpName = "kind" };

    private static readonly Option<string?> Template = new("--template") { Description = "A template (.html, .txt) in place of the built-in text (docs/drafts.md).", HelpName = "file" };

    private static readonly Option<string[]> Set = new("--set") { Description = "A value for the template, Name=value; may be given several times.", HelpName = "name=value" };

    private static readonly Option<string?> Text = new("--text") { Description = "A paragraph of your own in the built-in text; {{Text}} in a template.", HelpName = "text" };

    private static readonly Option<string?> From = new("--from") { Description = "The author. Default: that of the mail.", HelpName = "mailbox" };

    private static readonly Option<string?> Subject = new("--subject") { Description = "The subject. Default: that of the template, else that of the mail with \"Re:\".", HelpName = "text" };

    private static readonly Option<string[]> Attach = new("--attach")
    {
        Description = "A file to attach; may be given several times.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<MailRecallStatus[]> Status = new("--status")
    {
        Description = "Recipients with this status of the recall, in place of those who have the mail; may be given several times.",
        HelpName = "status",
        CustomParser = Choices.ParseNames<MailRecallStatus>,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<TimeSpan> Delay = new("--delay")
    {
        Description = "The undo window: how long it waits, counted from the moment it is safely stored.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.Parse,
        DefaultValueFactory = _ => OutboxDefaults.UndoWindow,
    };

    private static readonly Option<string?> Server = new("--server") { Description = "The server to go through: a profile, host[:port] or an smtp:// address.", HelpName = "server" };

    private static readonly Option<string?> Key = new("--key") { Description = "What makes it the same correction, for a further one of the same kind.", HelpName = "text" };

    public static Command Build()
    {
        var correct = new Command("correct", "Send a correction, in its thread, to each of those who have the mail; a second run sends nothing twice.");
        IncidentCommands.AddNaming(correct);
        DraftCommands.AddAll(correct, [Kind, Template, Set, Text, From, Subject, Attach, Status, Delay, Server, Key]);
        DraftCommands.AddAll(correct, PreflightArguments.All);
        DraftCommands.AddAll(correct, [OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store]);
        correct.SetAction(CorrectAsync);
        return correct;
    }

    private static async Task<int> CorrectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        using var session = CliSession.Open(parsed);
        var corrector = new MailCorrector(ReadOptions(parsed, session.Clock));
        var set = (parsed.GetValue(Set) ?? []).Select(text => CompositionArguments.Pair(text, '=', "--set"))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        var access = whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite;
        var outbox = await OutboxCommands.OpenAsync(session, access, cancellationToken).ConfigureAwait(false);
        var store = await session.OpenStoreAsync(access, cancellationToken).ConfigureAwait(false);
        var server = await MailServerChoice.FindAsync(store.Servers, parsed.GetValue(Server), cancellationToken).ConfigureAwait(false);
        var mail = await IncidentCommands.FindAsync(parsed, store, cancellationToken).ConfigureAwait(false);
        var chosen = mail.Choose(parsed.GetValue(Status) ?? []);
        var common = new OutgoingMail
        {
            Content = default,
            Recipients = [],
            Due = MailDueTime.After(parsed.GetValue(Delay)),
            Server = server?.Text ?? "",
            DkimKey = PreflightArguments.DkimKey(parsed),
        };
        var options = PreflightArguments.Read(parsed, session);
        using var preflight = new MailPreflight(options with
        {
            Relay = server?.Reference.Host ?? "",
            IgnoredFindings = [.. options.IgnoredFindings, .. corrector.IgnoredFindings],
        });
        List<OutboxDecision> decisions = [];
        foreach (var lot in corrector.Compose(mail, chosen, common, set.GetValueOrDefault).Chunk(LotSize))
        {
            List<PreparedMail> prepared = [];
            foreach (var correction in lot)
            {
                var findings = await preflight.CheckAsync(correction, isBulk: false, cancellationToken).ConfigureAwait(false);
                prepared.Add(outbox.Prepare(preflight.Judge(correction, findings)));
            }

            decisions.AddRange(await outbox.EnqueueAsync(prepared, whatIf, cancellationToken).ConfigureAwait(false));
        }

        if (mail.Recipients.Count(r => r.IsUndecided && !chosen.Contains(r)) is > 0 and var undecided)
        {
            Console.Error.WriteLine($"mailops: {undecided} recipient(s) may still be helped by the recall. Run this again when that is known: nobody gets it twice.");
        }

        return await OutboxCommands.WriteAsync(parsed, decisions, outbox, cancellationToken).ConfigureAwait(false);
    }

    private static MailCorrectionOptions ReadOptions(ParseResult parsed, MailClock clock) => new()
    {
        Kind = parsed.GetValue(Kind),
        Template = parsed.GetValue(Template) is { } template ? MailTemplate.Open(template) : null,
        Text = parsed.GetValue(Text),
        From = parsed.GetValue(From),
        Subject = parsed.GetValue(Subject),
        Attachments = parsed.GetValue(Attach) ?? [],
        Culture = IncidentCommands.Culture(parsed),
        Key = parsed.GetValue(Key),
        Clock = clock,
    };
}
