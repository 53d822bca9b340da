using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Takes away what Register-MailQueueTask made.</summary>
/// <remarks><para>Mail stays queued. Repeating the call changes nothing (Changed is false).</para></remarks>
/// <example>
/// <code>Unregister-MailQueueTask</code>
/// Stops the task of this machine, or of this user, and removes it.
/// </example>
/// <example>
/// <code>Unregister-MailQueueTask -Kind Cron -WhatIf</code>
/// Shows the line that would leave the crontab.
/// </example>
[Cmdlet(VerbsLifecycle.Unregister, "MailQueueTask", SupportsShouldProcess = true)]
[OutputType(typeof(QueueTask))]
public sealed class UnregisterMailQueueTaskCommand : QueueTaskCmdlet
{
    private protected override Localized ActionName => OutboxTexts.UnregisterTask;

    private protected override QueueTaskOptions Options => Common;

    private protected override Task<QueueTask> ApplyAsync(QueueTaskOptions options, bool whatIf) => QueueTasks.UnregisterAsync(options, whatIf, StopToken);
}
