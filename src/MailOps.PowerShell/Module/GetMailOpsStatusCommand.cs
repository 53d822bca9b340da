using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Shows how MailOps stands on this machine: version, store, queue, DNS servers.</summary>
/// <remarks>
/// <para>Says which store the cmdlets use here and who named it (the parameter, the environment variable MAILOPS_STORE, the machine's
/// configuration, or nobody: the user's own), how much mail waits and is queued, when a dispatcher came by last, and which DNS servers are
/// asked. Nothing is changed: a store that does not exist yet is not made.</para>
/// </remarks>
/// <example>
/// <code>Get-MailOpsStatus</code>
/// Shows the store of this account and its queue.
/// </example>
/// <example>
/// <code>if ((Get-MailOpsStatus -Store /var/lib/mailops/outbox.db).Findings) { Write-Warning 'The queue needs care.' }</code>
/// Watches another store, such as the one of a service.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailOpsStatus")]
[OutputType(typeof(MailOpsStatus))]
public sealed class GetMailOpsStatusCommand : MailOpsStoreCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(Await(new ValueTask<MailOpsStatus>(MailOpsStatus.ReadAsync(Session, StopToken))));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Store);
        }
    }
}
