using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Shows what may be taken back, by whom and how.</summary>
/// <remarks>
/// <para>The policy is kept in the store. A parameter of Invoke-MailRecall can only be stricter.</para>
/// </remarks>
/// <example>
/// <code>Get-MailRecallPolicy</code>
/// Shows the policy of this account's store.
/// </example>
/// <example>
/// <code>(Get-MailRecallPolicy).Excluded</code>
/// Lists the mailboxes that are never touched.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailRecallPolicy")]
[OutputType(typeof(MailRecallPolicy))]
public sealed class GetMailRecallPolicyCommand : MailOpsStoreCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(AwaitOrEnd(new ValueTask<MailRecallPolicy>(OpenStore(StoreAccess.ReadOnly).Recalls.GetPolicyAsync(StopToken))));
}
