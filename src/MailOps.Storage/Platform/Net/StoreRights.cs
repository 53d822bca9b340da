using System;
using System.IO;

namespace MailOps.Storage;

/// <summary>The rights of a store's folder and files: for its owner alone, or for a group as well.</summary>
internal static class StoreRights
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    // New files belong to the group of the folder (setgid), whoever makes them.
    private const UnixFileMode SharedFolder = Shared | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    public static bool AreSet(string folder, string file, string? group) => OperatingSystem.IsWindows()
        ? WindowsRights.AreSet(folder, group)
        : Directory.Exists(folder) && File.Exists(file)
            && File.GetUnixFileMode(folder) == FolderMode(group) && File.GetUnixFileMode(file) == FileMode(group)
            && (group is null || (UnixGroup.Has(folder, group) && UnixGroup.Has(file, group)));

    public static void SetFolder(string folder, string? group)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsRights.Set(folder, group);
            return;
        }

        // The group first: changing it takes the setgid bit away.
        if (group is not null)
        {
            UnixGroup.Set(folder, group);
        }

        File.SetUnixFileMode(folder, FolderMode(group));
    }

    public static void SetFile(string file, string? group)
    {
        // On Windows files inherit what their folder says.
        if (!OperatingSystem.IsWindows())
        {
            if (group is not null)
            {
                UnixGroup.Set(file, group);
            }

            File.SetUnixFileMode(file, FileMode(group));
        }
    }

    /// <summary>Lets those open a file of ours who may open the database.</summary>
    public static void SetAs(string database, string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, File.GetUnixFileMode(database) & Shared);
        }
    }

    private static UnixFileMode FolderMode(string? group) => group is null ? Owner | UnixFileMode.UserExecute : SharedFolder;

    private static UnixFileMode FileMode(string? group) => group is null ? Owner : Shared;
}
