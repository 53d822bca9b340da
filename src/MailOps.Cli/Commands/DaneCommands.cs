using System.CommandLine;
using MailOps.Domains.Dane;

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
        var test = RecordTests.New("Check the TLSA records of a domain's mail servers against their certificates (RFC 7672).");
        test.Options.Add(AsHost);
        test.Options.Add(Port);
        Port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65535)
            {
                result.AddError("--port: 1 to 65535.");
            }
        });
        test.SetAction((parsed, cancellationToken) =>
        {
            var session = CliSession.Open(parsed);
            var checker = new DaneChecker(session.Resolver, session.Clock, new DaneCheckOptions { Port = parsed.GetValue(Port) });
            return parsed.GetValue(AsHost)
                ? RecordTests.RunAsync(parsed, session, checker.CheckHostAsync, Columns, r => (r.Domain, r.Findings), cancellationToken)
                : RecordTests.RunAsync(parsed, session, checker.CheckAsync, Columns, r => (r.Domain, r.Findings), cancellationToken);
        });
        return new Command("dane", "Certificates in the DNS.") { test };
    }
}
