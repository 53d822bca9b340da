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

    public static Command BuildMtaSts() => new("mta-sts", "Policies that make senders encrypt.")
    {
        DomainChecks.NewTest(
            "Check the MTA-STS policy of a domain as a sender would use it (RFC 8461).",
            MtaStsColumns,
            (_, session) => new MtaStsChecker(session.Resolver, session.Clock).CheckAsync,
            r => (r.Domain, r.Findings)),
    };

    public static Command BuildTlsRpt() => new("tls-rpt", "Records that ask for TLS reports.")
    {
        DomainChecks.NewTest(
            "Look whether a domain asks senders for TLS reports (RFC 8460).",
            TlsRptColumns,
            (_, session) => new TlsRptChecker(session.Resolver).CheckAsync,
            r => (r.Domain, r.Findings)),
    };
}
