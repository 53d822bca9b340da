using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Checks whether a store is whole.</summary>
/// <remarks>
/// <para>Checked are the database file, the references between its tables, and whether the figures that are kept (states, lanes, what is left of
/// each mail) agree with what they count. The store is only read, and dispatchers may go on meanwhile; a long queue takes its time.</para>
/// <para>Findings say when other accounts get at the store: by its folder or by the rights of its file.</para>
/// </remarks>
/// <example>
/// <code>Test-MailQueueStore</code>
/// Checks the store of this account.
/// </example>
/// <example>
/// <code>if (-not (Test-MailQueueStore -Store /var/lib/mailops/outbox.db -Quiet)) { Write-Warning 'Restore the backup.' }</code>
/// Asks for a bare yes or no, as in a script that watches a server.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MailQueueStore")]
[OutputType(typeof(StoreCheck), typeof(bool))]
public sealed class TestMailQueueStoreCommand : MailOpsStoreCmdlet
{
    /// <summary>Write only whether the store is whole.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var check = AwaitOrEnd(new ValueTask<StoreCheck>(StoreCheck.RunAsync(Session, StopToken)), Store);
        if (Quiet)
        {
            WriteObject(check.IsSound);
        }
        else
        {
            WriteObject(check);
        }
    }
}
