using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Mx;

namespace MailOps.PowerShell;

/// <summary>Looks where mail for a domain goes, and whether senders find the way.</summary>
/// <remarks>
/// <para>Reads the MX records and the addresses of the mail servers they name, and says what keeps senders away: aliases, addresses in place of names,
/// names without address, private networks, a null MX (RFC 7505) beside mail servers. It asks the DNS alone; Test-SmtpServer connects.</para>
/// <para>Verdict is Valid, Invalid (no record leads to a server), Missing, or Unknown when the DNS did not answer. Findings carry a stable id, the clause
/// and the cure; docs/findings.md lists them.</para>
/// </remarks>
/// <example>
/// <code>Test-MxRecord corp.example</code>
/// Shows the mail servers of corp.example in the order in which senders try them.
/// </example>
/// <example>
/// <code>Import-Csv domains.csv | Test-MxRecord | Where-Object IsNullMx</code>
/// Picks the domains that take no mail. The column of the CSV is called Domain.
/// </example>
/// <example>
/// <code>(Test-MxRecord corp.example).Hosts | Format-Table Preference, Host, IPv4, IPv6</code>
/// Shows the addresses of each server.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MxRecord", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(MxTestResult), typeof(bool))]
public sealed class TestMxRecordCommand : MailOpsDomainCmdlet<MxTestResult>
{
    private MxChecker? _checker;

    private protected override ValueTask<MxTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken)
    {
        _checker ??= new MxChecker(Session.Resolver);
        return _checker.CheckAsync(input.Domain, cancellationToken);
    }

    private protected override void WriteResult(BoundDomain input, MxTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
