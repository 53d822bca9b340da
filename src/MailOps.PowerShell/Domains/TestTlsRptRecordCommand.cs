using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.TlsRpt;

namespace MailOps.PowerShell;

/// <summary>Looks whether a domain asks senders for TLS reports, and whether the record works.</summary>
/// <remarks>
/// <para>Reads the record at _smtp._tls (RFC 8460). Senders report there when they could not connect securely: without such reports nobody
/// notices that a policy of MTA-STS or a record of DANE keeps mail away.</para>
/// <para>Verdict is Valid, Invalid, Missing, or Unknown when the DNS did not answer. Findings carry a stable id, the clause and the cure;
/// docs/findings.md lists them.</para>
/// </remarks>
/// <example>
/// <code>Test-TlsRptRecord corp.example</code>
/// Shows where TLS reports about corp.example go.
/// </example>
/// <example>
/// <code>Import-Csv domains.csv | Test-TlsRptRecord | Where-Object Verdict -ne Valid</code>
/// Picks the domains that get no reports. The column of the CSV is called Domain.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "TlsRptRecord", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(TlsRptTestResult), typeof(bool))]
public sealed class TestTlsRptRecordCommand : MailOpsDomainCmdlet<TlsRptTestResult>
{
    private TlsRptChecker? _checker;

    private protected override ValueTask<TlsRptTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken)
    {
        _checker ??= new TlsRptChecker(Session.Resolver);
        return _checker.CheckAsync(input.Domain, cancellationToken);
    }

    private protected override void WriteResult(BoundDomain input, TlsRptTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
