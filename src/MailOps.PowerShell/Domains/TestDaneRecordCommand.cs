using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Dane;

namespace MailOps.PowerShell;

/// <summary>Checks the TLSA records of a domain's mail servers, and compares them with the certificates that the servers show.</summary>
/// <remarks>
/// <para>Works as a sender with DANE does (RFC 7672): the MX records and the TLSA records must be validated with DNSSEC, only the usages 2 and 3 count, and
/// one matching record suffices. So name a DNS server that validates, on this machine or over TLS; over one that does not, the verdict is Unknown.</para>
/// <para>Verdict is Valid, Invalid when senders with DANE deliver nothing to at least one server, Missing without signed records, or Unknown. Findings
/// carry a stable id, the clause and the cure; docs/findings.md lists them.</para>
/// </remarks>
/// <example>
/// <code>Test-DaneRecord corp.example -DnsServer tls://9.9.9.9</code>
/// Checks all mail servers of corp.example over a validating DNS server.
/// </example>
/// <example>
/// <code>(Test-DaneRecord corp.example).Hosts | Select-Object -ExpandProperty Records</code>
/// Shows which records match: before a new certificate goes live, its record must be there already.
/// </example>
/// <example>
/// <code>Test-DaneRecord smtp.corp.example -AsHost -Port 465</code>
/// Checks one server by its name, at a port for users.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DaneRecord", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(DaneTestResult), typeof(bool))]
public sealed class TestDaneRecordCommand : MailOpsDomainCmdlet<DaneTestResult>
{
    private DaneChecker? _checker;

    /// <summary>Take the names for servers, and look for no MX records.</summary>
    [Parameter]
    public SwitchParameter AsHost { get; set; }

    /// <summary>The port of the servers, which is part of the name of the records.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 25;

    private protected override ValueTask<DaneTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken)
    {
        _checker ??= new DaneChecker(Session.Resolver, Session.Clock, new DaneCheckOptions { Port = Port });
        return AsHost ? _checker.CheckHostAsync(input.Domain, cancellationToken) : _checker.CheckAsync(input.Domain, cancellationToken);
    }

    private protected override void WriteResult(BoundDomain input, DaneTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
