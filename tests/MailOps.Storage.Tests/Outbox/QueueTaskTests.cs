using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class QueueTaskTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _root = Path.Combine(Path.GetTempPath(), "mailops-task-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    [SkippableTheory]
    [InlineData(QueueTaskKind.SystemdSystem, "etc/systemd/system")]
    [InlineData(QueueTaskKind.SystemdUser, null)]
    public async Task A_timer_and_its_service_are_written_once_and_taken_away_again(QueueTaskKind kind, string? folder)
    {
        Skip.If(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "systemd is not on Windows");
        var options = Options(kind);
        var task = await QueueTasks.RegisterAsync(options, whatIf: false, None);
        Assert.Equal((OutboxSettingAction.Set, true), (task.Action, task.Changed));
        Assert.Equal(["mailops-queue.service", "mailops-queue.timer"], task.Files.Select(f => Path.GetFileName(f.Path)));
        Assert.All(task.Files, f => Assert.Equal(f.Text, File.ReadAllText(f.Path)));
        Assert.All(task.Files, f => Assert.StartsWith(_root, f.Path));
        Assert.Contains(folder ?? "systemd/user", task.Files[0].Path);
        Assert.Equal((OutboxSettingAction.None, false), await AgainAsync(options));

        // Another server is another task text.
        Assert.True((await QueueTasks.RegisterAsync(options with { Arguments = ["outbox", "run"] }, whatIf: false, None)).Changed);
        Assert.True((await QueueTasks.UnregisterAsync(options, whatIf: false, None)).Changed);
        Assert.False((await QueueTasks.UnregisterAsync(options, whatIf: false, None)).Changed);
        Assert.All(task.Files, f => Assert.False(File.Exists(f.Path)));
    }

    [SkippableFact]
    public async Task Systemd_itself_finds_no_fault_in_the_units()
    {
        Skip.If(ExternalProgram.Find("systemd-analyze") is null, "systemd-analyze is not installed");
        var task = await QueueTasks.RegisterAsync(Options(QueueTaskKind.SystemdSystem) with { Program = "/bin/true" }, whatIf: false, None);
        var (exitCode, output, error) = await ExternalProgram.RunAsync(
            "systemd-analyze", "verify " + string.Join(" ", task.Files.Select(f => f.Path)), null, None);
        Assert.True(exitCode == 0, output + error);
    }

    [SkippableFact]
    public async Task A_line_of_the_crontab_is_added_changed_and_taken_away_beside_those_of_others()
    {
        Skip.If(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "cron is not on Windows");
        var options = Options(QueueTaskKind.Cron) with { Every = TimeSpan.FromMinutes(5), Arguments = ["outbox", "run", "--store", "/srv/100% own/o'b.db"] };
        var path = Path.Combine(_root, "var/spool/cron/crontabs", Environment.UserName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        const string Others = "# mine\nMAILTO=root\n\n0 3 * * * /usr/bin/backup # mailops-queue-not\n";
        File.WriteAllText(path, Others);
        Assert.True((await QueueTasks.RegisterAsync(options, whatIf: false, None)).Changed);
        var line = File.ReadAllLines(path).Last();
        Assert.Equal(@"*/5 * * * * /usr/bin/mailops outbox run --store '/srv/100\% own/o'\''b.db' >/dev/null # mailops-queue", line);
        Assert.Equal((OutboxSettingAction.None, false), await AgainAsync(options));
        Assert.True((await QueueTasks.UnregisterAsync(options, whatIf: false, None)).Changed);
        Assert.Equal(Others.Replace("\n\n", "\n"), File.ReadAllText(path));
    }

    [Fact]
    public async Task Any_kind_can_be_shown_anywhere_and_what_if_writes_nothing()
    {
        var options = Options(QueueTaskKind.WindowsTask) with
        {
            Program = @"C:\Program Files\PowerShell\7\pwsh.exe",
            Arguments = ["-Command", "exit (Invoke-MailQueue -Store 'C:\\Mail & more\\o.db' -SmtpServer \"a b\").ExitCode", @"C:\x y\"],
            RunAs = @"CORP\svc-mail",
        };
        var task = await QueueTasks.RegisterAsync(options, whatIf: true, None);
        Assert.True(task is { WhatIf: true, Changed: false });
        var xml = XDocument.Parse(task.Files[0].Text);
        XNamespace schema = "http://schemas.microsoft.com/windows/2004/02/mit/task";
        var exec = xml.Descendants(schema + "Exec").Single();
        Assert.Equal(options.Program, exec.Element(schema + "Command")!.Value);
        Assert.Equal(
            "-Command \"exit (Invoke-MailQueue -Store 'C:\\Mail & more\\o.db' -SmtpServer \\\"a b\\\").ExitCode\" \"C:\\x y\\\\\"",
            exec.Element(schema + "Arguments")!.Value);
        Assert.Equal("PT1M", xml.Descendants(schema + "Interval").Single().Value);
        Assert.Equal(@"CORP\svc-mail", xml.Descendants(schema + "UserId").Single().Value);
        Assert.StartsWith("schtasks /Create /TN \"MailOps\\mailops-queue\" /XML ", task.Commands[0]);
        Assert.Contains("$ schtasks", task.Text);
        Assert.False(Directory.Exists(_root));

        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            var error = await Assert.ThrowsAsync<MailOpsException>(() => QueueTasks.RegisterAsync(options, whatIf: false, None));
            Assert.Equal("MailOps.Outbox.WindowsOnly", error.ErrorId);
        }
    }

    [Fact]
    public async Task Percent_signs_quotes_and_variables_stay_what_they_are_in_a_unit()
    {
        var options = Options(QueueTaskKind.SystemdSystem) with { Arguments = ["-Command", "exit (f '%h' \"$x\" \\)"], RunAs = "svc-mail" };
        var service = (await QueueTasks.RegisterAsync(options, whatIf: true, None)).Files[0].Text;
        Assert.Contains("ExecStart=/usr/bin/mailops -Command \"exit (f '%%h' \\\"$$x\\\" \\\\)\"\n", service);
        Assert.Contains("User=svc-mail\n", service);
    }

    [Theory]
    [InlineData("../evil", 1, "run")]
    [InlineData("", 1, "run")]
    [InlineData("queue", 0, "run")]
    [InlineData("queue", 60, "run")]
    [InlineData("queue", 1, "a\nb")]
    public async Task What_cannot_be_a_task_is_an_error(string name, int minutes, string argument)
    {
        var options = Options(QueueTaskKind.Cron) with { Name = name, Every = TimeSpan.FromMinutes(minutes), Arguments = [argument] };
        var error = await Assert.ThrowsAsync<MailOpsException>(() => QueueTasks.RegisterAsync(options, whatIf: true, None));
        Assert.Equal("MailOps.Outbox.InvalidTask", error.ErrorId);
    }

    private static async Task<(OutboxSettingAction Action, bool Changed)> AgainAsync(QueueTaskOptions options)
    {
        var again = await QueueTasks.RegisterAsync(options, whatIf: false, None);
        return (again.Action, again.Changed);
    }

    private QueueTaskOptions Options(QueueTaskKind kind) => new()
    {
        Kind = kind,
        Program = "/usr/bin/mailops",
        Arguments = ["outbox", "run", "--store", "/var/lib/mailops/outbox.db", "--server", "relay"],
        Store = "/var/lib/mailops/outbox.db",
        Root = _root,
    };
}
