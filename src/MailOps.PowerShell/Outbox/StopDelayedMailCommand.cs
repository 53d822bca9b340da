using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Takes mail back that has not left the outbox.</summary>
/// <remarks>
/// <para>Each recipient gets an honest answer: Cancelled (it will never leave), TooLate (it has left or is leaving; no retry follows),
/// AlreadyCancelled, or NothingToDo (it had failed, or was never to be sent). The decision is made under the lock that the dispatcher takes
/// too, so that a mail is never both cancelled and sent.</para>
/// <para>All mails of a call are changed in one transaction. More than 20 need -Count with their number, or a person's yes.</para>
/// </remarks>
/// <example>
/// <code>Stop-DelayedMail 42</code>
/// Takes one mail back by its number.
/// </example>
/// <example>
/// <code>Get-DelayedMail -Campaign spring -State Queued | Stop-DelayedMail -WhatIf</code>
/// Shows what would be taken back of a campaign.
/// </example>
/// <example>
/// <code>Send-DelayedMail -From news@corp.example -To anna@corp.example -Subject Test | Stop-DelayedMail</code>
/// Second thoughts: what was queued is cancelled at once.
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail))]
public sealed class StopDelayedMailCommand : DelayedMailChangeCmdlet
{
    /// <summary>Cancel for this recipient only; the others still get the mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Address { get; set; }

    private protected override Localized ActionName => OutboxTexts.Cancel;

    private protected override MailChange ChangeIn(MailOutbox outbox) =>
        (ids, whatIf, cancellationToken) => outbox.CancelAsync(ids, Address, whatIf, cancellationToken);
}
