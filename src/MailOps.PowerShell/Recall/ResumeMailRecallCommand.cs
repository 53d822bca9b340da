using System.Management.Automation;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Goes on with a recall that was interrupted, stopped or has recipients left.</summary>
/// <remarks>
/// <para>Also those are visited again who gave no access, failed, or wait for a later try. What was taken already stays as it is.</para>
/// </remarks>
/// <example>
/// <code>Resume-MailRecall 3 -Server imap.corp.example -Credential $master</code>
/// Goes on with the recall 3.
/// </example>
/// <example>
/// <code>Get-MailRecall -State Stopped | Resume-MailRecall -Server imap.corp.example -Credential $master</code>
/// Goes on with all that were stopped.
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "MailRecall", SupportsShouldProcess = true)]
[OutputType(typeof(MailRecallRecipient))]
public sealed class ResumeMailRecallCommand : MailRecallCmdlet
{
    /// <summary>The number of the recall.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "Resume-MailRecall"))
        {
            return;
        }

        try
        {
            var recaller = OpenRecaller(OpenStore(StoreAccess.ReadWrite));
            WriteObject(WaitToTheEnd(recaller.ResumeAsync(Id, onlyDue: false, null, StopToken)).Recipients, enumerateCollection: true);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, Id);
        }
    }
}
