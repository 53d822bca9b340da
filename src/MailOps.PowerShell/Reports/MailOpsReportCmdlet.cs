using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MailOps.Reports;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that reads reports out of files, bytes and mails, and gives an object per row.</summary>
public abstract class MailOpsReportCmdlet : MailOpsCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const string PipelineSet = "Pipeline";

    private FileBinder? _files;

    /// <summary>Files: XML or JSON, also as .gz or .zip, or the mails that carry them. Wildcards are resolved; folders are read with their files.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files or folders, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What is piped: files, paths, the bytes of a report or mail, or an object with a property RawMessage.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _files = new FileBinder(this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                ReadEach(Path, path => _files!.ResolveWildcard(path));
                break;
            case LiteralSet:
                ReadEach(LiteralPath, path => [_files!.ResolveLiteral(path)]);
                break;
            default:
                ReadPiped();
                break;
        }
    }

    private protected abstract void ReadFile(string path, object origin);

    private protected abstract void ReadBytes(byte[] content, object origin);

    /// <summary>Says what is wrong: what could not be read is an error, what could be read nevertheless a warning.</summary>
    private protected void WriteProblem(Finding problem, object origin)
    {
        if (problem.Severity == FindingSeverity.Error)
        {
            WriteFailure(ReportErrors.Faulty(problem), origin);
        }
        else if (problem.Severity == FindingSeverity.Warning)
        {
            WriteWarning(problem.Message + " [" + problem.Id + "]");
        }
        else
        {
            WriteVerbose(problem.Message + " [" + problem.Id + "]");
        }
    }

    private void ReadPiped()
    {
        var value = InputObject?.BaseObject;
        switch (InputObject?.Properties["RawMessage"]?.Value ?? value)
        {
            case FileSystemInfo file:
                ReadFilesOf(file.FullName, InputObject!);
                break;
            case byte[] bytes:
                ReadBytes(bytes, InputObject!);
                break;
            case string path:
                ReadEach([path], text => [_files!.ResolveLiteral(text)]);
                break;
            default:
                ReadPathOf(InputObject);
                break;
        }
    }

    // A file that came out of a job or a CLIXML file is a copy with the same properties.
    private void ReadPathOf(PSObject? item)
    {
        if ((item?.Properties["PSPath"] ?? item?.Properties["FullName"])?.Value is string path)
        {
            ReadEach([path], text => [_files!.ResolveLiteral(text)]);
            return;
        }

        WriteFailure(
            new MailOpsException("MailOps.Report.NoInput", MailOpsErrorKind.InvalidArgument, ErrorTexts.ReportNoInput.Current, ErrorTexts.ReportNoInputAdvice.Current),
            item);
    }

    private void ReadEach(string[] paths, Func<string, IReadOnlyList<string>> resolve)
    {
        foreach (var path in paths)
        {
            try
            {
                foreach (var file in resolve(path))
                {
                    ReadFilesOf(file, path);
                }
            }
            catch (MailOpsException e)
            {
                WriteFailure(e, path);
            }
            catch (ItemNotFoundException e)
            {
                WriteFailure(e, path);
            }
        }
    }

    private void ReadFilesOf(string path, object origin)
    {
        if (!Directory.Exists(path))
        {
            ReadFile(path, origin);
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
            ReadFile(file, origin);
        }
    }
}
