using System.CommandLine;
using MailOps.Domains.MtaSts;
using MailOps.Domains.TlsRpt;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops mta-sts test</c> and <c>mailops tls-rpt test</c>.</summary>
internal static class TransportSecurityCommands
{
    public static Column<MtaStsTestResult>[] MtaStsColumns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Mode", r => r.Mode?.ToString()),
        new("Allowed mail servers", r => r.TempError.Length > 0 ? r.TempError : r.PolicyMx.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Column<TlsRptTestResult>[] TlsRptColumns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Reports to", r => r.TempError.Length > 0 ? r.TempError : r.Rua.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command BuildMtaSts()
    {
        var test = RecordTests.New("Check the MTA-STS policy of a domain as a sender would use it (RFC 8461).");
        test.SetAction((parsed, cancellationToken) =>
        {
            var session = CliSession.Open(parsed);
            var checker = new MtaStsChecker(session.Resolver, session.Clock);
            return RecordTests.RunAsync(parsed, session, checker.CheckAsync, MtaStsColumns, r => (r.Domain, r.Findings), cancellationToken);
        });
        return new Command("mta-sts", "Policies that make senders encrypt.") { test };
    }

    public static Command BuildTlsRpt()
    {
        var test = RecordTests.New("Look whether a domain asks senders for TLS reports (RFC 8460).");
        test.SetAction((parsed, cancellationToken) =>
        {
            var session = CliSession.Open(parsed);
            var checker = new TlsRptChecker(session.Resolver);
            return RecordTests.RunAsync(parsed, session, checker.CheckAsync, TlsRptColumns, r => (r.Domain, r.Findings), cancellationToken);
        });
        return new Command("tls-rpt", "Records that ask for TLS reports.") { test };
    }
}
