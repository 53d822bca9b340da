using System;
using System.IO;

namespace MailOps.Storage.Sqlite;

/// <summary>Tells network file systems, on which SQLite's locks do not hold (https://www.sqlite.org/howtocorrupt.html section 2.1).</summary>
internal static class NetworkPaths
{
    private static readonly string[] Formats =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "v9fs", "ceph", "glusterfs", "lustre", "sshfs"];

    public static bool Contain(string folder)
    {
        if (folder.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            // On Unix any path stands for the file system that it lies on.
            var drive = new DriveInfo(Path.DirectorySeparatorChar == '/' ? folder : Path.GetPathRoot(folder)!);
            return drive.DriveType == DriveType.Network || Array.IndexOf(Formats, drive.DriveFormat) >= 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // The system cannot say what it is: not a reason to refuse a disk that works.
            return false;
        }
    }
}
