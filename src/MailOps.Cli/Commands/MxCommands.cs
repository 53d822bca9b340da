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

    public static Command Build()
    {
        var test = RecordTests.New("Look where mail for a domain goes, and whether senders find the way (RFC 5321, RFC 7505).");
        test.SetAction((parsed, cancellationToken) =>
        {
            var session = CliSession.Open(parsed);
            var checker = new MxChecker(session.Resolver);
            return RecordTests.RunAsync(parsed, session, checker.CheckAsync, Columns, r => (r.Domain, r.Findings), cancellationToken);
        });
        return new Command("mx", "The mail servers of a domain.") { test };
    }
}
