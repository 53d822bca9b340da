using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Goes on with a recall that was interrupted, stopped or has recipients left.</summary>
/// <remarks>
/// <para>Also those are visited again who gave no access, failed, or wait for a later try. What was taken already stays as it is.</para>
/// <para>Without -Server and -MaildirPath the mailboxes are those that the recall remembers; the secret is then found where its -Secret said.</para>
/// </remarks>
/// <example>
/// <code>Resume-MailRecall 3 -Server imap.corp.example -Credential $master</code>
/// Goes on with the recall 3.
/// </example>
/// <example>
/// <code>Get-MailRecall -State Stopped | Resume-MailRecall</code>
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
            var store = OpenStore(StoreAccess.ReadWrite);
            var recall = Await(new ValueTask<MailRecall?>(store.Recalls.FindAsync(Id, StopToken))) ?? throw RecallErrors.NotFound(Id);
            var recaller = OpenRecaller(store, recall);
            WriteObject(WaitToTheEnd(recaller.ResumeAsync(Id, onlyDue: false, null, StopToken)).Recipients, enumerateCollection: true);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, Id);
        }
    }
}
