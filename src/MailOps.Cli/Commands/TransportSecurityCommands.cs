using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.MtaSts;
using MailOps.Domains.TlsRpt;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops mta-sts test</c> and <c>mailops tls-rpt test</c>.</summary>
internal static class TransportSecurityCommands
{
    private const int Limit = 64;

    private static readonly Argument<string[]> Domains = new("domain")
    {
        Description = "A domain; - reads domains from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

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
        var test = New("Check the MTA-STS policy of a domain as a sender would use it (RFC 8461).");
        test.SetAction((parsed, cancellationToken) =>
        {
            var session = CliSession.Open(parsed);
            var checker = new MtaStsChecker(session.Resolver, session.Clock);
            return RunAsync(parsed, session, checker.CheckAsync, MtaStsColumns, r => (r.Domain, r.Findings), cancellationToken);
        });
        return new Command("mta-sts", "Policies that make senders encrypt.") { test };
    }

    public static Command BuildTlsRpt()
    {
        var test = New("Look whether a domain asks senders for TLS reports (RFC 8460).");
        test.SetAction((parsed, cancellationToken) =>
        {
            var session = CliSession.Open(parsed);
            var checker = new TlsRptChecker(session.Resolver);
            return RunAsync(parsed, session, checker.CheckAsync, TlsRptColumns, r => (r.Domain, r.Findings), cancellationToken);
        });
        return new Command("tls-rpt", "Records that ask for TLS reports.") { test };
    }

    private static Command New(string description) => new("test", description)
    {
        Domains, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
    };

    private static async Task<int> RunAsync<T>(
        ParseResult parsed,
        IDisposable session,
        Func<DomainName, CancellationToken, ValueTask<T>> check,
        Column<T>[] columns,
        Func<T, (string Domain, FindingList Findings)> findings,
        CancellationToken cancellationToken)
        where T : class
    {
        using var opened = session;
        var json = parsed.GetValue(CommonOptions.Json);
        var failOn = parsed.GetValue(FindingOutput.FailOn);
        var exitCode = ExitCode.Done;
        List<DomainName> domains = [];
        foreach (var text in Inputs.Lines(parsed.GetRequiredValue(Domains)))
        {
            try
            {
                domains.Add(DomainName.Parse(text));
            }
            catch (MailOpsException error)
            {
                ErrorOutput.Write(error);
                exitCode = ExitCode.Partial;
            }
        }

        List<(string Domain, FindingList Findings)> forPeople = [];
        using (var output = new ResultWriter<T>(json, columns))
        {
            await foreach (var result in OrderedWork.RunAsync(domains, Limit, check, cancellationToken).ConfigureAwait(false))
            {
                output.Write(result);
                forPeople.Add(findings(result));
            }
        }

        exitCode = forPeople.Any(r => FindingOutput.IsTooBad(r.Findings, failOn)) ? ExitCode.Judged : exitCode;
        foreach (var (domain, list) in json ? [] : forPeople)
        {
            FindingOutput.Write(domain, list);
        }

        return exitCode;
    }
}
