using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops data update</c> and <c>mailops data status</c>.</summary>
internal static class DataCommands
{
    private static readonly Argument<string> Source = new("source") { Description = "A file, or an https address." };

    private static readonly Option<bool> WhatIf = new("--what-if") { Description = "Check the data and say what would change; write nothing." };

    private static Column<MailOpsDataUpdate>[] Columns { get; } =
    [
        new("Kind", u => u.Kind.ToString()),
        new("Changed", u => u.Changed.ToString(CultureInfo.InvariantCulture)),
        new("Date", u => Date(u.Date)),
        new("Before", u => Date(u.PreviousDate)),
        new("Count", u => u.Count.ToString("N0", CultureInfo.CurrentCulture)),
        new("Path", u => u.Path),
    ];

    public static Command Build()
    {
        var update = new Command("update", "Replace lists of domains and names, or the public suffix list (docs/data.md).") { Source, WhatIf, CommonOptions.Json };
        update.SetAction(UpdateAsync);
        var status = new Command("status", "Show which data is in use, and from when.");
        status.SetAction(_ => Status());
        return new Command("data", "Lists of domains and names.") { update, status };
    }

    private static async Task<int> UpdateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var source = parsed.GetRequiredValue(Source);
        var content = source.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(source, UriKind.Absolute, out var uri)
            ? await DataSource.DownloadAsync(uri, cancellationToken).ConfigureAwait(false)
            : DataSource.ReadFile(source);
        using var output = new ResultWriter<MailOpsDataUpdate>(parsed.GetValue(CommonOptions.Json), Columns);
        output.Write(new MailOpsDataFolder().Install(content, source, parsed.GetValue(WhatIf)));
        return ExitCode.Done;
    }

    private static int Status()
    {
        foreach (var file in new MailOpsDataFolder().GetFiles())
        {
            Console.WriteLine(file);
        }

        return ExitCode.Done;
    }

    private static string Date(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
