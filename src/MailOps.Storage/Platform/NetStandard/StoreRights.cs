using System;
using System.IO;

namespace MailOps.Storage;

/// <summary>The rights of a store's folder and files: for its owner alone, or for a group as well. This build is for Windows.</summary>
internal static class StoreRights
{
    public static bool AreSet(string folder, string file, string? group) =>
        Directory.Exists(folder) && File.Exists(file) && (IsWindows ? WindowsRights.AreSet(folder, group) : group is null);

    public static void SetFolder(string folder, string? group)
    {
        if (IsWindows)
        {
            WindowsRights.Set(folder, group);
        }
        else if (group is not null)
        {
            throw new PlatformNotSupportedException("A store is shared here with PowerShell 7 only.");
        }
    }

    public static void SetFile(string file, string? group)
    {
        // Files inherit what their folder says.
    }

    public static void SetAs(string database, string file)
    {
        // As above.
    }

    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';
}
