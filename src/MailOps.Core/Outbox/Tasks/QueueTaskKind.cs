namespace MailOps.Outbox;

/// <summary>Who runs the queue again and again.</summary>
public enum QueueTaskKind
{
    /// <summary>Whatever this machine has: the Windows task scheduler, else systemd, else cron.</summary>
    Auto,

    /// <summary>A task of the Windows task scheduler.</summary>
    WindowsTask,

    /// <summary>A systemd timer of the machine.</summary>
    SystemdSystem,

    /// <summary>A systemd timer of one user; without "loginctl enable-linger" it runs only while that user is logged in.</summary>
    SystemdUser,

    /// <summary>A line in this user's crontab.</summary>
    Cron,
}
