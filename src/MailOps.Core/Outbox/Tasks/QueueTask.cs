using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>A task that runs the queue: what was, or would be, written and called.</summary>
public sealed record QueueTask : IJsonResult
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Who runs it.</summary>
    public required QueueTaskKind Kind { get; init; }

    /// <summary>The files, or the line of the crontab (its path is "crontab").</summary>
    public required IReadOnlyList<QueueTaskFile> Files { get; init; }

    /// <summary>The commands that make it known.</summary>
    public required TextList Commands { get; init; }

    /// <summary>What was done, or with <see cref="WhatIf"/> would be.</summary>
    public OutboxSettingAction Action { get; init; }

    /// <summary>Whether anything changed.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether it was only asked.</summary>
    public bool WhatIf { get; init; }

    /// <summary>What a person still has to do or should know; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>All of it as text: the files with their paths, and the commands.</summary>
    public string Text => string.Join(Environment.NewLine, Files.Select(f => "# " + f.Path + Environment.NewLine + f.Text.TrimEnd())
        .Concat(Commands.Select(command => "$ " + command)));

    /// <summary>Name and action on one line.</summary>
    public override string ToString() => $"{Kind} {Name}: {Action}";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", Name);
        writer.WriteMember("kind", MailOpsJson.Name(Kind));
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("changed", Changed);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteMember("note", Note);
        writer.WriteName("files");
        writer.WriteStartArray();
        foreach (var file in Files)
        {
            writer.WriteStartObject();
            writer.WriteMember("path", file.Path);
            writer.WriteMember("text", file.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        MailOpsJson.WriteMember(writer, "commands", Commands);
        writer.WriteEndObject();
    }
}

/// <summary>A file of a task.</summary>
public sealed record QueueTaskFile
{
    /// <summary>Where it lies.</summary>
    public required string Path { get; init; }

    /// <summary>What it holds.</summary>
    public required string Text { get; init; }
}
