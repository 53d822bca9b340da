using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Shows a store: where it is, how big, and how the queue in it stands.</summary>
/// <remarks>
/// <para>Says which store is meant and who named it (the parameter, the environment variable MAILOPS_STORE, the machine's configuration, or
/// nobody: the account's own), when a dispatcher came by last, how many deliveries are due and overdue (15 minutes or more), and how many
/// are in each state. Nothing is changed. Findings name a queue that nobody serves, a store that went back in time, and a disk that goes
/// away with its job or container.</para>
/// </remarks>
/// <example>
/// <code>Get-MailQueueStore</code>
/// Shows the store that the cmdlets of this session use.
/// </example>
/// <example>
/// <code>if ((Get-MailQueueStore -Store 'Host=db;Database=mailops').Overdue) { Write-Warning 'No dispatcher is running.' }</code>
/// Watches the store of several machines.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailQueueStore")]
[OutputType(typeof(MailQueueStore))]
public sealed class GetMailQueueStoreCommand : MailOpsStoreCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(AwaitOrEnd(new ValueTask<MailQueueStore>(MailQueueStore.ReadAsync(Session, StopToken)), Store));
}
