using System.IO;

namespace MailOps.Storage;

/// <summary>Judges the rights of a folder and of the store in it.</summary>
internal static class UnixPlace
{
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode Other = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>
    /// Whether others can put files beside the store or in its place. The sticky bit, as on /tmp, keeps them from the second and not from the
    /// first: a journal of theirs would be played into the store (https://www.sqlite.org/howtocorrupt.html section 1.4).
    /// </summary>
    public static bool IsFolderOpen(UnixFileMode folder, UnixFileMode file) =>
        folder.HasFlag(UnixFileMode.OtherWrite) || (folder.HasFlag(UnixFileMode.GroupWrite) && !IsShared(folder, file));

    /// <summary>Whether others can open the store: its rights let them, and those of its folder let them get there.</summary>
    public static bool IsFileOpen(UnixFileMode folder, UnixFileMode file) =>
        ((file & Other) != 0 && folder.HasFlag(UnixFileMode.OtherExecute))
        || ((file & Group) != 0 && folder.HasFlag(UnixFileMode.GroupExecute) && !IsShared(folder, file));

    // What -Group makes: everything in the folder is the group's, so nobody can do more by the folder than by the file.
    private static bool IsShared(UnixFileMode folder, UnixFileMode file) =>
        folder.HasFlag(UnixFileMode.SetGroup | UnixFileMode.GroupWrite) && (file & Group) == Group;
}
