using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Servers;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops smtp test</c>.</summary>
internal static class SmtpTestCommand
{
    private static readonly Argument<string[]> Servers = new("server")
    {
        Description = "host, host:port or [IPv6 address]:port; port 25 unless named, 465 means implicit TLS. - reads servers from standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> ImplicitTls = new("--implicit-tls") { Description = "TLS from the first byte, at another port than 465." };

    private static readonly Option<bool> SkipVersions = new("--skip-tls-versions")
    {
        Description = "Do not offer each TLS version in a connection of its own.",
    };

    private static readonly Option<bool> TestRelay = new("--test-relay")
    {
        Description = "Try whether the servers named take mail from strangers for strangers, up to the recipient and never with a message.",
    };

    private static readonly Option<string?> RelayRecipient = new("--relay-recipient")
    {
        Description = "The recipient for --test-relay: an address that the server has nothing to do with.",
        HelpName = "address",
    };

    private static readonly Option<string?> HeloName = new("--helo") { Description = "The name after EHLO.", HelpName = "name" };

    private static readonly Option<TimeSpan?> Timeout = new("--timeout")
    {
        Description = "How long the conversation with one server may take; connecting takes 10 s of it at most. Default: 30s.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.ParseOptional,
    };

    public static Column<SmtpServerTestResult>[] Columns { get; } =
    [
        new("Server", r => r.Server),
        new("Verdict", r => r.Verdict.ToString()),
        new("TLS", r => r.AcceptedTlsVersions.Count > 0 ? r.AcceptedTlsVersions.ToString() : r.TlsVersion),
        new("Certificate ends", r => r.Certificate is { } c ? c.NotAfter.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : ""),
        new("Greeting", r => r.TempError.Length > 0 ? r.TempError : r.Banner),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Talk to mail servers up to the point where mail would begin, and judge what they show.")
        {
            Servers, ImplicitTls, SkipVersions, TestRelay, RelayRecipient, HeloName, Timeout, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns,
            CommonOptions.Zone,
        };
        test.SetAction(RunAsync);
        return test;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = SmtpServerCheckOptions.Create(parsed.GetValue(Timeout) ?? TimeSpan.FromSeconds(30), parsed.GetValue(HeloName), parsed.GetValue(RelayRecipient)) with
        {
            ImplicitTls = parsed.GetValue(ImplicitTls) ? true : null,
            TestTlsVersions = !parsed.GetValue(SkipVersions),
            TestRelay = parsed.GetValue(TestRelay),
        };
        using var session = CliSession.Open(parsed);
        var checker = new SmtpServerChecker(session.Resolver, session.Clock, options);
        return await DomainChecks.RunTextsAsync(
            parsed,
            parsed.GetRequiredValue(Servers),
            Columns,
            checker.CheckAsync,
            r => r.Findings,
            r => FindingOutput.Write(r.Server, r.Findings),
            cancellationToken).ConfigureAwait(false);
    }
}
