using System;
using System.CommandLine;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops spf check</c>; <see cref="SpfNewCommand"/> has <c>spf new</c>.</summary>
internal static class SpfCommands
{
    private static readonly Argument<string[]> Domains = new("domain")
    {
        Description = "A domain; - reads domains from standard input, one a line.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Client = new("--ip") { Description = "Evaluate the record for this client.", HelpName = "address" };

    private static readonly Option<string?> Sender = new("--sender")
    {
        Description = "With --ip: the address of MAIL FROM. Default: postmaster at the domain.",
        HelpName = "address",
    };

    private static readonly Option<string?> Helo = new("--helo") { Description = "With --ip: the name that the client gave.", HelpName = "name" };

    public static Column<SpfTestResult>[] Columns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Others get", r => r.DefaultResult == SpfResult.None ? "" : r.DefaultResult.ToString()),
        new("Look-ups", r => r.Tree is null ? "" : r.Lookups + "/10"),
        new("Record", r => r.Record.Length > 0 ? r.Record : r.TempError) { IsRecord = true },
        new("Findings", r => r.Findings.ToString()),
    ];

    private static Column<SpfCheckResult>[] CheckColumns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Client", r => r.ClientAddress),
        new("Sender", r => r.Sender),
        new("Result", r => r.Result.ToString()),
        new("Decided by", r => r.MatchedTerm.Length > 0 ? r.MatchedTerm : r.Findings.ToString()),
        new("Explanation", r => r.Explanation),
    ];

    public static Command Build()
    {
        var check = new Command("check", "Read the SPF record of a domain with all that it includes (RFC 7208), or evaluate it for a client.")
        {
            Domains, Client, Sender, Helo, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        check.SetAction(CheckAsync);
        return new Command("spf", "SPF records.") { check, SpfNewCommand.Build() };
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var domains = parsed.GetValue(Domains) ?? [];
        var client = parsed.GetValue(Client);
        if (domains.Length == 0 && (client is null || parsed.GetValue(Sender) is null))
        {
            Console.Error.WriteLine("mailops: Name a domain, or --ip and --sender.");
            return ExitCode.Usage;
        }

        using var session = CliSession.Open(parsed);
        return client is null
            ? await ReadAsync(parsed, session, domains, cancellationToken).ConfigureAwait(false)
            : await EvaluateAsync(parsed, session, domains, client, cancellationToken).ConfigureAwait(false);
    }

    private static Task<int> ReadAsync(ParseResult parsed, MailOpsSession session, string[] domains, CancellationToken cancellationToken) =>
        DomainChecks.RunAsync(parsed, domains, Columns, new SpfChecker(session.Resolver).CheckAsync, r => r.Findings, WriteDetails, cancellationToken);

    private static void WriteDetails(SpfTestResult result)
    {
        WriteTree(result.Tree);
        FindingOutput.Write(result.Domain, result.Findings);
    }

    private static async Task<int> EvaluateAsync(
        ParseResult parsed, MailOpsSession session, string[] domains, string client, CancellationToken cancellationToken)
    {
        if (!IPAddress.TryParse(client, out var address))
        {
            Console.Error.WriteLine("mailops: '" + Tables.Visible(client) + "' is no IP address.");
            return ExitCode.Usage;
        }

        var evaluator = new SpfEvaluator(session.Resolver, new SpfOptions { Clock = session.Clock });
        var (sender, helo) = (parsed.GetValue(Sender), parsed.GetValue(Helo));
        return await DomainChecks.RunTextsAsync(
            parsed,
            domains.Length == 0 ? [""] : domains,
            CheckColumns,
            (domain, token) => evaluator.CheckAsync(SpfQueryBuilder.Build(address, domain.Length == 0 ? null : DomainName.Parse(domain).Ascii, sender, helo), token),
            r => r.Findings,
            r => FindingOutput.Write(r.Domain, r.Findings),
            cancellationToken).ConfigureAwait(false);
    }

    // A tree of one record shows nothing that the table does not.
    private static void WriteTree(SpfTreeNode? tree)
    {
        if (tree is { Children.Count: > 0 })
        {
            foreach (var line in tree.ToString().Split('\n'))
            {
                Console.WriteLine(Tables.Visible(line));
            }

            Console.WriteLine();
        }
    }
}
