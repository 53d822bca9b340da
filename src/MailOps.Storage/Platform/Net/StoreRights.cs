using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.Versioning;
using MailOps.Outbox;

namespace MailOps.Storage;

/// <summary>The rights of a store's folder and files: for its owner alone, or for a group as well.</summary>
internal static class StoreRights
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    // New files belong to the group of the folder (setgid), whoever makes them.
    private const UnixFileMode SharedFolder = Shared | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    /// <summary>Refuses a group that does not exist before anything is made for it.</summary>
    public static void RequireGroup(string group)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsRights.RequireAccount(group);
        }
        else
        {
            UnixGroup.Require(group);
        }
    }

    /// <summary>Makes a folder, with those above it that are missing, for its owner or for a group.</summary>
    public static void MakeFolder(string folder, string? group)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            WindowsRights.Set(folder, group);
            return;
        }

        if (Path.GetDirectoryName(folder) is { } above && !Directory.Exists(above))
        {
            MakeFolder(above, group);
        }

        FileRights.CreatePrivateFolder(folder);
        if (group is not null)
        {
            ShareFolder(folder, group);
        }
    }

    /// <summary>Whether members of the group can keep a store in a folder.</summary>
    public static bool IsShared(string folder, string group) => OperatingSystem.IsWindows()
        ? WindowsRights.AreSet(folder, group)
        : File.GetUnixFileMode(folder).HasFlag(SharedFolder) && UnixGroup.Has(folder, group);

    /// <summary>Lets a group into a folder, and nobody else.</summary>
    public static void ShareFolder(string folder, string group)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsRights.Set(folder, group);
            return;
        }

        // The group first: changing it takes the setgid bit away.
        UnixGroup.Set(folder, group);
        File.SetUnixFileMode(folder, SharedFolder);
    }

    /// <summary>Whether a file of the store is its owner's alone, or the group's. On Windows files inherit what their folder says.</summary>
    public static bool AreSet(string file, string? group) => OperatingSystem.IsWindows()
        || (group is null
            ? (File.GetUnixFileMode(file) & ~(Owner | UnixFileMode.UserExecute)) == 0
            : File.GetUnixFileMode(file) == Shared && UnixGroup.Has(file, group));

    public static void SetFile(string file, string? group)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (group is not null)
            {
                UnixGroup.Set(file, group);
            }

            File.SetUnixFileMode(file, FileMode(group));
        }
    }

    /// <summary>Lets those open a file of ours who may open the database: a group that shares it, and nobody else.</summary>
    public static void SetAs(string database, string file)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(database).HasFlag(Shared))
        {
            File.SetUnixFileMode(file, Shared);
        }
    }

    /// <summary>What is doubtful about a store that is there.</summary>
    public static IReadOnlyList<Finding> Inspect(string folder, string file) => OperatingSystem.IsWindows()
        ? WindowsRights.Inspect(folder)
        : Judge(folder, file, File.GetUnixFileMode(file));

    /// <summary>What will be doubtful about a store whose folder was there before and is left as it is.</summary>
    public static IReadOnlyList<Finding> Foresee(string folder, string file, string? group)
    {
        List<Finding> findings = [.. OperatingSystem.IsWindows() ? WindowsRights.Inspect(folder) : Judge(folder, file, FileMode(group))];
        if (group is not null && !IsShared(folder, group))
        {
            // That the file is the group's was asked for; that the folder is not is the finding.
            findings.RemoveAll(finding => finding.Id == StoreFindings.OpenFile.Id);
            findings.Add(StoreFindings.FolderNotShared.Found(folder, group));
        }

        return findings;
    }

    [UnsupportedOSPlatform("windows")]
    private static List<Finding> Judge(string folder, string file, UnixFileMode mode)
    {
        var around = File.GetUnixFileMode(folder);
        List<Finding> findings = [];
        if (UnixPlace.IsFolderOpen(around, mode))
        {
            findings.Add(StoreFindings.OpenFolder.Found(folder, Octal(around)));
        }

        if (UnixPlace.IsFileOpen(around, mode))
        {
            findings.Add(StoreFindings.OpenFile.Found(file, Octal(mode)));
        }

        return findings;
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);

    private static UnixFileMode FileMode(string? group) => group is null ? Owner : Shared;
}
