using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Puts back what a recall took, with flags and dates.</summary>
/// <remarks>
/// <para>Copies go back into their folders, or into the inbox where a folder is gone. Repeating it changes nothing; after an interruption it
/// goes on. What was deleted with -Permanent cannot come back.</para>
/// <para>Without -Server and -MaildirPath the mailboxes are those that the recall remembers; the secret is then found where its -Secret said.</para>
/// </remarks>
/// <example>
/// <code>Undo-MailRecall 3 -Server imap.corp.example -Credential $master</code>
/// Puts everything back that the recall 3 took.
/// </example>
/// <example>
/// <code>Get-MailRecall | Select-Object -First 1 | Undo-MailRecall</code>
/// Undoes the latest recall, on the server that it remembers.
/// </example>
[Cmdlet(VerbsCommon.Undo, "MailRecall", SupportsShouldProcess = true)]
[OutputType(typeof(MailRecallRecipient))]
public sealed class UndoMailRecallCommand : MailRecallCmdlet
{
    /// <summary>The number of the recall.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "Undo-MailRecall"))
        {
            return;
        }

        try
        {
            var store = OpenStore(StoreAccess.ReadWrite);
            var recall = Await(new ValueTask<MailRecall?>(store.Recalls.FindAsync(Id, StopToken))) ?? throw RecallErrors.NotFound(Id);
            var recaller = OpenRecaller(store, recall);
            WriteObject(WaitToTheEnd(recaller.UndoAsync(Id, null, StopToken)).Recipients, enumerateCollection: true);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, Id);
        }
    }
}
