using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that reads mails or reports: files and folders by path, or files, texts and bytes from the pipe.</summary>
public abstract class MailOpsFileCmdlet : MailOpsCmdlet
{
    private protected const string PathSet = "Path";
    private protected const string LiteralSet = "LiteralPath";
    private protected const string PipelineSet = "Pipeline";

    private FileBinder? _files;
    private MemoryStream? _bytes;
    private PipedLines? _lines;

    /// <summary>Files or folders, as the description of the cmdlet names them; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files or folders, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// What is piped: files, paths, the bytes or the text of a mail or report, whole or line by line, or an object with a property RawMessage.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    private protected FileBinder Files => _files ??= new FileBinder(this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                ReadEach(Path, Files.ResolveWildcard);
                break;
            case LiteralSet:
                ReadEach(LiteralPath, Literally);
                break;
            case PipelineSet:
                ReadPiped();
                break;
        }
    }

    /// <summary>Reads the bytes and lines that came one by one.</summary>
    protected override void EndProcessing()
    {
        ReadGathered();
        base.EndProcessing();
    }

    /// <summary>Reads a file or folder of the file system.</summary>
    private protected abstract void ReadFile(string path, object origin);

    /// <summary>Reads what was piped as bytes.</summary>
    private protected abstract void ReadBytes(byte[] content, object origin);

    /// <summary>Reads a piped text: a path, unless the cmdlet knows better.</summary>
    private protected virtual void ReadText(string text, object origin) => ReadEach([text], Literally);

    /// <summary>How lines that come one by one become mails again; null where each stands for itself.</summary>
    private protected virtual PipedLines? NewLines() => new(Files);

    /// <summary>Reads a piped object by its properties; false when it is none that the cmdlet knows.</summary>
    private protected virtual bool TryReadObject(PSObject input) => false;

    /// <summary>The error about an input that is none of what this cmdlet reads.</summary>
    private protected abstract MailOpsException NoInput { get; }

    private IReadOnlyList<string> Literally(string path) => [Files.ResolveLiteral(path)];

    private void ReadPiped()
    {
        // The engine takes an array apart on its way through the pipe: the bytes of a file come one by one, and are one mail again.
        if (InputObject?.BaseObject is byte part)
        {
            (_bytes ??= new MemoryStream()).WriteByte(part);
            return;
        }

        ReadBytes();
        if (InputObject?.BaseObject is string line && line.IndexOf('\n') < 0 && (_lines ??= NewLines()) is { } lines && InputObject.Properties["RawMessage"] is null)
        {
            Read(lines.Take(InputObject, line));
            return;
        }

        ReadLines();

        // Files come by the thousand: no property of theirs is looked up.
        if (InputObject?.BaseObject is FileSystemInfo file)
        {
            ReadFile(file.FullName, InputObject);
            return;
        }

        // Get-Content wraps what it reads.
        var raw = InputObject?.Properties["RawMessage"]?.Value;
        switch ((raw as PSObject)?.BaseObject ?? raw ?? InputObject?.BaseObject)
        {
            case byte[] bytes:
                ReadBytes(bytes, InputObject!);
                break;
            case string text:
                ReadText(text, InputObject!);
                break;
            case not null when TryReadObject(InputObject!):
                break;
            // A file that came out of a job or a CLIXML file is a copy with the same properties.
            case not null when (InputObject!.Properties["PSPath"] ?? InputObject.Properties["FullName"])?.Value is string path:
                ReadEach([path], Literally);
                break;
            default:
                WriteFailure(NoInput, InputObject);
                break;
        }
    }

    private void ReadGathered()
    {
        ReadBytes();
        ReadLines();
    }

    private void ReadBytes()
    {
        if (_bytes is { Length: > 0 } bytes)
        {
            _bytes = null;
            ReadBytes(bytes.ToArray(), bytes.Length + " bytes");
        }
    }

    private void ReadLines()
    {
        if (_lines is not null)
        {
            Read(_lines.End());
        }
    }

    private void Read(List<PipedText> texts)
    {
        foreach (var text in texts)
        {
            if (text.Text is not null)
            {
                ReadText(text.Text, text.Origin);
            }
            else if (text.File is not null)
            {
                ReadFile(text.File, text.Origin);
            }
            else if (text.Bytes is not null)
            {
                ReadBytes(text.Bytes, text.Origin);
            }
            else
            {
                WriteFailure(PipedText.TooLong(), text.Origin);
            }
        }
    }

    private void ReadEach(string[] paths, Func<string, IReadOnlyList<string>> resolve)
    {
        foreach (var path in paths)
        {
            try
            {
                foreach (var file in resolve(path))
                {
                    ReadFile(file, path);
                }
            }
            catch (Exception e) when (e is MailOpsException or ItemNotFoundException)
            {
                WriteFailure(e, path);
            }
        }
    }
}
