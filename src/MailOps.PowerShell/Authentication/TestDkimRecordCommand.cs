using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;

namespace MailOps.PowerShell;

/// <summary>Finds the DKIM keys of a domain and judges them.</summary>
/// <remarks>
/// <para>The DNS cannot list selectors. Name them with -Selector, let them be read from messages with -MessagePath, or have the common ones tried: more
/// than a hundred that mail programs and services use. That none of those has a key says nothing, so it is the verdict Unknown and never an error.</para>
/// <para>The result has the keys with their kind and length, and findings: too short or broken keys, revoked ones, texts that were meant for a zone
/// file, wildcards.</para>
/// <para>Verdict is Valid, Missing when a selector that was named has no key, Invalid when verifiers cannot use one, or Unknown.</para>
/// </remarks>
/// <example>
/// <code>Test-DkimRecord corp.example</code>
/// Tries the common selectors.
/// </example>
/// <example>
/// <code>(Test-DkimRecord corp.example -Selector mail2026, selector1).Keys</code>
/// Shows what is published at two selectors.
/// </example>
/// <example>
/// <code>Test-DkimRecord corp.example -MessagePath sent/*.eml</code>
/// Looks at the selectors that the domain's own messages name.
/// </example>
/// <example>
/// <code>Import-Csv domains.csv | Test-DkimRecord | Where-Object Verdict -eq Invalid</code>
/// Picks the domains with a broken or revoked key.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DkimRecord", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(DkimTestResult), typeof(bool))]
public sealed class TestDkimRecordCommand : MailOpsDomainCmdlet<DkimTestResult>
{
    private readonly List<string> _messages = [];
    private DkimChecker? _checker;

    /// <summary>The selectors to look at; they stand behind s= in the DKIM-Signature field of a message.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Selector { get; set; } = [];

    /// <summary>Messages (.eml) whose signatures name the selectors; wildcards are resolved.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] MessagePath { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var files = new FileBinder(this);
        foreach (var path in MessagePath)
        {
            try
            {
                _messages.AddRange(files.ResolveWildcard(path));
            }
            catch (MailOpsException e)
            {
                ThrowFailure(e, path);
            }
        }
    }

    private protected override async ValueTask<DkimTestResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken)
    {
        _checker ??= new DkimChecker(Session.Resolver);
        IReadOnlyList<string> seen = await DkimSelectorReader.ReadFilesAsync(_messages, input.Domain, cancellationToken).ConfigureAwait(false);
        return await _checker.CheckAsync(input.Domain, [.. Selector, .. seen], cancellationToken).ConfigureAwait(false);
    }

    private protected override void WriteResult(BoundDomain input, DkimTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });
}
