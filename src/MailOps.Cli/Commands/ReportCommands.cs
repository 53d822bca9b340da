using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dmarc;
using MailOps.Reports.Dmarc;
using MailOps.Reports.Measuring;
using MailOps.Reports.Tls;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops report dmarc</c> and <c>report tls</c>.</summary>
internal static class ReportCommands
{
    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "A report (.xml, .json, .gz, .zip), the mail that carries it, or a folder of them; - reads one from standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<DmarcPolicy> WhatIf = new("--what-if")
    {
        Description = "With --by sender: the policy to try out, reject (the default), quarantine or none.",
        HelpName = "policy",
        DefaultValueFactory = _ => DmarcPolicy.Reject,
    };

    private static readonly Option<DmarcSummary> By = new("--by")
    {
        Description = "Add the rows up: sender, spf-term (asks the DNS), selector. Default: each row.",
        HelpName = "what",
        CustomParser = result => result.Tokens.Count > 0 && Enum.TryParse<DmarcSummary>(result.Tokens[0].Value.Replace("-", ""), ignoreCase: true, out var value)
            ? value : AddError(result),
    };

    private static readonly Option<DmarcSenderGrouping> Grouping = new("--group-by")
    {
        Description = "With --by sender: address (the default), network or domain.",
        HelpName = "what",
    };

    private static readonly Option<int> IdleDays = new("--idle-days")
    {
        Description = "With --by selector: idle when not seen for so many days before the last report.",
        HelpName = "days",
        DefaultValueFactory = _ => 14,
    };

    private enum DmarcSummary
    {
        Row,
        Sender,
        SpfTerm,
        Selector,
    }

    private static Column<DmarcReportRow>[] RowColumns { get; } =
    [
        new("Source", r => r.SourceAddress),
        new("Count", r => r.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("From", r => r.HeaderFrom),
        new("Done", r => r.Disposition.ToString()),
        new("DKIM", r => r.DkimAligned ? "pass" : "fail"),
        new("SPF", r => r.SpfAligned ? "pass" : "fail"),
        new("Reporter", r => r.Reporter),
        new("Until", r => r.End is { } end ? end.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : ""),
    ];

    private static Column<DmarcFailureReport>[] FailureColumns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Source", r => r.SourceAddress),
        new("Failure", r => r.AuthenticationFailure),
        new("Subject", r => r.Subject),
    ];

    private static Column<TlsReportRow>[] TlsColumns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Policy", r => r.PolicyType),
        new("OK", r => r.SuccessfulSessions.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Failed", r => r.FailedSessions.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Why", r => r.Failures.ToString()),
        new("Reporter", r => r.Reporter),
    ];

    public static Command Build()
    {
        var dmarc = new Command("dmarc", "Read DMARC reports (RFC 9990, RFC 7489, RFC 9991): each row, or added up.")
        {
            Paths, By, WhatIf, Grouping, IdleDays, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        dmarc.SetAction(DmarcAsync);
        var tls = new Command("tls", "Read TLS reports (RFC 8460).") { Paths, CommonOptions.Json };
        tls.SetAction(Tls);
        return new Command("report", "Reports of receivers.") { dmarc, tls };
    }

    private static async Task<int> DmarcAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var by = parsed.GetValue(By);
        var files = new ReportFiles(parsed.GetRequiredValue(Paths));
        var meter = by == DmarcSummary.Row ? null : new DmarcReportMeter(parsed.GetValue(Grouping));
        var exitCode = ExitCode.Done;
        using (var rows = new ResultWriter<DmarcReportRow>(parsed.GetValue(CommonOptions.Json), RowColumns))
        using (var failures = new ResultWriter<DmarcFailureReport>(parsed.GetValue(CommonOptions.Json), FailureColumns))
        {
            foreach (var item in files.Paths().SelectMany(f => f == "-" ? DmarcReportReader.Read(Console.OpenStandardInput(), "-") : DmarcReportReader.Read(f)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (item.Problem is { } problem)
                {
                    exitCode = Report(problem, exitCode);
                }
                else if (item.Row is { } row && meter is not null)
                {
                    meter.Add(row);
                }
                else if (item.Row is not null)
                {
                    rows.Write(item.Row);
                }
                else if (meter is null)
                {
                    failures.Write(item.Failure!);
                }
            }
        }

        if (meter is not null)
        {
            exitCode = meter.Findings.Aggregate(exitCode, (code, finding) => Report(finding, code));
            await SumUpAsync(parsed, by, meter, cancellationToken).ConfigureAwait(false);
        }

        return files.Result == ExitCode.Done ? exitCode : files.Result;
    }

    private static async Task SumUpAsync(ParseResult parsed, DmarcSummary by, DmarcReportMeter meter, CancellationToken cancellationToken)
    {
        var json = parsed.GetValue(CommonOptions.Json);
        if (by == DmarcSummary.Sender)
        {
            ReportSummaries.Write(meter.GetSenders(parsed.GetValue(WhatIf)), json);
        }
        else if (by == DmarcSummary.Selector)
        {
            ReportSummaries.Write(meter.GetSelectors(TimeSpan.FromDays(parsed.GetValue(IdleDays))), json);
        }
        else
        {
            using var session = CliSession.Open(parsed);
            ReportSummaries.Write(await meter.GetSpfTermsAsync(session.Resolver, cancellationToken).ConfigureAwait(false), json);
        }
    }

    private static int Tls(ParseResult parsed)
    {
        var exitCode = ExitCode.Done;
        var files = new ReportFiles(parsed.GetRequiredValue(Paths));
        using var output = new ResultWriter<TlsReportRow>(parsed.GetValue(CommonOptions.Json), TlsColumns);
        foreach (var item in files.Paths().SelectMany(f => f == "-" ? TlsReportReader.Read(Console.OpenStandardInput(), "-") : TlsReportReader.Read(f)))
        {
            if (item.Row is { } row)
            {
                output.Write(row);
            }
            else
            {
                exitCode = Report(item.Problem!, exitCode);
            }
        }

        return files.Result == ExitCode.Done ? exitCode : files.Result;
    }

    private static int Report(Finding problem, int exitCode)
    {
        FindingOutput.Warn(problem);
        return problem.Severity == FindingSeverity.Error ? ExitCode.Partial : exitCode;
    }

    private static DmarcSummary AddError(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--by takes sender, spf-term or selector.");
        return DmarcSummary.Row;
    }
}
