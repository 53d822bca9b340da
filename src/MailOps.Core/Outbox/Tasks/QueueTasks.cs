using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>Registers what runs the queue again and again, and takes it away. A repeat changes nothing.</summary>
public static class QueueTasks
{
    /// <summary>Registers a task.</summary>
    /// <param name="options">What it runs, and where.</param>
    /// <param name="whatIf">True: make the texts, write and call nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Outbox.InvalidTask</c>, <c>NoScheduler</c>, <c>WindowsOnly</c>, <c>TaskFailed</c>: a file cannot be written or a command failed.
    /// </exception>
    public static async Task<QueueTask> RegisterAsync(QueueTaskOptions options, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = QueueTaskPlan.Check(options);
        var task = QueueTaskPlan.Make(options) with { Action = OutboxSettingAction.Set, WhatIf = whatIf, Note = NoteOn(options) };
        if (whatIf)
        {
            return task;
        }

        var changed = options.Kind switch
        {
            QueueTaskKind.WindowsTask => await RegisterOnWindowsAsync(options, task, cancellationToken).ConfigureAwait(false),
            QueueTaskKind.Cron => await CrontabFile.ReplaceAsync(options, task.Files[0].Text, cancellationToken).ConfigureAwait(false),
            _ => await RegisterUnitsAsync(task, cancellationToken).ConfigureAwait(false),
        };
        return task with { Changed = changed, Action = changed ? OutboxSettingAction.Set : OutboxSettingAction.None };
    }

    /// <summary>Takes a task away.</summary>
    /// <param name="options">Which one; program and arguments do not matter.</param>
    /// <param name="whatIf">True: say what would be done, write and call nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException">As <see cref="RegisterAsync"/>.</exception>
    public static async Task<QueueTask> UnregisterAsync(QueueTaskOptions options, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = QueueTaskPlan.Check(options);
        var plan = QueueTaskPlan.Make(options);
        var user = options.Kind == QueueTaskKind.SystemdUser ? "--user " : "";
        var task = plan with
        {
            Action = OutboxSettingAction.Removed,
            WhatIf = whatIf,
            Files = [],
            Commands = options.Kind switch
            {
                QueueTaskKind.WindowsTask => new TextList([$"schtasks /Delete /TN \"MailOps\\{options.Name}\" /F"]),
                QueueTaskKind.Cron => TextList.Empty,
                _ when options.Root.Length > 0 => TextList.Empty,
                _ => new TextList([$"systemctl {user}disable --now {options.Name}.timer", $"systemctl {user}daemon-reload"]),
            },
        };
        if (whatIf)
        {
            return task with { Files = plan.Files };
        }

        var changed = options.Kind switch
        {
            QueueTaskKind.WindowsTask => await UnregisterOnWindowsAsync(options, task, cancellationToken).ConfigureAwait(false),
            QueueTaskKind.Cron => await CrontabFile.ReplaceAsync(options, "", cancellationToken).ConfigureAwait(false),
            _ => await UnregisterUnitsAsync(plan, task, cancellationToken).ConfigureAwait(false),
        };
        return task with { Changed = changed, Action = changed ? OutboxSettingAction.Removed : OutboxSettingAction.None };
    }

    private static string NoteOn(QueueTaskOptions options) => options.Kind == QueueTaskKind.SystemdUser && options.Root.Length == 0
        ? QueueTaskTexts.Linger.Current
        : "";

    private static async Task<bool> RegisterUnitsAsync(QueueTask task, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var file in task.Files)
        {
            changed |= WriteIfNew(file);
        }

        if (!changed)
        {
            return false;
        }

        try
        {
            await CallAsync(task.Commands, cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException)
        {
            // Units that nobody started would make the next try believe that all is done.
            foreach (var file in task.Files)
            {
                Try(file.Path, () => File.Delete(file.Path));
            }

            throw;
        }

        return true;
    }

    private static async Task<bool> UnregisterUnitsAsync(QueueTask plan, QueueTask task, CancellationToken cancellationToken)
    {
        var files = plan.Files.Where(f => File.Exists(f.Path)).ToList();
        if (files.Count == 0)
        {
            return false;
        }

        // Stopped first, while systemd still knows it; then it learns that the files are gone.
        await CallAsync(task.Commands.Take(1), cancellationToken).ConfigureAwait(false);
        foreach (var file in files)
        {
            Try(file.Path, () => File.Delete(file.Path));
        }

        await CallAsync(task.Commands.Skip(1), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> RegisterOnWindowsAsync(QueueTaskOptions options, QueueTask task, CancellationToken cancellationToken)
    {
        RequireWindows(options);
        var known = await ExternalProgram.RunAsync("schtasks", $"/Query /TN \"MailOps\\{options.Name}\" /XML", null, cancellationToken).ConfigureAwait(false);
        if (known.ExitCode == 0 && known.Output.Contains(QueueTaskPlan.MarkOf(options), StringComparison.Ordinal))
        {
            return false;
        }

        // schtasks reads UTF-16 only.
        var file = task.Files[0];
        Try(file.Path, () => File.WriteAllText(file.Path, file.Text, Encoding.Unicode));
        try
        {
            await CallAsync(task.Commands, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Try(file.Path, () => File.Delete(file.Path));
        }

        return true;
    }

    private static async Task<bool> UnregisterOnWindowsAsync(QueueTaskOptions options, QueueTask task, CancellationToken cancellationToken)
    {
        RequireWindows(options);
        var known = await ExternalProgram.RunAsync("schtasks", $"/Query /TN \"MailOps\\{options.Name}\"", null, cancellationToken).ConfigureAwait(false);
        if (known.ExitCode != 0)
        {
            return false;
        }

        await CallAsync(task.Commands, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static void RequireWindows(QueueTaskOptions options)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            throw OutboxErrors.WindowsOnly(options.Name);
        }
    }

    private static bool WriteIfNew(QueueTaskFile file)
    {
        var isNew = true;
        Try(file.Path, () =>
        {
            isNew = !File.Exists(file.Path) || File.ReadAllText(file.Path) != file.Text;
            if (isNew)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
                File.WriteAllText(file.Path, file.Text);
            }
        });
        return isNew;
    }

    private static async Task CallAsync(IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            var space = command.IndexOf(' ');
            var (exitCode, output, error) = await ExternalProgram
                .RunAsync(command.Substring(0, space), command.Substring(space + 1), null, cancellationToken).ConfigureAwait(false);
            if (exitCode != 0)
            {
                throw OutboxErrors.TaskFailed(command, error.Length > 0 ? error : output);
            }
        }
    }

    private static void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutboxErrors.TaskFailed(path, e.Message);
        }
    }
}
