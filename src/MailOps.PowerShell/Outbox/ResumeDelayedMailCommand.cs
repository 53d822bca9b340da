using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Lets mail go on that waits in the outbox.</summary>
/// <remarks>
/// <para>Mail that was suspended, held after a warning of the preflight, stopped with its campaign, missed its hour, or is in doubt goes on.
/// Past its due time it gets a new undo window first. A missing approval is not lifted: that needs another account.</para>
/// </remarks>
/// <example>
/// <code>Resume-DelayedMail 42</code>
/// Lets one mail go on.
/// </example>
/// <example>
/// <code>Get-DelayedMail -State Waiting | Resume-DelayedMail -WhatIf</code>
/// Shows what would leave, and when.
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail))]
public sealed class ResumeDelayedMailCommand : DelayedMailChangeCmdlet
{
    private protected override Localized ActionName => OutboxTexts.Resume;

    private protected override MailChange ChangeIn(MailOutbox outbox) => outbox.ResumeAsync;
}
