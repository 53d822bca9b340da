using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Blocklists;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops blocklist test</c>.</summary>
internal static class BlocklistCommands
{
    private static readonly Argument<string[]> Targets = new("target")
    {
        Description = "An IP address or a domain, whose mail servers are asked about too; - reads targets from standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> List = new("--list")
    {
        Description = "Ask this list of addresses (its zone) in place of the usual ones; may be given several times.",
        HelpName = "zone",
    };

    private static readonly Option<string[]> DomainList = new("--domain-list")
    {
        Description = "Ask this list of domains (its zone) in place of the usual ones; may be given several times.",
        HelpName = "zone",
    };

    public static Column<BlocklistTestResult>[] Columns { get; } =
    [
        new("Target", r => r.Target),
        new("Verdict", r => r.Verdict.ToString()),
        new("Listed by", r => r.ListedBy.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Ask blocklists about addresses and domains (RFC 5782).")
        {
            Targets, List, DomainList, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        test.SetAction(RunAsync);
        return new Command("blocklist", "Blocklists in the DNS.") { test };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var checker = new BlocklistChecker(session.Resolver, MailBlocklist.Named(parsed.GetValue(List) ?? [], parsed.GetValue(DomainList) ?? []));
        return await DomainChecks.RunTextsAsync(
            parsed,
            parsed.GetRequiredValue(Targets),
            Columns,
            checker.CheckAsync,
            r => r.Findings,
            r => FindingOutput.Write(r.Target, r.Findings),
            cancellationToken).ConfigureAwait(false);
    }
}
