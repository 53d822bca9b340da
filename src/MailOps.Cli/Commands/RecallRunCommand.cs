using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops recall plan|run</c>: both make the plan, and one does what it says.</summary>
internal static class RecallRunCommand
{
    private static readonly Argument<string?> Mail = new("eml") { Description = "The mail as a file; or give --message-id.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> MessageId = new("--message-id") { Description = "The mail of the outbox with this Message-ID.", HelpName = "id" };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept with the recall and its audit.", HelpName = "text", Required = true };

    private static readonly Option<string?> PlanReason = new("--reason") { Description = "Why; only shown.", HelpName = "text" };

    private static readonly Option<string[]> Recipient = Several("--recipient", "Whom it was sent to, in place of what the outbox or the file says.", "address");

    private static readonly Option<string?> QuarantineMailbox = new("--quarantine-mailbox")
    {
        Description = "The admin's mailbox that holds the quarantine. Default: that of the policy.",
        HelpName = "name",
    };

    private static readonly Option<bool> Permanent = new("--permanent") { Description = "Delete for good, without quarantine; needs --count." };

    private static readonly Option<bool> SkipRead = new("--skip-read") { Description = "Leave copies that are marked as read." };

    private static readonly Option<TimeSpan?> MaximumAge = new("--maximum-age")
    {
        Description = "How old the mail may be. The policy may want less.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    private static readonly Option<string[]> Exclude = Several("--exclude", "A mailbox that is not touched; * and ? are wildcards.", "pattern");

    private static readonly Option<string[]> OwnDomain = Several("--own-domain", "A domain of ours, besides the sender's and those of the policy.", "domain");

    private static readonly Option<string[]> AliasFile = Several(
        "--alias-file", "A file that says where addresses lead: Postfix's virtual or aliases, .forward, a Sieve script, a map of one's own.", "file");

    private static readonly Option<int?> Count = new("--count")
    {
        Description = "How many mailboxes are meant; more than the policy's limit need it, and another number than there are changes nothing.",
        HelpName = "number",
    };

    private static readonly Option<int> CopiesPerFolder = new("--copies-per-folder")
    {
        Description = "How many matches one folder may hold.",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    private static readonly Option<bool> Unverified = new("--unverified")
    {
        Description = "Go on although neither outbox nor file vouches for the Message-ID; needs --from and --recipient.",
    };

    private static readonly Option<string?> From = new("--from") { Description = "The author of an unverified mail.", HelpName = "address" };

    public static Command BuildPlan()
    {
        var plan = Build("plan", "Find out who has a mail and what a recall would do; reads only, and marks nothing as read.", PlanReason);
        plan.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = CliSession.Open(parsed);
            var (_, found) = await PlanAsync(parsed, session, StoreAccess.Preview, cancellationToken).ConfigureAwait(false);
            return Write(parsed, found);
        });
        return plan;
    }

