using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MailOps.Session;

namespace MailOps.Storage.Sqlite;

/// <summary>Makes a store's folder and file with the rights of their owner, or of a group.</summary>
internal static class SqliteSetup
{
    public static IReadOnlyList<string> SetUp(StoreLocation location, string? group, StoreOptions options, SqliteTuning tuning, bool whatIf)
    {
        var path = location.Value;
        var folder = Path.GetDirectoryName(path)!;
        if (!options.AllowsSandboxDisk && SandboxDisk.Find(path) is { } sandbox)
        {
            throw SqliteErrors.SandboxDisk(path, sandbox);
        }

        try
        {
            List<string> steps = [];
            if (!Directory.Exists(folder))
            {
                steps.Add(Text(SetupTexts.MakeFolder, folder));
            }

            var isNew = !File.Exists(path);
            if (isNew)
            {
                steps.Add(Text(SetupTexts.MakeStore, path));
            }

            if (!StoreRights.AreSet(folder, path, group))
            {
                steps.Add(group is null ? Text(SetupTexts.Private, folder) : Text(SetupTexts.Share, folder, group));
            }

            if (!whatIf && steps.Count > 0)
            {
                Make(location, group, options, tuning, folder);
            }

            return steps;
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            throw SqliteErrors.FileSystem(path, e);
        }
    }

    private static void Make(StoreLocation location, string? group, StoreOptions options, SqliteTuning tuning, string folder)
    {
        if (!Directory.Exists(folder))
        {
            FileRights.CreatePrivateFolder(folder);
        }

        // The rights come first: what SQLite puts beside the database takes over those of the folder and of the file.
        StoreRights.SetFolder(folder, group);
        SqliteFile.Prepare(location, tuning.IsNetworkPath, allowsSandbox: true);
        foreach (var file in Directory.GetFiles(folder, Path.GetFileName(location.Value) + "*"))
        {
            StoreRights.SetFile(file, group);
        }

        SqliteStore.Open(location, StoreAccess.ReadWrite, options, tuning).DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static string Text(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
