using System.CommandLine;
using MailOps.Authentication.Dmarc;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dmarc test</c>; <see cref="DmarcNewCommand"/> has <c>dmarc new</c>.</summary>
internal static class DmarcCommands
{
    public static readonly Option<string?> PublicSuffixes = new("--public-suffixes")
    {
        Description = "A copy of the public suffix list, which rfc7489 needs; dmarc test then also says what its receivers do differently.",
        HelpName = "file",
    };

    public static readonly Option<DmarcStandard> AsOf = new("--as-of")
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

    /// <summary>By which rules messages and records are judged.</summary>
    public static DmarcOptions OptionsOf(ParseResult parsed, MailOpsSession session) => new()
    {
        AsOf = parsed.GetValue(AsOf),
        PublicSuffixes = parsed.GetValue(PublicSuffixes) is { } path ? PublicSuffixList.Load(path) : session.Data.ReadPublicSuffixes(),
    };

    public static Command Build() => new("dmarc", "DMARC records.")
    {
        DomainChecks.NewTest(
            "Find the DMARC record that applies to a domain (RFC 9989), read it, and say what is wrong with it.",
            Columns,
            (parsed, session) => new DmarcChecker(session.Resolver, OptionsOf(parsed, session)).CheckAsync,
            r => (r.Domain, r.Findings),
            AsOf,
            PublicSuffixes),
        DmarcNewCommand.Build(),
    };
}
