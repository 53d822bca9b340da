using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Erases the content of mail that is over, at once.</summary>
/// <remarks>
/// <para>Subject and content are wiped out of the database file. What stays is that the mail was sent, to whom and with which reply (Get-MailLog),
/// its Message-ID and its key, so that a repeated script still sends nothing twice. Mail that is not over is left alone: cancel it first.</para>
/// </remarks>
/// <example>
/// <code>Remove-DelayedMail 42</code>
/// Erases one mail by its number.
/// </example>
/// <example>
/// <code>Get-DelayedMail -Address anna@corp.example -State Accepted, Failed | Remove-DelayedMail -WhatIf</code>
/// Shows what would be erased of the mail to one person.
/// </example>
[Cmdlet(VerbsCommon.Remove, "DelayedMail", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(OutboxDecision), typeof(DelayedMail))]
public sealed class RemoveDelayedMailCommand : DelayedMailChangeCmdlet
{
    private protected override Localized ActionName => OutboxTexts.Remove;

    private protected override MailChange ChangeIn(MailOutbox outbox) => outbox.RemoveAsync;
}
