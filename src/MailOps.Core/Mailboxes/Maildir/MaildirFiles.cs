using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>Files of Maildirs. What the disk says becomes an error of ours.</summary>
internal static class MaildirFiles
{
    public static Task<T> Guard<T>(string path, Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw MailboxErrors.Unreadable(path, e);
        }
    }

    /// <summary>The files of a folder by the unique part of their names, oldest name first.</summary>
    public static SortedDictionary<string, string> List(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in new[] { "new", "cur" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, part)))
            {
                var name = Path.GetFileName(file);
                if (name[0] != '.')
                {
                    files[MaildirName.Parse(name).Unique] = file;
                }
            }
        }

        return files;
    }

    /// <summary>A name that no other delivery has: time, process and chance, host.</summary>
    public static string NewUnique(MailClock clock)
    {
        var bytes = new byte[8];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        var seconds = (clock.UtcNow - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds;
        return string.Format(
            CultureInfo.InvariantCulture, "{0:F0}.R{1:x16}.{2}", Math.Floor(seconds), BitConverter.ToUInt64(bytes, 0),
            Environment.MachineName.Replace('/', '_').Replace(':', '_').Replace(';', '_').Replace('!', '_'));
    }
}
