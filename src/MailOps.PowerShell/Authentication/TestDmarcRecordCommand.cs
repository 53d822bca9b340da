using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;

namespace MailOps.PowerShell;

/// <summary>Finds the DMARC record that applies to a domain and says what is wrong with it.</summary>
/// <remarks>
/// <para>The record is looked for as receivers do since RFC 9989: at the domain, then up the tree, at most eight queries. The result
/// names the record, the policy for mail from the domain, its subdomains and names that do not exist, where reports go, and findings with
/// a stable id, the clause and the cure; docs/findings.md lists them.</para>
/// <para>Verdict is Valid, Invalid, Missing, or Unknown when the DNS did not answer: an Unknown says nothing about the domain.</para>
/// <para>-AsOf Rfc7489 judges as receivers do that still follow the standard of 2015: the public suffix list gives the organizational domain. With a list
/// at hand the check by RFC 9989 says, too, what such receivers do differently (DMARC045).</para>
/// <para>Domains are checked many at a time; the results come in the order of the input.</para>
/// </remarks>
/// <example>
/// <code>Test-DmarcRecord corp.example</code>
/// Shows which record applies to mail from corp.example, and what to improve.
/// </example>
/// <example>
/// <code>'corp.example', 'corp.de' | Test-DmarcRecord | Select-Object -ExpandProperty Findings</code>
/// Lists what there is to do for several domains.
/// </example>
/// <example>
/// <code>Import-Csv domains.csv | Test-DmarcRecord | Where-Object { $_.Findings.Id -contains 'DMARC012' }</code>
/// Picks the domains with one finding. The column of the CSV is called Domain.
/// </example>
/// <example>
/// <code>if (-not (Test-DmarcRecord corp.example -Quiet -DnsServer 9.9.9.9)) { Write-Warning 'DMARC needs care' }</code>
/// Asks a DNS server of choice, and only for a yes or no.
/// </example>
/// <example>
/// <code>Test-DmarcRecord shop.corp.co.uk -AsOf Rfc7489 -PublicSuffixList public_suffix_list.dat</code>
/// Shows what an older receiver finds.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DmarcRecord", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(DmarcTestResult), typeof(bool))]
public sealed class TestDmarcRecordCommand : MailOpsDomainCmdlet<DmarcTestResult>
{
    private DmarcChecker? _checker;

    /// <summary>By which document to judge: Rfc9989, the current one, or Rfc7489.</summary>
    [Parameter]
    public DmarcStandard AsOf { get; set; }

    /// <summary>The file of the public suffix list (publicsuffix.org), which RFC 7489 needs; without it the one that Update-MailOpsData installed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PublicSuffixList { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            var suffixes = PublicSuffixList is null ? Session.Data.ReadPublicSuffixes() : MailOps.PublicSuffixList.Load(FullPath(PublicSuffixList));
            _checker = new DmarcChecker(Session.Resolver, new DmarcOptions { AsOf = AsOf, PublicSuffixes = suffixes });
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, PublicSuffixList);
        }
    }

    private protected override ValueTask<DmarcTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken) =>
        _checker!.CheckAsync(input.Domain, cancellationToken);

    private protected override void WriteResult(BoundDomain input, DmarcTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
