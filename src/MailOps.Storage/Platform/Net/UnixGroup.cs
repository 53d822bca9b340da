using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace MailOps.Storage;

/// <summary>The group of a file, which the BCL does not know.</summary>
internal static class UnixGroup
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>Refuses a group that does not exist.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Store.GroupNotFound</c>.</exception>
    public static void Require(string group) => NumberOf(group);

    /// <summary>Gives a file or folder to a group.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Store.GroupNotFound</c>.</exception>
    /// <exception cref="IOException">This account may not do that.</exception>
    public static void Set(string path, string group)
    {
        if (ChangeOwner(path, Unchanged, NumberOf(group)) != 0)
        {
            throw new UnauthorizedAccessException(
                $"The group of {path} cannot be set: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}. Root may do so, or a member of the group.");
        }
    }

    /// <summary>Whether a file or folder belongs to a group.</summary>
    public static bool Has(string path, string group)
    {
        // The structure of stat differs from system to system; what ls -n prints is fixed by POSIX: mode, links, owner, group.
        using var process = Process.Start(new ProcessStartInfo("ls", ["-ldn", "--", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var fields = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return fields.Length > 3 && fields[3] == NumberOf(group).ToString(CultureInfo.InvariantCulture);
    }

    // struct group: char *gr_name; char *gr_passwd; gid_t gr_gid; the same on Linux and macOS.
    private static uint NumberOf(string group)
    {
        var entry = FindGroup(group);
        return entry == IntPtr.Zero
            ? throw new MailOpsException(
                "MailOps.Store.GroupNotFound", MailOpsErrorKind.NotFound,
                $"This system has no group '{group}'.",
                "Make the group first, such as with groupadd, and add the accounts that queue and deliver.")
            : (uint)Marshal.ReadInt32(entry, 2 * IntPtr.Size);
    }

    [DllImport("libc", EntryPoint = "getgrnam", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr FindGroup(string name);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(string path, uint owner, uint group);
}
