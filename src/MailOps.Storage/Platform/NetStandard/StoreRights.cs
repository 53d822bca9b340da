using System;
using System.Collections.Generic;
using System.IO;
using MailOps.Outbox;

namespace MailOps.Storage;

/// <summary>The rights of a store's folder and files: for its owner alone, or for a group as well. This build is for Windows.</summary>
internal static class StoreRights
{
    /// <summary>Refuses a group that does not exist before anything is made for it.</summary>
    public static void RequireGroup(string group)
    {
        if (!IsWindows)
        {
            throw new PlatformNotSupportedException("A store is shared here with PowerShell 7 only.");
        }

        WindowsRights.RequireAccount(group);
    }

    /// <summary>Makes a folder, with those above it that are missing, for its owner or for a group.</summary>
    public static void MakeFolder(string folder, string? group)
    {
        FileRights.CreatePrivateFolder(folder);
        if (IsWindows)
        {
            WindowsRights.Set(folder, group);
        }
    }

    /// <summary>Whether members of the group can keep a store in a folder.</summary>
    public static bool IsShared(string folder, string group) => WindowsRights.AreSet(folder, group);

    /// <summary>Lets a group into a folder, and nobody else.</summary>
    public static void ShareFolder(string folder, string group) => WindowsRights.Set(folder, group);

    /// <summary>Files inherit what their folder says.</summary>
    public static bool AreSet(string file, string? group) => true;

    public static void SetFile(string file, string? group)
    {
        // As above.
    }

    public static void SetAs(string database, string file)
    {
        // As above.
    }

    /// <summary>What is doubtful about a store that is there.</summary>
    public static IReadOnlyList<Finding> Inspect(string folder, string file) => IsWindows ? WindowsRights.Inspect(folder) : [];

    /// <summary>What will be doubtful about a store whose folder was there before and is left as it is.</summary>
    public static IReadOnlyList<Finding> Foresee(string folder, string file, string? group) =>
        [.. Inspect(folder, file), .. group is null || IsShared(folder, group) ? Array.Empty<Finding>() : [StoreFindings.FolderNotShared.Found(folder, group)]];

    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';
}
