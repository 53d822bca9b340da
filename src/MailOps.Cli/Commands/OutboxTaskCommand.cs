using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox task</c>: lets the system run the queue again and again.</summary>
internal static class OutboxTaskCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "The name of the task.", DefaultValueFactory = _ => "mailops-queue", HelpName = "name" };

    private static readonly Option<QueueTaskKind> Kind = new("--kind")
    {
        Description = "Who runs it: auto, windowsTask, systemdSystem, systemdUser, cron.",
        HelpName = "kind",
    };

    private static readonly Option<string?> Server = new("--server") { Description = "The server of mail that names none: a profile or host[:port].", HelpName = "server" };

    private static readonly Option<int> Every = new("--every") { Description = "How often, in minutes.", DefaultValueFactory = _ => 1, HelpName = "minutes" };

    private static readonly Option<string?> RunAs = new("--run-as") { Description = "The account that it runs as.", HelpName = "account" };

    private static readonly Option<string?> Root = new("--root")
    {
        Description = "A folder that stands for the root of the file system: files are written below it, and nothing is started.",
        HelpName = "folder",
    };

    private static readonly Option<bool> Unregister = new("--unregister") { Description = "Take the task away." };

    private static readonly Column<QueueTask>[] Columns =
    [
        new("Task", t => t.Name),
        new("Kind", t => t.Kind.ToString()),
        new("Action", t => t.Action + (t.WhatIf ? " (what if)" : "")),
        new("Changed", t => t.Changed ? "yes" : "no"),
        new("Note", t => t.Note),
    ];

    public static Command Build()
    {
        var task = new Command("task", "Let the system run the queue every minute: a Windows task, a systemd timer or a line in the crontab.")
        {
            Name, Kind, Server, Every, RunAs, Root, Unregister, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store,
        };
        task.SetAction(RunAsync);
        return task;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var (program, arguments) = OwnCommand();
        arguments.AddRange(["outbox", "run", "--store", session.StoreLocation.Value]);
        if (parsed.GetValue(Server) is { } server)
        {
            arguments.AddRange(["--server", server]);
        }

        var options = new QueueTaskOptions
        {
            Name = parsed.GetRequiredValue(Name),
            Kind = parsed.GetValue(Kind),
            Program = program,
            Arguments = arguments,
            Every = TimeSpan.FromMinutes(parsed.GetValue(Every)),
            RunAs = parsed.GetValue(RunAs) ?? "",
            Store = session.StoreLocation.Display,
            Root = parsed.GetValue(Root) is { } root ? Path.GetFullPath(root) : "",
        };
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var task = parsed.GetValue(Unregister)
            ? await QueueTasks.UnregisterAsync(options, whatIf, cancellationToken).ConfigureAwait(false)
            : await QueueTasks.RegisterAsync(options, whatIf, cancellationToken).ConfigureAwait(false);
        var json = parsed.GetValue(CommonOptions.Json);
        if (whatIf && !json)
        {
            Console.WriteLine(task.Text);
            return ExitCode.Done;
        }

        using var output = new ResultWriter<QueueTask>(json, Columns);
        output.Write(task);
        return ExitCode.Done;
    }

    // "mailops" itself, or "dotnet mailops.dll".
    private static (string Program, List<string> Arguments) OwnCommand()
    {
        var process = Environment.ProcessPath ?? "mailops";
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? (process, [Path.GetFullPath(Environment.GetCommandLineArgs()[0])]) : (process, []);
    }
}
