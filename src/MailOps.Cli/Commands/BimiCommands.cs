using System.CommandLine;
using MailOps.Domains.Bimi;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops bimi test</c>.</summary>
internal static class BimiCommands
{
    private static readonly Option<string> Selector = new("--selector")
    {
        Description = "The selector of the record.",
        HelpName = "name",
        DefaultValueFactory = _ => "default",
    };

    private static readonly Option<string?> MarkAuthority = new("--mark-authority")
    {
        Description = "A file (PEM) with the roots of the authorities for mark certificates.",
        HelpName = "file",
    };

    public static Column<BimiTestResult>[] Columns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Logo", r => r.TempError.Length > 0 ? r.TempError : r.LogoTitle.Length > 0 ? r.LogoTitle : r.LogoUri),
        new("Certificate", r => r.Certificate?.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build() => new("bimi", "Logos beside mail.")
    {
        DomainChecks.NewTest(
            "Check whether receivers can show the logo of a domain: record, DMARC, SVG profile, certificate (BIMI).",
            Columns,
            (parsed, session) => new BimiChecker(
                session.Resolver, session.Clock, BimiCheckOptions.Create(parsed.GetValue(Selector)!, parsed.GetValue(MarkAuthority))).CheckAsync,
            r => (r.Domain, r.Findings),
            Selector,
            MarkAuthority),
    };
}
