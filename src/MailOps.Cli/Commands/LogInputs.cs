using System;
using System.Collections.Generic;
using MailOps.Journal;

namespace MailOps.Cli.Commands;

/// <summary>The outcomes in the logs that a command names. What is wrong with a log is a line on standard error.</summary>
internal sealed class LogInputs(string[] paths, MailServerLogOptions options)
{
    public string[] Paths { get; } = paths;

    /// <summary>How the reading went, once all is read.</summary>
    public int Result { get; private set; } = ExitCode.Done;

    public IEnumerable<MailServerDelivery> Deliveries()
    {
        var files = new FileRun(Paths.Length);
        foreach (var delivery in files.Read(Paths, ReadOne))
        {
            yield return delivery;
        }

        Result = files.Result == ExitCode.Done ? Result : files.Result;
    }

    private IEnumerable<MailServerDelivery> ReadOne(string path) => path == "-"
        ? MailServerLog.Read(Console.OpenStandardInput(), "-", options, Report)
        : MailServerLog.Read(path, options, Report);

    private void Report(Finding finding)
    {
        FindingOutput.Warn(finding);
        Result = finding.Severity == FindingSeverity.Info ? Result : ExitCode.Partial;
    }
}
