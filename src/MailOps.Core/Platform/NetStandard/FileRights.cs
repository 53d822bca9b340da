using System.IO;
using System.Runtime.InteropServices;

namespace MailOps.Platform;

/// <summary>Files and folders that only their owner can read. On Windows a folder's own access list is inherited.</summary>
internal static class FileRights
{
    private const uint OwnerOnlyFile = 0x180; // 0600
    private const uint PublicFile = 0x1A4; // 0644
    private const uint PublicFolder = 0x1ED; // 0755
    private const uint OwnerOnlyFolder = 0x1C0; // 0700

    public static void CreatePrivateFolder(string path)
    {
        // One that is there is somebody's, who gave it its rights.
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            Restrict(path, OwnerOnlyFolder);
        }
    }

    /// <summary>Writes a file that all may read and only this account may change, with its folder.</summary>
    public static void WritePublicFile(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Restrict(folder, PublicFolder);
        }

        File.WriteAllText(path, text);
        Restrict(path, PublicFile);
    }

    /// <summary>Makes a new file that nobody else has open; fails when there is one.</summary>
    public static FileStream CreatePrivateFile(string path)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            // It is empty until here: nothing was readable meanwhile.
            Restrict(path, OwnerOnlyFile);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Restrict(string path, uint mode)
    {
        if (Path.DirectorySeparatorChar == '/' && ChangeMode(path, mode) != 0)
        {
            throw new IOException($"The rights of {path} cannot be set (error {Marshal.GetLastWin32Error()}).");
        }
    }

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeMode(string path, uint mode);
}
