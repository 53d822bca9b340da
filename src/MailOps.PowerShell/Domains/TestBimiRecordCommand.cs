using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Bimi;

namespace MailOps.PowerShell;

/// <summary>Checks whether receivers can show the logo of a domain beside its mail.</summary>
/// <remarks>
/// <para>Reads the BIMI record, the DMARC policy that it needs, fetches the logo over HTTPS and checks it against the profile SVG Tiny PS, and reads the mark
/// certificate: purpose, dates, domain, and whether the logo in it is the one that the record names. Redirections are not followed.</para>
/// <para>Verdict is Valid, Invalid, Missing, or Unknown when the DNS or a web server did not answer. Whether receivers trust the authority of a mark certificate is
/// unknown unless -MarkAuthority names the roots. Findings carry a stable id and the cure; docs/findings.md lists them.</para>
/// </remarks>
/// <example>
/// <code>Test-BimiRecord corp.example</code>
/// Shows whether the logo of corp.example can be shown, and what is missing.
/// </example>
/// <example>
/// <code>'corp.example', 'corp.de' | Test-BimiRecord | Select-Object -ExpandProperty Findings</code>
/// Lists what there is to do for two domains.
/// </example>
/// <example>
/// <code>Test-BimiRecord corp.example -Selector summer -MarkAuthority roots.pem</code>
/// Looks at another selector, and checks the certificate against the roots of the authorities for marks.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "BimiRecord", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(BimiTestResult), typeof(bool))]
public sealed class TestBimiRecordCommand : MailOpsDomainCmdlet<BimiTestResult>
{
    private BimiChecker? _checker;

    /// <summary>The selector of the record.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Selector { get; set; } = "default";

    /// <summary>A file (PEM) with the roots of the authorities for mark certificates.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MarkAuthority { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            var options = BimiCheckOptions.Create(Selector, MarkAuthority is null ? null : FullPath(MarkAuthority));
            _checker = new BimiChecker(Session.Resolver, Session.Clock, options);
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, MarkAuthority ?? Selector);
        }
    }

    private protected override ValueTask<BimiTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken) =>
        _checker!.CheckAsync(input.Domain, cancellationToken);

    private protected override void WriteResult(BoundDomain input, BimiTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
