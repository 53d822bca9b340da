using System;
using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Lets mail of the outbox leave at another time.</summary>
/// <remarks>
/// <para>-Delay counts from the moment the change is safely stored, -At names the hour. Mail that waits for a person gets the new time and goes
/// on waiting. What is being sent at this moment, or has left, is TooLate.</para>
/// </remarks>
/// <example>
/// <code>Set-DelayedMail 42 -At '2026-12-24T08:00'</code>
/// Puts one mail off to an hour of local time.
/// </example>
/// <example>
/// <code>Get-DelayedMail -Campaign spring -State Queued | Set-DelayedMail -Delay 0 -Count 12</code>
/// Lets the twelve queued mails of a campaign leave now.
/// </example>
/// <example>
/// <code>42, 43 | Set-DelayedMail -Delay 01:00:00 -WhatIf</code>
/// Shows what an hour more would change for two mails.
/// </example>
[Cmdlet(VerbsCommon.Set, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail))]
public sealed class SetDelayedMailCommand : DelayedMailChangeCmdlet
{
    /// <summary>How long the mail waits from now, such as 00:10:00 for ten minutes; 0 lets it leave now.</summary>
    [Parameter]
    [DelayArgument]
    public TimeSpan? Delay { get; set; }

    /// <summary>The hour at which it leaves, as a time or a text such as 2026-12-24T08:00 (local) or 2026-12-24T08:00+01:00.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? At { get; set; }

    private protected override Localized ActionName => OutboxTexts.Reschedule;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Delay is null == At is null)
        {
            ThrowFailure(OutboxErrors.DueTimeNeeded());
        }
    }

    private protected override MailChange ChangeIn(MailOutbox outbox)
    {
        var due = DueTimeArgument.Read(At, Delay ?? TimeSpan.Zero, Session.Clock);
        return (ids, whatIf, cancellationToken) => outbox.RescheduleAsync(ids, due, whatIf, cancellationToken);
    }
}