    public static Command BuildRun()
    {
        var run = Build("run", "Take a mail back: cancel what has not left, move copies into quarantine.", Reason);
        DraftCommands.AddAll(run, RecallReportArguments.ForRun);
        run.Validators.Add(result =>
        {
            if (result.GetValue(Permanent) && result.GetValue(Count) is null)
            {
                result.AddError("--permanent needs --count: how many mailboxes are meant, as 'recall plan' tells.");
            }
        });
        run.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = CliSession.Open(parsed);
            var (recaller, plan) = await PlanAsync(parsed, session, StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
            var recall = await recaller.RunAsync(plan, null, cancellationToken).ConfigureAwait(false);
            RecallReportArguments.WritePage(parsed, [recall]);
            return RecallCommands.Write(parsed, recall);
        });
        return run;
    }

    private static Option<string[]> Several(string name, string description, string helpName) => new(name)
    {
        Description = description + " May be given several times.",
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };

    private static Command Build(string name, string description, Option reason)
    {
        var command = new Command(name, description)
        {
            Mail, MessageId, reason, Recipient, QuarantineMailbox, Permanent, SkipRead, MaximumAge, Exclude, OwnDomain, AliasFile, Count, CopiesPerFolder,
            Unverified, From, RecallCommands.ThrottleLimit, CommonOptions.Json, CommonOptions.Store,
        };
        MailboxArguments.AddTo(command);
        command.Validators.Add(Check);
        return command;
    }

    private static void Check(CommandResult result)
    {
        MailboxArguments.Require(result);
        if ((result.GetValue(Mail) is null) == (result.GetValue(MessageId) is null))
        {
            result.AddError("Give either the file of the mail or --message-id.");
        }

        if (result.GetValue(Unverified) && (result.GetValue(From) is null || (result.GetValue(Recipient) ?? []).Length == 0))
        {
            result.AddError("--unverified needs --from and --recipient.");
        }
    }

    private static async Task<(MailRecaller Recaller, MailRecallPlan Plan)> PlanAsync(
        ParseResult parsed, MailOpsSession session, StoreAccess access, CancellationToken cancellationToken)
    {
        var store = await session.OpenStoreAsync(access, cancellationToken).ConfigureAwait(false);
        var connection = MailboxArguments.Connection(parsed)!;
        var recaller = RecallSetup.CreateRecaller(store, connection.CreateStore(), session.Clock, parsed.GetValue(RecallCommands.ThrottleLimit));
        var message = await FindMessageAsync(parsed, store, cancellationToken).ConfigureAwait(false);
        var order = Order(parsed, message) with { Server = MailboxArguments.Describe(parsed, connection), IsPreview = access == StoreAccess.Preview };
        order = order.IsPreview ? order : await RecallReportArguments.AddAsync(parsed, order, store, cancellationToken).ConfigureAwait(false);
        return (recaller, await recaller.PlanAsync(order, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<MailRecallMessage> FindMessageAsync(ParseResult parsed, IMailOpsStore store, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Mail) is { } path)
        {
            return await MailRecallMessage.ReadFileAsync(path, store.Outbox, cancellationToken).ConfigureAwait(false);
        }

        var id = parsed.GetRequiredValue(MessageId)!;
        return await MailRecallMessage.FindAsync(store.Outbox, id, cancellationToken).ConfigureAwait(false)
            ?? MailRecallMessage.Named(id, parsed.GetValue(From) ?? "unknown@invalid");
    }

    private static MailRecallRequest Order(ParseResult parsed, MailRecallMessage message)
    {
        var aliases = new MailAliasMap();
        foreach (var path in parsed.GetValue(AliasFile) ?? [])
        {
            MailAliasFile.Read(path, aliases);
        }

        return new MailRecallRequest
        {
            Message = message,
            Reason = parsed.CommandResult.Command.Options.Contains(Reason) ? parsed.GetRequiredValue(Reason) : parsed.GetValue(PlanReason) ?? "",
            Mode = parsed.GetValue(Permanent) ? MailRecallMode.Permanent : MailRecallMode.Quarantine,
            Recipients = new TextList(parsed.GetValue(Recipient) ?? []),
            SkipRead = parsed.GetValue(SkipRead),
            MaximumAge = parsed.GetValue(MaximumAge),
            Excluded = new TextList(parsed.GetValue(Exclude) ?? []),
            OwnDomains = new TextList((parsed.GetValue(OwnDomain) ?? []).Select(domain => DomainName.Parse(domain).Ascii)),
            Aliases = aliases,
            QuarantineMailbox = parsed.GetValue(QuarantineMailbox) ?? "",
            Unverified = parsed.GetValue(Unverified),
            CopiesPerFolder = parsed.GetValue(CopiesPerFolder),
            Count = parsed.GetValue(Count),
        };
    }

    private static int Write(ParseResult parsed, MailRecallPlan plan)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            using var output = new ResultWriter<MailRecallPlan>(json: true, []);
            output.Write(plan);
        }
        else
        {
            RecallCommands.WriteRecipients(plan.Recipients);
            Console.WriteLine(plan.Preview);
        }

        if (plan.Refusal.Length > 0)
        {
            Console.Error.WriteLine("mailops: " + Tables.Visible(plan.Refusal));
        }

        return plan.Refusal.Length > 0 ? ExitCode.Partial : ExitCode.Done;
    }
}
