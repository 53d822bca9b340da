using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;
using MailOps.Bounces;

namespace MailOps.PowerShell;

/// <summary>
/// Mails and reports that come through the pipe line by line, as Get-Content, Get-Clipboard and programs give them. Where Get-Content read all lines of a
/// file, the file itself is read, since its bytes are lost in the lines: the signature of a mail in an old charset would break.
/// </summary>
/// <param name="files">Finds the file that a line came from.</param>
/// <param name="documents">Whether reports are joined as well.</param>
internal sealed class PipedLines(FileBinder files, bool documents = false)
{
    private readonly MailLineJoiner _joiner = new(documents);
    private readonly Queue<PSObject> _waiting = new();
    private string? _path;
    private long _first;
    private long _last;
    private long _count;

    /// <summary>Takes a line; what is ready thereby, in its order.</summary>
    public List<PipedText> Take(PSObject input, string line)
    {
        List<PipedText> ready = [];
        if (!_joiner.IsIdle && IsOther(input))
        {
            ready.AddRange(End());
        }

        var isTaken = _joiner.TryAdd(line, out var refused);
        GiveBack(refused, ready);
        if (!isTaken)
        {
            ready.Add(new PipedText { Text = line, Origin = input });
            return ready;
        }

        if (_waiting.Count == 0 && _count == 0)
        {
            (_path, _first) = (NoteOf(input, "PSPath") as string, NumberOf(input));
        }

        _count++;
        _last = _path is null ? 0 : NumberOf(input);
        if (_joiner.IsJoining)
        {
            _waiting.Clear();
        }
        else
        {
            _waiting.Enqueue(input);
        }

        return ready;
    }

    /// <summary>What is left when no line follows.</summary>
    public List<PipedText> End()
    {
        List<PipedText> ready = [];
        var isTooLong = _joiner.IsTooLong;
        var text = _joiner.End(out var refused);
        if (text is not null)
        {
            var file = FileOf();
            ready.Add(new PipedText
            {
                File = file,
                Bytes = file is null && !isTooLong ? Encoding.UTF8.GetBytes(text) : null,
                Origin = (object?)file ?? text,
            });
        }

        GiveBack(refused, ready);
        _waiting.Clear();
        _count = 0;
        return ready;
    }

    private void GiveBack(int refused, List<PipedText> ready)
    {
        for (; refused > 0; refused--)
        {
            var line = _waiting.Dequeue();
            ready.Add(new PipedText { Text = (string)line.BaseObject, Origin = line });
            _count = 0;
        }
    }

    // Get-Content numbers the lines of each file from one.
    private bool IsOther(PSObject input) =>
        NoteOf(input, "PSPath") as string != _path || (_path is not null && NumberOf(input) <= _last);

    // The file that all lines came from, and none of it was left out.
    private string? FileOf()
    {
        if (_path is null || _first != 1 || _last != _count)
        {
            return null;
        }

        try
        {
            var file = files.ResolveLiteral(_path);
            return File.Exists(file) && HasLines(file, _count) ? file : null;
        }
        catch (System.Exception e) when (e is MailOpsException or IOException or System.UnauthorizedAccessException or SessionStateException)
        {
            return null;
        }
    }

    private static bool HasLines(string file, long wanted)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        long count = 0;
        while (count <= wanted && reader.ReadLine() is not null)
        {
            count++;
        }

        return count == wanted;
    }

    private static object? NoteOf(PSObject input, string name) => input.Properties[name]?.Value;

    private static long NumberOf(PSObject input) => NoteOf(input, "ReadCount") is long number ? number : 0;
}

/// <summary>What piped lines turned out to be: a mail or report, or a text that stands for itself.</summary>
internal sealed record PipedText
{
    /// <summary>A line that is none of a mail; else null.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes of a mail or report; null where the file has them, or where they are too many.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The file that the lines are; else null.</summary>
    public string? File { get; init; }

    /// <summary>What errors and results name as their input.</summary>
    public required object Origin { get; init; }

    /// <summary>The error where all of this is missing.</summary>
    public static MailOpsException TooLong() => new(
        "MailOps.File.TooManyLines", MailOpsErrorKind.ResourceExhausted, ErrorTexts.FileTooManyLines.Current, ErrorTexts.FileTooManyLinesAdvice.Current);
}
