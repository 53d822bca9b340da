using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.MtaSts;

namespace MailOps.PowerShell;

/// <summary>Checks the MTA-STS policy of a domain as a sender would use it.</summary>
/// <remarks>
/// <para>Reads the record at _mta-sts, fetches the policy from https://mta-sts.DOMAIN/.well-known/mta-sts.txt with all checks of the certificate, reads it,
/// and compares it with the mail servers of the domain (RFC 8461). Redirections are not followed, as senders do not follow them.</para>
/// <para>Verdict is Valid, Invalid, Missing, or Unknown when the DNS or the web server did not answer: an Unknown says nothing about the
/// domain. Findings carry a stable id, the clause and the cure; docs/findings.md lists them.</para>
/// </remarks>
/// <example>
/// <code>Test-MtaStsPolicy corp.example</code>
/// Shows whether senders are bound to encrypt mail to corp.example, and what to improve.
/// </example>
/// <example>
/// <code>'corp.example', 'corp.de' | Test-MtaStsPolicy | Where-Object Mode -ne Enforce</code>
/// Picks the domains whose policy does not protect them yet.
/// </example>
/// <example>
/// <code>Test-MtaStsPolicy corp.example | Select-Object -ExpandProperty Findings</code>
/// Lists what there is to do.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MtaStsPolicy", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(MtaStsTestResult), typeof(bool))]
public sealed class TestMtaStsPolicyCommand : MailOpsDomainCmdlet<MtaStsTestResult>
{
    private MtaStsChecker? _checker;

    private protected override ValueTask<MtaStsTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken)
    {
        _checker ??= new MtaStsChecker(Session.Resolver, Session.Clock);
        return _checker.CheckAsync(input.Domain, cancellationToken);
    }

    private protected override void WriteResult(BoundDomain input, MtaStsTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
