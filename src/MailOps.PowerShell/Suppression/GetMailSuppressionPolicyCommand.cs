using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Shows when the suppression list blocks.</summary>
/// <remarks>
/// <para>The policy is stored with the list, so that the task that reads bounces and the admin who looks judge alike.</para>
/// </remarks>
/// <example>
/// <code>Get-MailSuppressionPolicy</code>
/// Shows the policy of this account's store.
/// </example>
/// <example>
/// <code>(Get-MailSuppressionPolicy -Store D:\mail\outbox.db).OwnDomains</code>
/// Lists the domains that are never blocked in another store.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailSuppressionPolicy")]
[OutputType(typeof(SuppressionPolicy))]
public sealed class GetMailSuppressionPolicyCommand : MailOpsStoreCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(Await(new ValueTask<SuppressionPolicy>(OpenStore(StoreAccess.ReadOnly).Suppression.GetPolicyAsync(StopToken))));
}
