using System.CommandLine;
using MailOps.Domains.Mx;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops mx test</c>.</summary>
internal static class MxCommands
{
    public static Column<MxTestResult>[] Columns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Mail servers", r => r.TempError.Length > 0 ? r.TempError : r.Hosts.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build() => new("mx", "The mail servers of a domain.")
    {
        DomainChecks.NewTest(
            "Look where mail for a domain goes, and whether senders find the way (RFC 5321, RFC 7505).",
            Columns,
            (_, session) => new MxChecker(session.Resolver).CheckAsync,
            r => (r.Domain, r.Findings)),
    };
}
