using System.Globalization;
using System.Management.Automation;
using MailOps.Json;

namespace MailOps.PowerShell;

/// <summary>Writes results of MailOps as JSON, one object a line, as the command line does with --json.</summary>
/// <remarks>
/// <para>ConvertTo-Json shows an object as PowerShell sees it: enums as numbers, lists cut off at a depth, names that follow the code. This
/// cmdlet writes the documented form (docs/json.md) that stays the same from release to release and between PowerShell and the
/// command-line program mailops, so that other programs can rely on it.</para>
/// <para>Results that have been through a job or a CLIXML file are copies without that form; convert before the job returns.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem bounces/*.eml | Get-BounceClassification | ConvertTo-MailOpsJson | Set-Content bounces.jsonl</code>
/// Classifies a folder of bounces and keeps the results, one JSON object a line.
/// </example>
/// <example>
/// <code>'corp.example' | Test-DmarcRecord | ConvertTo-MailOpsJson | ConvertFrom-Json</code>
/// Shows the documented form of a result as an object.
/// </example>
[Cmdlet(VerbsData.ConvertTo, "MailOpsJson")]
[OutputType(typeof(string))]
public sealed class ConvertToMailOpsJsonCommand : MailOpsCmdlet
{
    /// <summary>A result of any cmdlet of MailOps.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var result = InputObject.BaseObject;
        if (MailOpsJson.IsSupported(result))
        {
            WriteObject(MailOpsJson.Serialize(result));
            return;
        }

        var type = InputObject.TypeNames.Count > 0 ? InputObject.TypeNames[0] : result.GetType().FullName;
        WriteFailure(
            new MailOpsException(
                "MailOps.Json.NoForm",
                MailOpsErrorKind.InvalidData,
                string.Format(CultureInfo.InvariantCulture, ErrorTexts.JsonNoForm.Current, type),
                ErrorTexts.JsonNoFormAdvice.Current),
            InputObject);
    }
}
