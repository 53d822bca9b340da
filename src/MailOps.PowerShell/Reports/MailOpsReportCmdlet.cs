using System;
using System.IO;
using System.Text;
using MailOps.Reports;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that reads reports out of files, bytes and mails, and gives an object per row.</summary>
public abstract class MailOpsReportCmdlet : MailOpsFileCmdlet
{
    private protected override MailOpsException NoInput => new(
        "MailOps.Report.NoInput", MailOpsErrorKind.InvalidArgument, ErrorTexts.ReportNoInput.Current, ErrorTexts.ReportNoInputAdvice.Current);

    /// <summary>Reads one file.</summary>
    private protected abstract void ReadReport(string path, object origin);

    private protected sealed override PipedLines? NewLines() => new(Files, documents: true);

    // A report or mail has more than one line or begins as one; a path does not.
    private protected sealed override void ReadText(string text, object origin)
    {
        if (text.Contains('\n'))
        {
            ReadBytes(Encoding.UTF8.GetBytes(text), origin);
        }
        else
        {
            base.ReadText(text, origin);
        }
    }

    private protected sealed override void ReadFile(string path, object origin)
    {
        if (!Directory.Exists(path))
        {
            ReadReport(path, origin);
            return;
        }

        string[] files;
        try
        {
            files = Directory.GetFiles(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteFailure(e, origin);
            return;
        }

        Array.Sort(files, StringComparer.Ordinal);
        foreach (var file in files)
        {
            ReadReport(file, origin);
        }
    }

    /// <summary>Says what is wrong: what could not be read is an error, what could be read nevertheless a warning.</summary>
    private protected void WriteProblem(Finding problem, object origin)
    {
        if (problem.Severity == FindingSeverity.Error)
        {
            WriteFailure(ReportErrors.Faulty(problem), origin);
        }
        else if (problem.Severity == FindingSeverity.Warning)
        {
            WriteWarning(FindingLine.Of(problem));
        }
        else
        {
            WriteVerbose(FindingLine.Of(problem));
        }
    }
}
