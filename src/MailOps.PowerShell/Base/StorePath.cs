using System;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A -Store parameter: a path of the session's location, or a connection string, which is no path.</summary>
internal static class StorePath
{
    public static string? Resolve(string? text, Func<string, string> fullPath)
    {
        // What names no place at all is refused where the store is opened.
        if (text is null || text.Trim().Length == 0 || PostgreSqlText.IsConnectionString(text))
        {
            return text;
        }

        // The separator at the end says that a folder is meant; resolving the path would drop it.
        var isFolder = text.EndsWith('/') || text.EndsWith('\\');
        return isFolder ? fullPath(text.TrimEnd('/', '\\')) + "/" : fullPath(text);
    }
}
