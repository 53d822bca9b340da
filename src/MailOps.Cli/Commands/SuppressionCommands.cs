using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops suppression list|add|remove|update|import|export|restore</c>.</summary>
internal static class SuppressionCommands
{
    private const int PageSize = 1000;

    private static readonly Argument<string[]> Addresses = new("address")
    {
        Description = "An address; - reads addresses from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Argument<string> File = new("file") { Description = "The file; - is standard input or output." };

    private static readonly Option<SuppressionState[]> State = new("--state") { Description = "Only addresses in this state; may be given several times." };

    private static readonly Option<string?> Domain = new("--domain") { Description = "Only addresses of this domain.", HelpName = "domain" };

    private static readonly Option<bool> Evidence = new("--evidence") { Description = "Show the events behind each address." };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; kept with each address.",
        DefaultValueFactory = _ => "",
        HelpName = "text",
    };

    private static readonly Option<string?> Run = new("--run") { Description = "What this run recorded.", HelpName = "run" };

    private static readonly Option<DateTime?> Since = new("--since") { Description = "What happened at this time (UTC) or later.", HelpName = "time" };

    private static readonly Option<DateTime?> Before = new("--before") { Description = "What happened before this time (UTC).", HelpName = "time" };

    private static readonly Option<string?> TitleOption = new("--column") { Description = "The column that holds the address.", HelpName = "title" };

    private static readonly Option<SuppressionFormat> Format = new("--format") { Description = "The form of the file." };

    public static Column<SuppressionDecision>[] DecisionColumns { get; } =
    [
        new("Action", d => d.Action.ToString()),
        new("Address", d => d.Address),
        new("Changed", d => d.Changed ? "yes" : "no"),
        new("Reason", d => d.Reason),
        new("Run", d => d.Run),
    ];

