using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>What a task is to run, and where.</summary>
public sealed record QueueTaskOptions
{
    /// <summary>The name: letters, digits, dots, hyphens and underscores.</summary>
    public string Name { get; init; } = "mailops-queue";

    /// <summary>Who runs it.</summary>
    public QueueTaskKind Kind { get; init; }

    /// <summary>The program, by its full path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How often, in whole minutes from 1 to 59.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The account that it runs as: with systemd of the machine and on Windows; empty for this one.</summary>
    public string RunAs { get; init; } = "";

    /// <summary>The store, for the description.</summary>
    public string Store { get; init; } = "";

    /// <summary>
    /// A folder that stands for the root of the file system, as for an image that is being built: files are written below it and nothing is started;
    /// empty for this machine.
    /// </summary>
    public string Root { get; init; } = "";
}
