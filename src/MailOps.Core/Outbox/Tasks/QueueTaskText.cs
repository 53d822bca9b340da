using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MailOps.Outbox;

/// <summary>The texts of tasks: units, a crontab line, a task of the Windows scheduler.</summary>
internal static class QueueTaskText
{
    /// <summary>The service that a timer starts; it ends when nothing is due.</summary>
    public static string Service(QueueTaskOptions options)
    {
        var isSystem = options.Kind == QueueTaskKind.SystemdSystem;
        var text = new StringBuilder();
        text.Append("[Unit]\n");
        text.Append("Description=MailOps: deliver due mail").Append(options.Store.Length == 0 ? "" : " of " + Unit(options.Store)).Append('\n');
        if (isSystem)
        {
            text.Append("Wants=network-online.target\nAfter=network-online.target\n");
        }

        text.Append("\n[Service]\nType=oneshot\n");
        text.Append("ExecStart=").Append(string.Join(" ", options.Arguments.Prepend(options.Program).Select(QuoteForSystemd))).Append('\n');
        if (isSystem && options.RunAs.Length > 0)
        {
            text.Append("User=").Append(Unit(options.RunAs)).Append('\n');
        }

        // 1 (some failed for good) and 75 (some are deferred) are a mail server's daily life; 78 and a crash are a failure of the unit.
        text.Append("SuccessExitStatus=1 75\nNoNewPrivileges=yes\n");
        return text.ToString();
    }

    public static string Timer(QueueTaskOptions options)
    {
        var seconds = ((int)options.Every.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return "[Unit]\nDescription=MailOps: deliver due mail every " + Minutes(options) + " min\n\n"
            + "[Timer]\nOnActiveSec=0\nOnBootSec=30\nOnUnitInactiveSec=" + seconds + "\nAccuracySec=1s\n\n[Install]\nWantedBy=timers.target\n";
    }

    /// <summary>The line of a crontab; the comment at its end is what it is found by.</summary>
    public static string CronLine(QueueTaskOptions options)
    {
        var when = options.Every == TimeSpan.FromMinutes(1) ? "*" : "*/" + Minutes(options);

        // crontab(5): a percent sign is a line break unless it is escaped.
        var command = string.Join(" ", options.Arguments.Prepend(options.Program).Select(QuoteForShell)).Replace("%", "\\%");
        return when + " * * * * " + command + " >/dev/null " + CronMark(options.Name);
    }

    public static string CronMark(string name) => "# " + name;

    /// <summary>The task of the Windows scheduler (schema 1.2).</summary>
    public static string WindowsTask(QueueTaskOptions options, string mark)
    {
        var account = options.RunAs.Length == 0 ? "" : "<UserId>" + Xml(options.RunAs) + "</UserId>";
        var isService = IsServiceAccount(options.RunAs);
        return $"""
            <?xml version="1.0" encoding="UTF-16"?>
            <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
              <RegistrationInfo>
                <Source>{mark}</Source>
                <Description>MailOps: deliver due mail{(options.Store.Length == 0 ? "" : " of " + Xml(options.Store))}</Description>
              </RegistrationInfo>
              <Triggers>
                <TimeTrigger>
                  <Repetition>
                    <Interval>PT{Minutes(options)}M</Interval>
                    <StopAtDurationEnd>false</StopAtDurationEnd>
                  </Repetition>
                  <StartBoundary>2020-01-01T00:00:00</StartBoundary>
                  <Enabled>true</Enabled>
                </TimeTrigger>
              </Triggers>
              <Principals>
                <Principal id="Author">
                  {account}<LogonType>{(isService ? "ServiceAccount" : "S4U")}</LogonType>
                  <RunLevel>LeastPrivilege</RunLevel>
                </Principal>
              </Principals>
              <Settings>
                <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                <StartWhenAvailable>true</StartWhenAvailable>
                <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
                <Enabled>true</Enabled>
              </Settings>
              <Actions Context="Author">
                <Exec>
                  <Command>{Xml(options.Program)}</Command>
                  <Arguments>{Xml(CommandLine(options))}</Arguments>
                </Exec>
              </Actions>
            </Task>
            """.Replace("\r\n", "\n").Replace("\n", "\r\n") + "\r\n";
    }

    public static string CommandLine(QueueTaskOptions options) => string.Join(" ", options.Arguments.Select(QuoteForWindows));

    // systemd.syntax(7): double quotes with backslash escapes; % is a specifier and $ a variable unless doubled.
    private static string QuoteForSystemd(string text)
    {
        var escaped = text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("%", "%%").Replace("$", "$$");
        return text.Length > 0 && text.All(IsPlain) ? escaped : "\"" + escaped + "\"";
    }

    private static string Unit(string text) => text.Replace("%", "%%");

    private static string QuoteForShell(string text) =>
        text.Length > 0 && text.All(IsPlain) ? text : "'" + text.Replace("'", "'\\''") + "'";

    // How a C program on Windows reads its command line: backslashes before a quote are doubled.
    private static string QuoteForWindows(string text)
    {
        if (text.Length > 0 && text.All(c => c > ' ' && c != '"'))
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        var slashes = 0;
        foreach (var c in text)
        {
            quoted.Append(c == '"' ? new string('\\', slashes + 1) : "").Append(c);
            slashes = c == '\\' ? slashes + 1 : 0;
        }

        return quoted.Append('\\', slashes).Append('"').ToString();
    }

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '/' or '-' or '_' or '.' or ':' or '=' or ',' or '+';

    private static bool IsServiceAccount(string account) => account.StartsWith("NT AUTHORITY\\", StringComparison.OrdinalIgnoreCase)
        || account.Equals("SYSTEM", StringComparison.OrdinalIgnoreCase) || account.EndsWith('$');

    private static string Minutes(QueueTaskOptions options) => ((int)options.Every.TotalMinutes).ToString(CultureInfo.InvariantCulture);

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
