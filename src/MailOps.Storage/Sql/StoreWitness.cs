using System;
using System.Globalization;
using System.IO;

namespace MailOps.Storage.Sql;

/// <summary>
/// What this account has last seen of each store, kept outside the store: a store that a backup or a snapshot took back in time does not
/// know by itself that it has sent mail since. One small file per store, named by its instance.
/// </summary>
internal sealed class StoreWitness(string? folder)
{
    /// <summary>The tick that was seen last; null when this account has never served the store.</summary>
    public long? Read(string? instance)
    {
        if (PathOf(instance) is not { } path)
        {
            return null;
        }

        try
        {
            return long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var tick) ? tick : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // As for an account without a home: one that may not look into its own (a service with the environment of root) has no notes.
            return null;
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Notes a tick that is durable in the store.</summary>
    public void Note(string instance, long tick)
    {
        if (PathOf(instance) is not { } path)
        {
            return;
        }

        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                FileRights.CreatePrivateFolder(folder);
            }

            // Written whole: thirteen digits are one write, and half of them would be an earlier time.
            File.WriteAllText(path, tick.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Mail goes out all the same: that the store went back in time would be noticed by the older note, or not at all.
        }
    }

    // An account without a home keeps no notes.
    private string? PathOf(string? instance)
    {
        if (instance is null || !Guid.TryParseExact(instance, "N", out _))
        {
            return null;
        }

        var home = folder ?? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(home) ? Path.Combine(folder ?? Path.Combine(home, "MailOps", "stores"), instance + ".tick") : null;
    }

    private static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.Store.WitnessUnreadable", MailOpsErrorKind.AccessDenied,
        $"The file {path} says what was last seen of the store, and cannot be read: {cause.Message}",
        "Let this account read the file; without it a store that went back in time would send mail again.", cause);
}
