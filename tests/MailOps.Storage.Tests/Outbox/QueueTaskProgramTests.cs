using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

/// <summary>
/// How the programs of the system are called: scripts that stand in for crontab and systemctl, first on the PATH, write down what they are given.
/// </summary>
[Collection("Alone")]
public sealed class QueueTaskProgramTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailops-task-" + Guid.NewGuid().ToString("N"));
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly string? _config = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");

    public QueueTaskProgramTests()
    {
        Directory.CreateDirectory(_folder);
        Environment.SetEnvironmentVariable("PATH", _folder + Path.PathSeparator + _path);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Path.Combine(_folder, "config"));
    }

    private string Table => Path.Combine(_folder, "table");

    private string Calls => Path.Combine(_folder, "calls");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", _config);
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task A_crontab_stand_in_keeps_the_lines_of_others_and_gets_ours_once()
    {
        StandIn("crontab", $"[ \"$1\" = -l ] || {{ cat >{Table}; exit; }}\n[ -f {Table} ] && exec cat {Table}\necho 'no crontab for me' >&2; exit 1");
        var options = Options(QueueTaskKind.Cron);
        Assert.True((await QueueTasks.RegisterAsync(options, whatIf: false, None)).Changed);
        Assert.False((await QueueTasks.RegisterAsync(options, whatIf: false, None)).Changed);
        const string Line = "* * * * * /usr/bin/mailops outbox run >/dev/null # mailops-queue";
        Assert.Equal(Line + "\n", File.ReadAllText(Table));

        File.WriteAllText(Table, "0 3 * * * /usr/bin/backup\n" + Line + "\n");
        Assert.True((await QueueTasks.UnregisterAsync(options, whatIf: false, None)).Changed);
        Assert.Equal("0 3 * * * /usr/bin/backup\n", File.ReadAllText(Table));
    }

    [SkippableFact]
    public async Task A_crontab_that_cannot_be_read_is_not_written()
    {
        StandIn("crontab", $"[ \"$1\" = -l ] || {{ cat >{Table}; exit; }}\necho 'crontab: the spool is not mounted' >&2; exit 1");
        var error = await Assert.ThrowsAsync<MailOpsException>(() => QueueTasks.RegisterAsync(Options(QueueTaskKind.Cron), whatIf: false, None));
        Assert.Equal("MailOps.Outbox.TaskFailed", error.ErrorId);
        Assert.Contains("the spool is not mounted", error.Message);
        Assert.False(File.Exists(Table));
    }

    [SkippableFact]
    public async Task A_systemctl_stand_in_is_told_to_read_the_units_and_to_start_the_timer()
    {
        StandIn("systemctl", $"echo \"$@\" >>{Calls}");
        var options = Options(QueueTaskKind.SystemdUser);
        var task = await QueueTasks.RegisterAsync(options, whatIf: false, None);
        Assert.All(task.Files, file => Assert.Equal(file.Text, File.ReadAllText(file.Path)));
        Assert.Equal(["--user daemon-reload", "--user enable --now mailops-queue.timer"], File.ReadAllLines(Calls).TakeLast(2));

        Assert.True((await QueueTasks.UnregisterAsync(options, whatIf: false, None)).Changed);
        Assert.Contains("--user disable --now mailops-queue.timer", File.ReadAllLines(Calls));
        Assert.All(task.Files, file => Assert.False(File.Exists(file.Path)));
    }

    [SkippableFact]
    public async Task What_a_systemctl_stand_in_refuses_is_tried_again_the_next_time()
    {
        var options = Options(QueueTaskKind.SystemdUser);
        StandIn("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");
        var error = await Assert.ThrowsAsync<MailOpsException>(() => QueueTasks.RegisterAsync(options, whatIf: false, None));
        Assert.Contains("Failed to connect to bus", error.Message);

        StandIn("systemctl", $"echo \"$@\" >>{Calls}");
        Assert.True((await QueueTasks.RegisterAsync(options, whatIf: false, None)).Changed);
        Assert.Contains("--user enable --now mailops-queue.timer", File.ReadAllLines(Calls));
    }

    private static QueueTaskOptions Options(QueueTaskKind kind) => new() { Kind = kind, Program = "/usr/bin/mailops", Arguments = ["outbox", "run"] };

    private void StandIn(string program, string script)
    {
        Skip.If(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "the stand-ins are shell scripts");
        var path = Path.Combine(_folder, program);
        File.WriteAllText(path, "#!/bin/sh\n" + script.Replace("\r", "") + "\n");
        System.Diagnostics.Process.Start("chmod", "+x " + path)!.WaitForExit();
    }
}
