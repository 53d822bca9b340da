using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Dane;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dane test</c>.</summary>
internal static class DaneCommands
{
    private static readonly Option<bool> AsHost = new("--as-host") { Description = "Take the names for servers, and look for no MX records." };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port of the servers, which is part of the name of the records.",
        HelpName = "number",
        DefaultValueFactory = _ => 25,
    };

    public static Column<DaneTestResult>[] Columns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Signed", r => r.IsSigned ? "yes" : "no"),
        new("Mail servers", r => r.TempError.Length > 0 ? r.TempError : r.Hosts.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        Port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65535)
            {
                result.AddError("--port: 1 to 65535.");
            }
        });
        return new Command("dane", "Certificates in the DNS.")
        {
            DomainChecks.NewTest("Check the TLSA records of a domain's mail servers against their certificates (RFC 7672).", Columns, Prepare, r => (r.Domain, r.Findings), AsHost, Port),
        };
    }

    private static Func<DomainName, CancellationToken, ValueTask<DaneTestResult>> Prepare(ParseResult parsed, MailOpsSession session)
    {
        var checker = new DaneChecker(session.Resolver, session.Clock, new DaneCheckOptions { Port = parsed.GetValue(Port) });
        return parsed.GetValue(AsHost) ? checker.CheckHostAsync : checker.CheckAsync;
    }
}
