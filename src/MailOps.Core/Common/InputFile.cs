using System;
using System.IO;

namespace MailOps;

/// <summary>What can be said of a foreign file before it is opened.</summary>
internal static class InputFile
{
    private static readonly string[] SystemFolders = ["/dev/", "/proc/"];

    /// <summary>
    /// Whether there is nothing to read. A named pipe looks like an empty file, and opening it would hold the whole run until somebody writes into
    /// it. Where the system itself makes the files, as for the shell's <c>&lt;(command)</c>, length says nothing.
    /// </summary>
    /// <param name="path">The path; one that does not exist or may not be asked about is left to whoever opens it.</param>
    public static bool HasNoLength(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: 0 } file
                && !Array.Exists(SystemFolders, folder => file.FullName.StartsWith(folder, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            return false;
        }
    }
}
