using System.Linq;
using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Approves mail that was queued with -RequireApproval, as another account than the one that queued it.</summary>
/// <remarks>
/// <para>The approver is the account of the operating system that runs the command; no parameter can say otherwise. Approved is what was seen:
/// content and recipients are bound by their SHA-256, and for mail piped from Get-DelayedMail its Digest is compared, so that nothing slips in
/// between looking and approving. Mail that is altered after its approval is not sent and waits for an approval again.</para>
/// <para>Past its due time an approved mail gets a new undo window; more than four hours past it, -IfMissed of Send-DelayedMail decides.</para>
/// </remarks>
/// <example>
/// <code>Get-DelayedMail -State Waiting | Where-Object Campaign -eq spring | Approve-DelayedMail -Count 350</code>
/// Approves a campaign, if it still has exactly the 350 mails that were looked at.
/// </example>
/// <example>
/// <code>Approve-DelayedMail 42 -WhatIf</code>
/// Says whether this account may approve one mail.
/// </example>
[Cmdlet(VerbsLifecycle.Approve, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail))]
public sealed class ApproveDelayedMailCommand : DelayedMailChangeCmdlet
{
    private protected override Localized ActionName => OutboxTexts.Approve;

    private protected override MailChange ChangeIn(MailOutbox outbox)
    {
        var seen = Inputs.Where(input => DigestOf(input.Value).Length > 0).ToDictionary(input => input.Key, input => DigestOf(input.Value));
        return (ids, whatIf, cancellationToken) => outbox.ApproveAsync(ids, seen, whatIf, cancellationToken);
    }

    private static string DigestOf(object input) => (input is PSObject wrapper ? wrapper.BaseObject : input) is DelayedMail mail ? mail.Digest : "";
}
