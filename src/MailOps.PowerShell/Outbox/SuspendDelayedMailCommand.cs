using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Keeps mail back in the outbox until it is resumed.</summary>
/// <remarks>
/// <para>The mail waits, however late it gets, until Resume-DelayedMail lets it go on or Stop-DelayedMail takes it back. What is being sent
/// at this moment is kept back if it has to be tried again.</para>
/// </remarks>
/// <example>
/// <code>Suspend-DelayedMail 42</code>
/// Holds one mail by its number.
/// </example>
/// <example>
/// <code>Get-DelayedMail -Campaign spring -State Queued | Suspend-DelayedMail -Count 350</code>
/// Holds the rest of a campaign, if there are exactly 350.
/// </example>
[Cmdlet(VerbsLifecycle.Suspend, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail))]
public sealed class SuspendDelayedMailCommand : DelayedMailChangeCmdlet
{
    private protected override Localized ActionName => OutboxTexts.Suspend;

    private protected override MailChange ChangeIn(MailOutbox outbox) => outbox.SuspendAsync;
}
