using System;
using System.CommandLine;
using System.Linq;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops log read</c> and <c>mailops bounce measure</c>.</summary>
internal static class LogCommands
{
    private static readonly Argument<string[]> Logs = new("log")
    {
        Description = "A log of Postfix or Exim, plain or .gz, or a message tracking log of Exchange; - reads standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<MailServerLogFormat> Format = new("--format") { Description = "The form of the logs; told by their lines unless it is named." };

    private static readonly Option<string?> TimeZone = new("--time-zone")
    {
        Description = "The zone of stamps that name none. Default: the zone of this machine.",
        HelpName = "zone",
    };

    private static readonly Option<MailServerOutcome[]> Outcome = new("--outcome") { Description = "Only these outcomes; may be given several times." };

    private static readonly Option<string[]> Bounces = new("--bounces")
    {
        Description = "Mails, mbox files, Maildirs or folders with bounces to count in; may be given several times.",
        HelpName = "path",
    };

    private static readonly Option<BounceGrouping[]> By = new("--by") { Description = "What the numbers are told by; may be given several times. Default: total." };

    private static Column<MailServerDelivery>[] DeliveryColumns { get; } =
    [
        new("At", d => d.At?.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        new("Outcome", d => d.Outcome.ToString()),
        new("Address", d => d.Address),
        new("Permanence", d => d.Permanence == BouncePermanence.None ? "" : d.Permanence.ToString()),
        new("Reason", d => d.Reason == BounceReason.Delivered ? "" : d.Reason.ToString()),
        new("Status", d => d.Status),
        new("Server", d => d.Server),
        new("Diagnostic", d => d.Diagnostic),
    ];

    private static Column<BounceMeasurement>[] MeasureColumns { get; } =
    [
        new("By", m => m.By.ToString()),
        new("Key", m => m.Key.Length > 0 || m.By == BounceGrouping.Total ? m.Key : "(unknown)"),
        new("Sent", m => m.Sent?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Hard", m => m.Hard.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Soft", m => m.Soft.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Rate", m => m.Rate?.ToString("P1", System.Globalization.CultureInfo.InvariantCulture)),
        new("Trend", m => m.Trend == BounceTrend.Unknown ? "" : m.Trend.ToString()),
        new("Findings", m => m.Findings.ToString()),
    ];

    public static Command Build()
    {
        var read = new Command("read", "Show what became of each mail and recipient.") { Logs, Outcome, Format, TimeZone, CommonOptions.Json };
        read.SetAction(Read);
        return new Command("log", "Logs of mail servers.") { read };
    }

    /// <summary>The verb below <c>bounce</c>.</summary>
    public static Command BuildMeasure()
    {
        var measure = new Command("measure", "Measure how much mail bounces, from logs and bounces together.")
        {
            Logs, Bounces, By, Format, TimeZone, CommonOptions.Json,
        };
        measure.SetAction(Measure);
        return measure;
    }

    private static int Read(ParseResult parsed)
    {
        var wanted = parsed.GetValue(Outcome) ?? [];
        var run = Inputs(parsed);
        if (run.Paths.Length == 0)
        {
            Console.Error.WriteLine("mailops: Name logs, or - for standard input.");
            return ExitCode.Usage;
        }

        using var output = new ResultWriter<MailServerDelivery>(parsed.GetValue(CommonOptions.Json), DeliveryColumns);
        foreach (var delivery in run.Deliveries())
        {
            if (wanted.Length == 0 || wanted.Contains(delivery.Outcome))
            {
                output.Write(delivery);
            }
        }

        return run.Result;
    }

    private static int Measure(ParseResult parsed)
    {
        var bounces = parsed.GetValue(Bounces) ?? [];
        var run = Inputs(parsed);
        if (run.Paths.Length + bounces.Length == 0)
        {
            Console.Error.WriteLine("mailops: Name logs, - for standard input, or --bounces.");
            return ExitCode.Usage;
        }

        var meter = new BounceMeter(parsed.GetValue(By) is { Length: > 0 } by ? by : [BounceGrouping.Total]);
        foreach (var delivery in run.Deliveries())
        {
            meter.Add(delivery);
        }

        var inputs = new BounceInputs(bounces, BounceClassifierOptions.Default);
        foreach (var bounce in inputs.Reports().SelectMany(r => r.Recipients))
        {
            meter.Add(bounce);
        }

        using var output = new ResultWriter<BounceMeasurement>(parsed.GetValue(CommonOptions.Json), MeasureColumns);
        foreach (var measurement in meter.Measure())
        {
            output.Write(measurement);
            foreach (var finding in measurement.Findings)
            {
                FindingOutput.Warn(finding);
            }
        }

        return inputs.Result == ExitCode.Done ? run.Result : inputs.Result;
    }

    private static LogInputs Inputs(ParseResult parsed) => new(
        parsed.GetValue(Logs) ?? [],
        new MailServerLogOptions
        {
            Format = parsed.GetValue(Format),
            TimeZone = parsed.GetValue(TimeZone) is { } zone ? MailServerLog.FindTimeZone(zone) : null,
        });
}
