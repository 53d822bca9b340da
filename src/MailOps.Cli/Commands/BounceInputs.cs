using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Bounces;

namespace MailOps.Cli.Commands;

/// <summary>The mails of the files that a command names. What cannot be read is an error on standard error, and the others go on.</summary>
internal sealed class BounceInputs(IReadOnlyList<string> paths, BounceClassifierOptions options)
{
    /// <summary>How the reading went, once all is read.</summary>
    public int Result { get; private set; } = ExitCode.Done;

    /// <summary>The reports of every mail that could be read.</summary>
    public IEnumerable<BounceReport> Reports()
    {
        foreach (var path in paths)
        {
            if (path != "-" && !File.Exists(path) && !Directory.Exists(path))
            {
                Fail(FileErrors.NotFound(path));
                continue;
            }

            var reports = path == "-" ? BounceClassifier.ClassifyStream(Console.OpenStandardInput(), "-", options) : BounceClassifier.ClassifyFiles(path, options);
            foreach (var report in reports)
            {
                if (report.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } fault)
                {
                    Fail(new MailOpsException("MailOps.Bounces.NoMail", MailOpsErrorKind.InvalidData, fault.Message, fault.Advice));
                    continue;
                }

                foreach (var cut in report.Cuts)
                {
                    ErrorOutput.Write(cut);
                    Worsen(ExitCode.Partial);
                }

                yield return report;
            }
        }
    }

    private void Fail(MailOpsException error)
    {
        ErrorOutput.Write(error);
        Worsen(error.Kind == MailOpsErrorKind.NotFound ? ExitCode.NotFound : ExitCode.Partial);
    }

    // A name that is wrong is for whoever typed it, and says more than "some could not be read".
    private void Worsen(int code) => Result = Result == ExitCode.NotFound ? Result : code;
}