    private static Column<SuppressionEntry>[] EntryColumns { get; } =
    [
        new("Address", e => e.Address),
        new("State", e => e.State.ToString()),
        new("Basis", e => e.Basis.ToString()),
        new("Since", e => e.Since.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        new("Reason", e => e.Reason == BounceReason.Undefined ? "" : e.Reason.ToString()),
        new("Evidence", e => e.Diagnostic),
    ];

    private static Column<SuppressionEvent>[] EventColumns { get; } =
    [
        new("Address", e => e.Address),
        new("At", e => e.At.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        new("Kind", e => e.Kind.ToString()),
        new("By", e => e.Actor.Length > 0 ? e.Actor : e.Server),
        new("Evidence", e => e.Diagnostic),
        new("Mail", e => e.MessageId),
    ];

    public static Command Build() => new("suppression", "The list of addresses that get no mail.")
    {
        With(new Command("list", "Show the list and the evidence behind it.") { State, Domain, Evidence, CommonOptions.Store, CommonOptions.Json }, ListAsync),
        With(new Command("add", "Block addresses; held ones are confirmed.") { Addresses, Reason, OutboxCommands.WhatIf, CommonOptions.Store, CommonOptions.Json }, AddAsync),
        With(new Command("remove", "Unblock addresses, on probation.") { Addresses, Reason, OutboxCommands.WhatIf, CommonOptions.Store, CommonOptions.Json }, RemoveAsync),
        SuppressionUpdateCommand.Build(),
        With(
            new Command("import", "Take the list of another system over (CSV or JSON of SES, Mailgun, SendGrid, Postmark; any CSV or plain list).")
            {
                File, TitleOption, Reason, OutboxCommands.WhatIf, CommonOptions.Store, CommonOptions.Json,
            },
            ImportAsync),
        With(new Command("export", "Write the blocked addresses into a file, - for standard output.") { File, Format, State, Domain, CommonOptions.Store }, ExportAsync),
        With(
            new Command("restore", "Undo what a run, a domain's server or a span of time did.")
            {
                Run, Domain, Since, Before, Reason, OutboxCommands.WhatIf, CommonOptions.Store, CommonOptions.Json,
            },
            RestoreAsync),
        SuppressionPolicyCommand.Build(),
    };

    /// <summary>Writes decisions, and what a person should know to standard error.</summary>
    public static int Write(ParseResult parsed, IReadOnlyList<SuppressionDecision> decisions)
    {
        using var output = new ResultWriter<SuppressionDecision>(parsed.GetValue(CommonOptions.Json), DecisionColumns);
        foreach (var decision in decisions)
        {
            output.Write(decision);
            foreach (var finding in decision.Findings)
            {
                FindingOutput.Warn(finding);
            }
        }

        return ExitCode.Done;
    }

    public static async Task<ISuppressionStore> OpenAsync(ParseResult parsed, MailOpsSession session, CancellationToken cancellationToken) =>
        (await session.OpenStoreAsync(
            parsed.GetValue(OutboxCommands.WhatIf) ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false)).Suppression;

    private static Command With(Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction(action);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var list = (await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false)).Suppression;
        using var entries = new ResultWriter<SuppressionEntry>(parsed.GetValue(CommonOptions.Json), EntryColumns);
        using var events = new ResultWriter<SuppressionEvent>(parsed.GetValue(CommonOptions.Json), EventColumns);
        await foreach (var entry in ReadAsync(parsed, list, parsed.GetValue(State) ?? [], cancellationToken).ConfigureAwait(false))
        {
            if (!parsed.GetValue(Evidence))
            {
                entries.Write(entry);
                continue;
            }

            foreach (var item in await list.ReadEvidenceAsync(entry.Address, cancellationToken).ConfigureAwait(false))
            {
                events.Write(SuppressionEvent.Of(item));
            }
        }

        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<SuppressionEntry> ReadAsync(
        ParseResult parsed,
        ISuppressionStore list,
        SuppressionState[] states,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new SuppressionFilter
        {
            States = states,
            Domain = parsed.GetValue(Domain) is { } domain ? DomainName.Parse(domain).Ascii : null,
        };
        string? last = null;
        IReadOnlyList<SuppressionEntry> page;
        do
        {
            page = await list.ListAsync(filter, last, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page)
            {
                yield return entry;
            }

            last = page.Count == 0 ? null : page[^1].Address;
        }
        while (page.Count > 0);
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var editor = new SuppressionEditor(await OpenAsync(parsed, session, cancellationToken).ConfigureAwait(false), session.Clock);
        var additions = Inputs.Lines(parsed.GetValue(Addresses)!)
            .Select(text => new SuppressionAddition { Address = MailAddress.Parse(text.Trim()).Address, Comment = parsed.GetValue(Reason)! }).ToList();
        return Write(parsed, await editor.AddAsync(additions, "", parsed.GetValue(OutboxCommands.WhatIf), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var editor = new SuppressionEditor(await OpenAsync(parsed, session, cancellationToken).ConfigureAwait(false), session.Clock);
        var addresses = Inputs.Lines(parsed.GetValue(Addresses)!).Select(text => MailAddress.Parse(text.Trim()).Address).ToList();
        return Write(
            parsed,
            await editor.RemoveAsync(addresses, parsed.GetValue(Reason)!, parsed.GetValue(OutboxCommands.WhatIf), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var file = parsed.GetValue(File)!;
        var exitCode = ExitCode.Done;
        List<SuppressionAddition> additions = [];
        var column = parsed.GetValue(TitleOption);
        foreach (var addition in file == "-" ? SuppressionFile.Read(Console.In, "-", column, Report) : SuppressionFile.Read(file, column, Report))
        {
            if (MailAddress.TryParse(addition.Address, out _))
            {
                additions.Add(addition.Comment.Length > 0 ? addition : addition with { Comment = parsed.GetValue(Reason)! });
            }
            else
            {
                Console.Error.WriteLine($"mailops: '{Tables.Visible(addition.Address)}' is no address; the others are taken over.");
                exitCode = ExitCode.Partial;
            }
        }

        void Report(Finding finding)
        {
            FindingOutput.Warn(finding);
            exitCode = finding.Severity == FindingSeverity.Info ? exitCode : ExitCode.Partial;
        }

        var editor = new SuppressionEditor(await OpenAsync(parsed, session, cancellationToken).ConfigureAwait(false), session.Clock);
        var decisions = await editor.AddAsync(additions, file, parsed.GetValue(OutboxCommands.WhatIf), cancellationToken).ConfigureAwait(false);
        return Write(parsed, decisions) is var code && code != ExitCode.Done ? code : exitCode;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var list = (await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false)).Suppression;
        var file = parsed.GetValue(File)!;
        var states = parsed.GetValue(State) is { Length: > 0 } given ? given : [SuppressionState.Blocked];
        try
        {
            using TextWriter output = new StreamWriter(file == "-" ? StandardOutput.Open() : System.IO.File.Create(file), new UTF8Encoding(false));
            var export = new SuppressionExport(output, parsed.GetValue(Format));
            await foreach (var entry in ReadAsync(parsed, list, states, cancellationToken).ConfigureAwait(false))
            {
                export.Write(entry);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SuppressionErrors.Unreadable(file, e);
        }

        return ExitCode.Done;
    }

    private static async Task<int> RestoreAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var editor = new SuppressionEditor(await OpenAsync(parsed, session, cancellationToken).ConfigureAwait(false), session.Clock);
        var filter = new SuppressionRestoreFilter
        {
            Run = parsed.GetValue(Run),
            Domain = parsed.GetValue(Domain) is { } domain ? DomainName.Parse(domain).Ascii : null,
            Since = Utc(parsed.GetValue(Since)),
            Before = Utc(parsed.GetValue(Before)),
        };
        return Write(
            parsed,
            await editor.RestoreAsync(filter, parsed.GetValue(Reason)!, parsed.GetValue(OutboxCommands.WhatIf), cancellationToken).ConfigureAwait(false));
    }

    private static DateTime? Utc(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Unspecified } given => DateTime.SpecifyKind(given, DateTimeKind.Utc),
        { } given => given.ToUniversalTime(),
    };
}
