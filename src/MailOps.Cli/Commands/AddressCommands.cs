using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops address test</c>.</summary>
internal static class AddressCommands
{
    private static readonly Argument<string[]> Addresses = new("address")
    {
        Description = "An address; - reads addresses from standard input, one a line.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Files = new("--file")
    {
        Description = "A list with an address a line, or a CSV file with titles; may be given several times.",
        HelpName = "file",
    };

    private static readonly Option<string?> TitleOption = new("--column")
    {
        Description = "The column of the CSV files that holds the address. Default: the first of Address, Email, EmailAddress, Mail …",
        HelpName = "title",
    };

    private static readonly Option<bool> SyntaxOnly = new("--syntax-only") { Description = "Look at the text only; ask nobody." };

    private static readonly Option<bool> Rfc5322 = new("--rfc5322")
    {
        Description = "Also take comments and obsolete forms, as they may stand in a header (RFC 5322); default: what SMTP takes.",
    };

    private static readonly Option<bool> Suppression = new("--suppression")
    {
        Description = "Consult the suppression list of the store too; --store names another store and implies it.",
    };

    private static readonly Option<int> Limit = new("--throttle-limit")
    {
        Description = "How many addresses are looked at at the same time.",
        DefaultValueFactory = _ => 256,
        HelpName = "count",
    };

    public static Column<AddressTestResult>[] Columns { get; } =
    [
        new("Address", r => r.Address),
        new("Verdict", r => r.Verdict.ToString()),
        new("Reason", r => r.FaultPosition is { } position ? r.Fault + " at " + position : r.Reason == AddressReason.None ? "" : r.Reason.ToString()),
        new("Suggestion", r => r.Suggestion),
        new("Mail servers", r => r.MxHosts.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Say of each address whether mail to it can arrive, and why.")
        {
            Addresses, Files, TitleOption, SyntaxOnly, Rfc5322, Suppression, Limit, CommonOptions.Store, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        test.SetAction(TestAsync);
        return new Command("address", "Mail addresses.") { test, AddressParseCommand.Build() };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var words = parsed.GetValue(Addresses) ?? [];
        var files = parsed.GetValue(Files) ?? [];
        if (words.Length == 0 && files.Length == 0)
        {
            Console.Error.WriteLine("mailops: Name addresses, --file, or - for standard input.");
            return ExitCode.Usage;
        }

        var options = new AddressCheckOptions
        {
            SyntaxOnly = parsed.GetValue(SyntaxOnly),
            Syntax = parsed.GetValue(Rfc5322) ? AddressSyntax.Rfc5322 : AddressSyntax.Mailbox,
        };
        using var session = CliSession.Open(parsed);
        var suppression = !options.SyntaxOnly && (parsed.GetValue(Suppression) || parsed.GetValue(CommonOptions.Store) is not null)
            ? new StoreSuppressionLookup((await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false)).Suppression)
            : null;
        using var checker = new AddressChecker(options, options.SyntaxOnly ? null : session.Resolver, session.Clock, suppression);
        var title = parsed.GetValue(TitleOption);
        var inputs = Inputs.Lines(words).Concat(files.SelectMany(file => CsvColumn.Read(file, title)));
        var results = OrderedWork.RunAsync(inputs, Math.Clamp(parsed.GetValue(Limit), 1, 65536), checker.CheckAsync, cancellationToken);
        using var output = new ResultWriter<AddressTestResult>(parsed.GetValue(CommonOptions.Json), Columns);
        await foreach (var result in results.ConfigureAwait(false))
        {
            output.Write(result);
        }

        return ExitCode.Done;
    }
}
