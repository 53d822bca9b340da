using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Outbox;

/// <summary>Decides what a task consists of. Nothing is written or called here.</summary>
internal static class QueueTaskPlan
{
    /// <summary>The path that stands for the user's crontab.</summary>
    public const string Crontab = "crontab";

    private const int MaxName = 64;

    public static QueueTaskOptions Check(QueueTaskOptions options)
    {
        if (options.Name.Length is 0 or > MaxName || !options.Name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_'))
        {
            throw OutboxErrors.InvalidTask(options.Name, "a name has letters, digits, dots, hyphens and underscores, at most 64.");
        }

        if (options.Every < TimeSpan.FromMinutes(1) || options.Every > TimeSpan.FromMinutes(59) || options.Every.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw OutboxErrors.InvalidTask(options.Name, "it can run every 1 to 59 whole minutes.");
        }

        if (options.Arguments.Prepend(options.Program).Append(options.RunAs).Append(options.Store).Any(text => text.Any(char.IsControl)))
        {
            throw OutboxErrors.InvalidTask(options.Name, "a control character cannot stand in a command.");
        }

        return options with { Kind = options.Kind == QueueTaskKind.Auto ? Detect(options.Name) : options.Kind };
    }

    public static QueueTask Make(QueueTaskOptions options)
    {
        switch (options.Kind)
        {
            case QueueTaskKind.WindowsTask:
                return ForWindows(options);
            case QueueTaskKind.Cron:
                return new QueueTask
                {
                    Name = options.Name,
                    Kind = options.Kind,
                    Files = [new QueueTaskFile { Path = Crontab, Text = QueueTaskText.CronLine(options) + "\n" }],
                    Commands = TextList.Empty,
                };
            default:
                return ForSystemd(options);
        }
    }

    /// <summary>What tells a task that is registered as this one apart from one with other texts.</summary>
    public static string MarkOf(QueueTaskOptions options)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(QueueTaskText.WindowsTask(options, "")));
        return "MailOps " + string.Concat(digest.Take(8).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static QueueTask ForWindows(QueueTaskOptions options)
    {
        var file = Path.Combine(Path.GetTempPath(), options.Name + ".xml");
        return new QueueTask
        {
            Name = options.Name,
            Kind = options.Kind,
            Files = [new QueueTaskFile { Path = file, Text = QueueTaskText.WindowsTask(options, MarkOf(options)) }],
            Commands = new TextList([$"schtasks /Create /TN \"MailOps\\{options.Name}\" /XML \"{file}\" /F"]),
        };
    }

    private static QueueTask ForSystemd(QueueTaskOptions options)
    {
        var folder = options.Kind == QueueTaskKind.SystemdSystem ? "/etc/systemd/system" : UserFolder();
        folder = options.Root.Length == 0 ? folder : Path.Combine(options.Root, folder.TrimStart('/'));
        var user = options.Kind == QueueTaskKind.SystemdUser ? "--user " : "";
        return new QueueTask
        {
            Name = options.Name,
            Kind = options.Kind,
            Files =
            [
                new QueueTaskFile { Path = folder + "/" + options.Name + ".service", Text = QueueTaskText.Service(options) },
                new QueueTaskFile { Path = folder + "/" + options.Name + ".timer", Text = QueueTaskText.Timer(options) },
            ],
            Commands = options.Root.Length > 0 ? TextList.Empty
                : new TextList(["systemctl " + user + "daemon-reload", "systemctl " + user + "enable --now " + options.Name + ".timer"]),
        };
    }

    private static string UserFolder()
    {
        var config = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return (string.IsNullOrEmpty(config) ? home + "/.config" : config) + "/systemd/user";
    }

    private static QueueTaskKind Detect(string name)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return QueueTaskKind.WindowsTask;
        }

        // sd_booted(3): this folder is there exactly where systemd runs the machine.
        if (Directory.Exists("/run/systemd/system"))
        {
            return Environment.UserName == "root" ? QueueTaskKind.SystemdSystem : QueueTaskKind.SystemdUser;
        }

        return ExternalProgram.Find("crontab") is not null ? QueueTaskKind.Cron : throw OutboxErrors.NoScheduler(name);
    }
}
