using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dmarc test</c>; <see cref="DmarcNewCommand"/> has <c>dmarc new</c>.</summary>
internal static class DmarcCommands
{
    private static readonly Option<string?> PublicSuffixes = new("--public-suffixes")
    {
        Description = "A copy of the public suffix list; then also say what receivers that still follow RFC 7489 do differently.",
        HelpName = "file",
    };

    private static readonly Option<DmarcStandard> AsOf = new("--as-of")
    {
        Description = "Judge by rfc9989 (the default) or as receivers that still follow rfc7489; that needs --public-suffixes.",
        HelpName = "standard",
    };

    public static Column<DmarcTestResult>[] Columns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Policy", r => r.Policy is { } policy ? policy + (r.IsTesting ? " (testing)" : "") : ""),
        new("Found at", r => r.RecordDomain),
        new("Record", r => r.Record.Length > 0 ? r.Record : r.TempError) { IsRecord = true },
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Find the DMARC record that applies to a domain (RFC 9989), read it, and say what is wrong with it.")
        {
            DomainChecks.Domains, AsOf, PublicSuffixes, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        test.SetAction(TestAsync);
        return new Command("dmarc", "DMARC records.") { test, DmarcNewCommand.Build() };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var suffixes = parsed.GetValue(PublicSuffixes) is { } path ? PublicSuffixList.Load(path) : session.Data.ReadPublicSuffixes();
        var checker = new DmarcChecker(session.Resolver, new DmarcOptions { AsOf = parsed.GetValue(AsOf), PublicSuffixes = suffixes });
        return await DomainChecks.RunAsync(
            parsed,
            parsed.GetRequiredValue(DomainChecks.Domains),
            Columns,
            checker.CheckAsync,
            r => r.Findings,
            r => FindingOutput.Write(r.Domain, r.Findings),
            cancellationToken).ConfigureAwait(false);
    }
}
