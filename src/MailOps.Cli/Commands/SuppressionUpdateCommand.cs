using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops suppression update</c>: takes bounces and logs into the list and tells who wants to know.</summary>
internal static class SuppressionUpdateCommand
{
    private static readonly Argument<string[]> Mails = new("path")
    {
        Description = "A mail, an mbox, a Maildir or a folder with bounces; - reads a mail or an mbox from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Logs = new("--log")
    {
        Description = "A log of your own mail server (Postfix, Exim, Exchange); what it refused never becomes a bounce. May be given several times.",
        HelpName = "file",
    };

    private static readonly Option<string?> RuleFile = new("--rule-file")
    {
        Description = "Rules of your own, asked before the built-in ones (docs/bounces.md).",
        HelpName = "file",
    };

    private static readonly Option<bool> TrustUnmatched = new("--trust-unmatched")
    {
        Description = "Let bounces count too that join no mail sent from this store; they block the final recipient of the report.",
    };

    private static readonly Option<string[]> NotifyTo = new("--notify-to")
    {
        Description = "Who gets a digest of new bounces and blocks, through the outbox of the same store. May be given several times.",
        HelpName = "address",
    };

    private static readonly Option<string?> NotifyFrom = new("--notify-from")
    {
        Description = "The author of the digest. Default: the first address of --notify-to.",
        HelpName = "address",
    };

    public static Command Build()
    {
        var update = new Command("update", "Take bounces in.")
        {
            Mails, Logs, RuleFile, TrustUnmatched, NotifyTo, NotifyFrom, OutboxCommands.WhatIf, CommonOptions.Store, CommonOptions.Json,
        };
        update.SetAction(UpdateAsync);
        return update;
    }

    private static async Task<int> UpdateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var rules = parsed.GetValue(RuleFile) is { } file ? BounceRules.Load(file) : null;
        var mails = new BounceInputs(parsed.GetValue(Mails) ?? [], BounceClassifierOptions.Default with { Rules = rules });
        var logs = new LogInputs(parsed.GetValue(Logs) ?? [], new MailServerLogOptions { Rules = rules });
        if ((parsed.GetValue(Mails) ?? []).Length + logs.Paths.Length == 0)
        {
            Console.Error.WriteLine("mailops: Name files or folders with bounces, - for standard input, or --log.");
            return ExitCode.Usage;
        }

        List<SuppressionEvidence> evidence =
            [.. mails.Reports().SelectMany(report => report.Recipients).Select(SuppressionEvidence.Of), .. logs.Deliveries().Select(SuppressionEvidence.Of)];
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var options = new SuppressionUpdaterOptions { TrustUnmatched = parsed.GetValue(TrustUnmatched), Clock = session.Clock };
        var decisions = await new SuppressionUpdater(store.Journal, store.Suppression, options).UpdateAsync(evidence, whatIf, cancellationToken).ConfigureAwait(false);
        var code = SuppressionCommands.Write(parsed, decisions);
        if (!whatIf && parsed.GetValue(NotifyTo) is { Length: > 0 } to)
        {
            await NotifyAsync(session, decisions, parsed.GetValue(NotifyFrom), to, cancellationToken).ConfigureAwait(false);
        }

        return mails.Result != ExitCode.Done ? mails.Result : logs.Result != ExitCode.Done ? logs.Result : code;
    }

    private static async Task NotifyAsync(
        MailOpsSession session, IReadOnlyList<SuppressionDecision> decisions, string? from, string[] to, CancellationToken cancellationToken)
    {
        if (SuppressionDigest.Of(decisions, session.StoreLocation.Display) is { } digest)
        {
            var outbox = await OutboxCommands.OpenAsync(session, StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            foreach (var decision in await outbox.EnqueueAsync(SuppressionDigestMail.Compose(digest, from, to), whatIf: false, cancellationToken).ConfigureAwait(false))
            {
                Console.Error.WriteLine("mailops: digest: " + Tables.Visible(decision.ToString()));
            }
        }
    }
}
