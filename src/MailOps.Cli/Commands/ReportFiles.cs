using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MailOps.Cli.Commands;

/// <summary>The report files that a command line names, those of its folders one by one. What is not there is said, and the others are read.</summary>
internal sealed class ReportFiles(IReadOnlyList<string> named)
{
    /// <summary>The exit code of what could not be listed, once all is read.</summary>
    public int Result { get; private set; } = ExitCode.Done;

    /// <summary>The files; <c>-</c> stands for standard input.</summary>
    public IEnumerable<string> Paths() => named.SelectMany(FilesOf);

    private IEnumerable<string> FilesOf(string path)
    {
        if (path == "-" || File.Exists(path))
        {
            return [path];
        }

        try
        {
            return Directory.GetFiles(path).Order(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var error = e is DirectoryNotFoundException ? FileErrors.NotFound(path) : FileErrors.Unreadable(path, e);
            ErrorOutput.Write(error);
            Result = ExitCode.Worsen(Result, error);
            return [];
        }
    }
}
