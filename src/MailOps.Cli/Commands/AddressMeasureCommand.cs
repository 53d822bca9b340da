using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops address measure</c>.</summary>
internal static class AddressMeasureCommand
{
    private static readonly Option<string?> Html = new("--html") { Description = "Write the report as one web page to this file.", HelpName = "file" };

    private static readonly Option<string?> Csv = new("--csv")
    {
        Description = "Write every address that somebody has to look at to this CSV file, with reason, suggestion and what to do.",
        HelpName = "file",
    };

    private static readonly Option<char> Delimiter = new("--delimiter")
    {
        Description = "What stands between the cells of the CSV file.",
        DefaultValueFactory = _ => ',',
        HelpName = "character",
    };

    private static readonly Option<string?> Name = new("--title") { Description = "What the list is called in the report.", HelpName = "text" };

    public static Command Build()
    {
        var measure = new Command("measure", "Check a list and sum it up: counts, corrections, duplicates, as a report to hand on.") { Html, Csv, Delimiter, Name };
        AddressCheckRun.AddTo(measure);
        measure.SetAction(MeasureAsync);
        return measure;
    }

    private static async Task<int> MeasureAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var summarizer = new AddressListSummarizer();
        using var csv = parsed.GetValue(Csv) is { } csvPath ? Create(csvPath) : null;
        var actions = csv is null ? null : new AddressActionFile(csv, parsed.GetValue(Delimiter));
        var code = await AddressCheckRun.RunAsync(
            parsed,
            result =>
            {
                var first = summarizer.Add(result);
                actions?.Add(result, first);
            },
            cancellationToken).ConfigureAwait(false);
        var summary = summarizer.Build();
        if (code != ExitCode.Done && summary.Total == 0)
        {
            return code;
        }

        if (parsed.GetValue(Html) is { } htmlPath)
        {
            using var page = Create(htmlPath);
            summary.WriteHtml(page, parsed.GetValue(Name));
        }

        Write(summary, parsed.GetValue(CommonOptions.Json));
        return code;
    }

    private static void Write(AddressListSummary summary, bool json)
    {
        using (var output = new ResultWriter<AddressReasonCount>(json, [
            new("Verdict", r => r.Verdict.ToString()),
            new("Reason", r => r.Reason == AddressReason.None ? "" : r.Reason.ToString()),
            new("Addresses", r => r.Count.ToString("N0", CultureInfo.CurrentCulture)),
            new("To do", r => r.Advice),
        ], _ => []))
        {
            foreach (var reason in summary.Reasons)
            {
                output.Write(reason);
            }
        }

        using var whole = new ResultWriter<AddressListSummary>(json, [
            new("Addresses", s => s.Total.ToString("N0", CultureInfo.CurrentCulture)),
            new("Corrections", s => s.CorrectionCount.ToString("N0", CultureInfo.CurrentCulture)),
            new("Duplicates", s => s.DuplicateCount.ToString("N0", CultureInfo.CurrentCulture)),
            new("Roles", s => s.Roles.ToString("N0", CultureInfo.CurrentCulture)),
            new("Free providers", s => s.FreeProviders.ToString("N0", CultureInfo.CurrentCulture)),
        ]);
        whole.Write(summary);
    }

    // With a byte order mark, by which Excel knows UTF-8.
    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw AddressReportErrors.NotWritten(path, e);
        }
    }
}
