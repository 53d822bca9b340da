using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Posture;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops domain test</c>.</summary>
internal static class DomainCommands
{
    private static readonly Option<string[]> Selectors = new("--selector") { Description = "A DKIM selector of the domain; may be given several times.", HelpName = "name" };

    private static readonly Option<string[]> Messages = new("--message")
    {
        Description = "A message of the domain as a receiver has it (.eml), to judge the rules for bulk senders; may be given several times.",
        HelpName = "file",
    };

    private static readonly Option<string[]> Addresses = new("--ip") { Description = "An address that the domain sends from; may be given several times.", HelpName = "address" };

    private static readonly Option<string?> Html = new("--html") { Description = "Write a page for people, too.", HelpName = "file" };

    private static readonly Option<string?> Baseline = new("--baseline")
    {
        Description = "Show only what changed since a check whose --json output is in this file; end with exit code 2 when something got worse.",
        HelpName = "file",
    };

    private static readonly Option<bool> SkipServers = new("--skip-servers") { Description = "Leave the mail servers alone: no connection to port 25." };

    public static Column<MailDomainResult>[] Columns { get; } =
    [
        new("Grade", r => r.Grade.ToString()) { IsWhole = true },
        new("Points", r => r.Score.ToString(System.Globalization.CultureInfo.InvariantCulture)) { IsWhole = true },
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()) { IsWhole = true },
        new("Unknown", r => r.Unknown.ToString()),
        new("Findings", r => string.Join(", ", r.Findings.Where(f => f.Severity > FindingSeverity.Info).Select(f => f.Id).Distinct())),
    ];

    private static Column<MailDomainChange>[] ChangeColumns { get; } =
    [
        new("Grade", c => (c.GradeBefore is { } before ? before + " > " : "") + c.Grade) { IsWhole = true },
        new("Domain", c => c.Domain),
        new("New", c => c.NewFindings.ToString()),
        new("Gone", c => c.GoneFindings.ToString()),
        new("Records", c => c.Records.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Run every check of a domain into one result: grade, rules of large receivers, and what to publish.")
        {
            DomainChecks.Domains, Selectors, Messages, Addresses, SkipServers, Html, Baseline,
            FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        test.SetAction(TestAsync);
        return new Command("domain", "A domain's mail as a whole.") { test };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var addresses = new List<IPAddress>();
        foreach (var text in parsed.GetValue(Addresses) ?? [])
        {
            if (!IPAddress.TryParse(text, out var address))
            {
                Console.Error.WriteLine("mailops: '" + Tables.Visible(text) + "' is no IP address.");
                return ExitCode.Usage;
            }

            addresses.Add(address);
        }

        using var session = CliSession.Open(parsed);
        var baseline = parsed.GetValue(Baseline) is { } path ? MailDomainBaseline.Load(path) : null;
        using var page = parsed.GetValue(Html) is { } htmlPath ? Create(htmlPath) : null;
        var checker = new MailDomainChecker(session.Resolver, OptionsOf(parsed, session, addresses));
        var results = new List<MailDomainResult>();
        var exitCode = baseline is null
            ? await RunAsync(parsed, checker, results, cancellationToken).ConfigureAwait(false)
            : await CompareAsync(parsed, checker, baseline, results, cancellationToken).ConfigureAwait(false);
        if (page is not null)
        {
            MailDomainReport.WriteHtml(results, page);
        }

        return exitCode;
    }

    private static Task<int> RunAsync(ParseResult parsed, MailDomainChecker checker, List<MailDomainResult> results, CancellationToken cancellationToken) =>
        DomainChecks.RunAsync(
            parsed,
            parsed.GetRequiredValue(DomainChecks.Domains),
            Columns,
            checker.CheckAsync,
            r => r.Findings,
            WriteDetails,
            cancellationToken,
            Kept<MailDomainResult>(parsed, results, r => r, _ => true));

    private static async Task<int> CompareAsync(
        ParseResult parsed, MailDomainChecker checker, MailDomainBaseline baseline, List<MailDomainResult> results, CancellationToken cancellationToken)
    {
        var isWorse = false;
        var exitCode = await DomainChecks.RunAsync(
            parsed,
            parsed.GetRequiredValue(DomainChecks.Domains),
            ChangeColumns,
            async (domain, cancellation) => baseline.Compare(await checker.CheckAsync(domain, cancellation).ConfigureAwait(false)),
            c => c.NewFindings,
            WriteDetails,
            cancellationToken,
            Kept<MailDomainChange>(parsed, results, c => c.Result, c =>
            {
                isWorse |= c.IsWorse;
                return c.HasChanged;
            })).ConfigureAwait(false);
        return exitCode == ExitCode.Done && isWorse ? ExitCode.Judged : exitCode;
    }

    // Only a page needs all results; a list of domains may be long.
    private static Func<T, bool> Kept<T>(ParseResult parsed, List<MailDomainResult> results, Func<T, MailDomainResult> resultOf, Func<T, bool> isShown)
    {
        var keeps = parsed.GetValue(Html) is not null;
        return item =>
        {
            if (keeps)
            {
                results.Add(resultOf(item));
            }

            return isShown(item);
        };
    }

    private static MailDomainOptions OptionsOf(ParseResult parsed, MailOpsSession session, List<IPAddress> addresses) => new()
    {
        Selectors = parsed.GetValue(Selectors) ?? [],
        Messages = parsed.GetValue(Messages) ?? [],
        SendingAddresses = addresses,
        PublicSuffixes = session.Data.ReadPublicSuffixes(),
        IsFreeProvider = session.Data.ReadAddressData().IsFreeProvider,
        SkipServers = parsed.GetValue(SkipServers),
        Clock = session.Clock,
    };

    private static void WriteDetails(MailDomainResult result)
    {
        FindingOutput.Write(result.Domain, result.Findings);
        for (var i = 0; i < result.Fixes.Count; i++)
        {
            var fix = result.Fixes[i];
            Console.WriteLine(Tables.Visible($"  {i + 1}. {fix.Host} {fix.Type} (+{fix.Points})"));
            Array.ForEach(fix.Value.TrimEnd('\n').Split('\n'), line => Console.WriteLine(Tables.Visible("     " + line)));
            Console.WriteLine(Tables.Visible("     # " + fix.Advice));
        }

        Console.WriteLine();
        foreach (var rule in result.Requirements)
        {
            Console.WriteLine(Tables.Visible($"  {rule.State,-7} {rule.Name,-19} {rule.Why}"));
        }

        Console.WriteLine();
    }

    private static void WriteDetails(MailDomainChange change)
    {
        FindingOutput.Write("+ " + change.Domain, change.NewFindings);
        FindingOutput.Write("- " + change.Domain, change.GoneFindings);
        foreach (var record in change.Records)
        {
            Console.WriteLine(Tables.Visible(record.Host));
            Console.WriteLine(Tables.Visible("  - " + record.Before));
            Console.WriteLine(Tables.Visible("  + " + record.After));
        }
    }

    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw MailDomainErrors.ReportNotWritten(path, e);
        }
    }
}
