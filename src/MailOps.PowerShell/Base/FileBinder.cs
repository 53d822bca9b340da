using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Turns the paths a cmdlet was given into files of the file system, wildcards and PSDrives resolved.</summary>
internal sealed class FileBinder(PSCmdlet cmdlet)
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files a path with wildcards stands for; never empty.</summary>
    /// <exception cref="MailOpsException">MailOps.File.NotFound or MailOps.File.NotInFileSystem.</exception>
    public IReadOnlyList<string> ResolveWildcard(string path)
    {
        var files = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
        Check(path, provider);
        return files.Count > 0
            ? files
            : throw new MailOpsException(
                "MailOps.File.NotFound",
                MailOpsErrorKind.NotFound,
                string.Format(CultureInfo.InvariantCulture, ErrorTexts.FileNoMatch.Current, path),
                ErrorTexts.FileNotFoundAdvice.Current);
    }

    /// <summary>The file of a path taken as it stands, existing or not.</summary>
    /// <exception cref="MailOpsException">MailOps.File.NotInFileSystem.</exception>
    public string ResolveLiteral(string path)
    {
        var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        Check(path, provider);
        return file;
    }

    private static void Check(string path, ProviderInfo provider)
    {
        if (!string.Equals(provider.Name, FileSystem, StringComparison.OrdinalIgnoreCase))
        {
            throw new MailOpsException(
                "MailOps.File.NotInFileSystem",
                MailOpsErrorKind.InvalidArgument,
                string.Format(CultureInfo.InvariantCulture, ErrorTexts.FileNotInFileSystem.Current, path, provider.Name),
                ErrorTexts.FileNotInFileSystemAdvice.Current);
        }
    }
}
