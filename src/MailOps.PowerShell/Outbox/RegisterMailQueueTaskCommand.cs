using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Lets the system run Invoke-MailQueue every minute: a Windows task, a systemd timer or a line in the crontab.</summary>
/// <remarks>
/// <para>The task names the store of this call, so that the session that queues and the account that delivers meet in one place. Repeating the call changes
/// nothing (Changed is false); other parameters change the task. -WhatIf shows every file, line and command and touches nothing, for any -Kind on any
/// system.</para>
/// <para>A password in a vault or the environment must be readable for the account that runs the task. A task of the machine needs root or an
/// administrator.</para>
/// </remarks>
/// <example>
/// <code>Register-MailQueueTask -SmtpServer relay</code>
/// Delivers due mail every minute from now on, through the profile relay where a mail names no server.
/// </example>
/// <example>
/// <code>(Register-MailQueueTask -Kind SystemdSystem -RunAs svc-mail -Store /var/lib/mailops/outbox.db -WhatIf).Text</code>
/// Shows the units that would be written, and the commands.
/// </example>
/// <example>
/// <code>Register-MailQueueTask -Kind WindowsTask -RunAs 'CORP\svc-mail' -Every 00:05:00</code>
/// Runs every five minutes as a service account.
/// </example>
[Cmdlet(VerbsLifecycle.Register, "MailQueueTask", SupportsShouldProcess = true)]
[OutputType(typeof(QueueTask))]
public sealed class RegisterMailQueueTaskCommand : QueueTaskCmdlet
{
    /// <summary>The server of mail that names none: a profile of Set-MailServer, host, host:port or an smtp: address with a reference to its password.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string? SmtpServer { get; set; }

    /// <summary>How often it runs, in whole minutes up to 59.</summary>
    [Parameter]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The account that it runs as. Default: on Windows and with a timer of the machine the one that registers it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunAs { get; set; }

    /// <summary>How many messages are sent at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int? Concurrency { get; set; }

    private protected override Localized ActionName => OutboxTexts.RegisterTask;

    private protected override QueueTaskOptions Options => Common with
    {
        Arguments = ["-NoProfile", "-NonInteractive", "-Command", Command()],
        Every = Every,
        RunAs = RunAs ?? "",
        Store = Session.StoreLocation.Display,
    };

    private protected override Task<QueueTask> ApplyAsync(QueueTaskOptions options, bool whatIf) => QueueTasks.RegisterAsync(options, whatIf, StopToken);

    // The module by its path: the account that runs the task may not have it on its module path.
    private string Command()
    {
        var folder = Path.GetDirectoryName(typeof(RegisterMailQueueTaskCommand).Assembly.Location)!;
        var manifest = FindManifest(folder) ?? "MailOps";
        var command = $"Import-Module {Quote(manifest)}; exit (Invoke-MailQueue -Store {Quote(Session.StoreLocation.Value)}";
        command += SmtpServer is null ? "" : " -SmtpServer " + Quote(SmtpServer);
        command += Concurrency is { } count ? " -Concurrency " + count.ToString(CultureInfo.InvariantCulture) : "";
        return command + ").ExitCode";
    }

    private static string? FindManifest(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var manifest = Path.Combine(at, "MailOps.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        return null;
    }

    private static string Quote(string text) => "'" + text.Replace("'", "''") + "'";
}
