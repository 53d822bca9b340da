using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Stops a recall: nothing further is taken.</summary>
/// <remarks>
/// <para>What was taken stays so until Undo-MailRecall puts it back; Resume-MailRecall goes on. Works while another process is at it: that one
/// ends after the mailboxes it has begun.</para>
/// </remarks>
/// <example>
/// <code>Stop-MailRecall 3</code>
/// Stops the recall 3.
/// </example>
/// <example>
/// <code>Get-MailRecall -State Pending | Stop-MailRecall</code>
/// Gives up on all that are still tried again.
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "MailRecall", SupportsShouldProcess = true)]
[OutputType(typeof(MailRecall))]
public sealed class StopMailRecallCommand : MailOpsStoreCmdlet
{
    /// <summary>The number of the recall.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "Stop-MailRecall"))
        {
            return;
        }

        try
        {
            var store = OpenStore(StoreAccess.ReadWrite);
            WriteObject(Await(new ValueTask<MailRecall>(MailRecaller.StopAsync(store.Recalls, Id, store.Account, StopToken))));
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, Id);
        }
    }
}
