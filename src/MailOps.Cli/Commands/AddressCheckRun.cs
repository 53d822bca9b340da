using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.Cli.Commands;

/// <summary>What <c>mailops address test</c> and <c>mailops address measure</c> share: where addresses come from, and how they are checked.</summary>
internal static class AddressCheckRun
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

    private static readonly Option<bool> SyntaxOnly = new("--syntax-only") { Description = "Look at the text only; ask nobody. With --suppression also at the list of the store." };

    private static readonly Option<bool> Rfc5322 = new("--rfc5322")
    {
        Description = "Also take comments and obsolete forms, as they may stand in a header (RFC 5322); default: what SMTP takes.",
    };

    private static readonly Option<bool> CleanInput = new("--clean")
    {
        Description = "Mend slips of typing that leave no doubt before the check: blanks around the address, a final dot.",
    };

    private static readonly Option<bool> Suppression = new("--suppression")
    {
        Description = "Consult the suppression list of the store too; --store names another store and implies it.",
    };

    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the results in the store, so that a later run can reuse them with --max-age." };

    private static readonly Option<TimeSpan?> MaxAge = new("--max-age")
    {
        Description = "Reuse results of the store that are no older than this.",
        CustomParser = Durations.ParseOptional,
        HelpName = Durations.HelpName,
    };

    private static readonly Option<bool> Probe = new("--probe")
    {
        Description = "Ask the mail servers for the mailboxes (RCPT), without sending mail; can harm the reputation of this host (docs/addresses.md).",
    };

    private static readonly Option<string?> ProbeSender = new("--probe-sender")
    {
        Description = "The sender named to the mail servers. Default: the null sender.",
        HelpName = "address",
    };

    private static readonly Option<string?> ProbeHelo = new("--probe-helo")
    {
        Description = "The name of this host for the mail servers. Default: its full name.",
        HelpName = "name",
    };

    private static readonly Option<IPAddress?> ProbeSource = new("--probe-source")
    {
        Description = "The IP address of this host that connections to mail servers come from.",
        CustomParser = ParseAddress,
        HelpName = "ip",
    };

    private static readonly Option<string?> ProbeServer = new("--probe-server")
    {
        Description = "A server to ask in place of each domain's own, such as your own gateway.",
        HelpName = "host",
    };

    private static readonly Option<int> ProbePort = new("--probe-port")
    {
        Description = "The port of the mail servers, for your own ones.",
        DefaultValueFactory = _ => 25,
        HelpName = "port",
    };

    private static readonly Option[] ProbeSettings = [ProbeSender, ProbeHelo, ProbeSource, ProbeServer, ProbePort];

    private static readonly Option<bool> Force = new("--force") { Description = "Probe more than 200 addresses in a run." };

    private static readonly Option<int> Limit = new("--throttle-limit")
    {
        Description = "How many addresses are looked at at the same time.",
        DefaultValueFactory = _ => 256,
        HelpName = "count",
    };

    private static readonly Option<bool> Unordered = new("--unordered") { Description = "Give each result as soon as it is there, not in the order of the input." };

    /// <summary>Adds the arguments and options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Addresses);
        Option[] options =
        [
            Files, TitleOption, SyntaxOnly, Rfc5322, CleanInput, Suppression, Keep, MaxAge, Probe, ProbeSender, ProbeHelo, ProbeSource, ProbeServer, ProbePort, Force,
            Limit, Unordered, CommonOptions.Store, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Checks everything that the command names.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ParseResult parsed, Action<AddressTestResult> take, CancellationToken cancellationToken)
    {
        var words = parsed.GetValue(Addresses) ?? [];
        var files = parsed.GetValue(Files) ?? [];
        if (words.Length == 0 && files.Length == 0)
        {
            Console.Error.WriteLine("mailops: Name addresses, --file, or - for standard input.");
            return ExitCode.Usage;
        }

        var keeps = parsed.GetValue(Keep) || parsed.GetValue(MaxAge) is not null;
        AddressOptionRules.Check(
            parsed.GetValue(SyntaxOnly), keeps, parsed.GetValue(Probe), ProbeSettings.Any(setting => parsed.GetResult(setting) is { Implicit: false }));
        using var session = CliSession.Open(parsed);
        var options = OptionsOf(parsed, session);
        var (suppression, history) = await OpenStoreAsync(parsed, session, cancellationToken).ConfigureAwait(false);
        using var prober = !options.SyntaxOnly && parsed.GetValue(Probe) ? MakeProber(parsed, session) : null;
        using var checker = new AddressChecker(options, options.SyntaxOnly ? null : session.Resolver, session.Clock, suppression, history, prober);
        var title = parsed.GetValue(TitleOption);
        var total = files.Sum(LengthOf);
        var progress = new ProgressLine(session.Clock, total);
        var run = new FileRun(words.Length + files.Length);
        var inputs = Inputs.Lines(words).Concat(run.Read(files, file => EntriesOf(file, title, progress)));
        var limit = Math.Clamp(parsed.GetValue(Limit), 1, 65536);
        var results = OrderedWork.RunAsync(inputs, limit, checker.CheckAsync, cancellationToken, ordered: !parsed.GetValue(Unordered));
        await foreach (var result in results.ConfigureAwait(false))
        {
            take(result);
            progress.Count();
        }

        progress.End();
        return run.Result;
    }

    // An empty list is no error, and hardly what was meant.
    private static IEnumerable<string> EntriesOf(string file, string? title, ProgressLine progress)
    {
        var any = false;
        foreach (var entry in CsvColumn.Read(file, title, progress))
        {
            any = true;
            yield return entry;
        }

        if (!any)
        {
            Console.Error.WriteLine("mailops: " + Tables.Brief(file) + " holds no addresses.");
        }
    }

    private static AddressCheckOptions OptionsOf(ParseResult parsed, MailOpsSession session) => new()
    {
        SyntaxOnly = parsed.GetValue(SyntaxOnly),
        Syntax = parsed.GetValue(Rfc5322) ? AddressSyntax.Rfc5322 : AddressSyntax.Mailbox,
        CleanInput = parsed.GetValue(CleanInput),
        KeepResults = parsed.GetValue(Keep),
        MaxAge = parsed.GetValue(MaxAge),
        Data = session.Data.ReadAddressData(),
    };

    private static async Task<(ISuppressionLookup? Suppression, IAddressHistory? History)> OpenStoreAsync(
        ParseResult parsed, MailOpsSession session, CancellationToken cancellationToken)
    {
        var wantsList = parsed.GetValue(Suppression) || parsed.GetValue(CommonOptions.Store) is not null;
        var wantsHistory = parsed.GetValue(Keep) || parsed.GetValue(MaxAge) is not null;
        if (!wantsList && !wantsHistory)
        {
            return default;
        }

        var access = parsed.GetValue(Keep) ? StoreAccess.ReadWrite : StoreAccess.ReadOnly;
        var store = await session.OpenStoreAsync(access, cancellationToken).ConfigureAwait(false);
        return (wantsList ? new StoreSuppressionLookup(store.Suppression) : null, wantsHistory ? store.AddressHistory : null);
    }

    private static AddressProber MakeProber(ParseResult parsed, MailOpsSession session)
    {
        Console.Error.WriteLine("mailops: " + ProbeWarnings.Reputation.Current);
        var options = new AddressProbeOptions
        {
            Sender = parsed.GetValue(ProbeSender) ?? "",
            HeloName = parsed.GetValue(ProbeHelo),
            SourceAddress = parsed.GetValue(ProbeSource),
            Server = parsed.GetValue(ProbeServer),
            Port = parsed.GetValue(ProbePort),
            MaxAddresses = parsed.GetValue(Force) ? null : AddressProbeOptions.DefaultMaxAddresses,
        };
        return new AddressProber(options, session.Resolver, session.Clock, FindingOutput.Warn);
    }

    private static IPAddress? ParseAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
        {
            return address;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no IP address.");
        return null;
    }

    private static long LengthOf(string file) => System.IO.File.Exists(file) ? new System.IO.FileInfo(file).Length : 0;
}
