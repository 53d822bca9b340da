using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Takes addresses off the suppression list: mail goes out again, on probation.</summary>
/// <remarks>
/// <para>On probation the next failure blocks at once, soft or hard; mail that arrives ends it. Bounces of mail that was sent before the unblocking
/// do not count any more. The account and the reason are kept with the evidence (Get-MailSuppression -Evidence). To take back what a
/// faulty server caused, use Restore-MailSuppression: it voids the evidence and leaves no probation.</para>
/// </remarks>
/// <example>
/// <code>Remove-MailSuppression anna@partner.example -Reason 'mailbox is back, ticket 4711'</code>
/// Unblocks one address.
/// </example>
/// <example>
/// <code>Get-MailLog -Status Bounced -Campaign spring | Remove-MailSuppression -Reason 'our relay was set up wrongly'</code>
/// Unblocks the recipients of a campaign that bounced.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MailSuppression", SupportsShouldProcess = true, DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(SuppressionDecision), typeof(SuppressionEntry))]
public sealed class RemoveMailSuppressionCommand : MailSuppressionChangeCmdlet
{
    private protected override string CommandName => "Remove-MailSuppression";

    private protected override Task<IReadOnlyList<SuppressionDecision>> ChangeAsync(
        SuppressionEditor editor, IReadOnlyList<BoundText> inputs, bool whatIf) =>
        editor.RemoveAsync([.. inputs.Select(input => input.Text)], Reason, whatIf, StopToken);
}
