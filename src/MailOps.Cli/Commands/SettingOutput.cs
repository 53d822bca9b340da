using System.CommandLine;
using MailOps.Outbox;

namespace MailOps.Cli.Commands;

/// <summary>Shows what was done to a setting of the outbox.</summary>
internal static class SettingOutput
{
    private static readonly Column<OutboxSetting>[] Columns =
    [
        new("Setting", s => s.Kind + " " + s.Name),
        new("Action", s => s.Action + (s.WhatIf ? " (what if)" : "")),
        new("Changed", s => s.Changed ? "yes" : "no"),
        new("Reason", s => s.Reason),
    ];

    public static int Write(ParseResult parsed, OutboxSetting setting)
    {
        using var output = new ResultWriter<OutboxSetting>(parsed.GetValue(CommonOptions.Json), Columns);
        output.Write(setting);
        return ExitCode.Done;
    }
}
