using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MailOps.Session;

namespace MailOps.Storage.Sqlite;

/// <summary>
/// Makes a store's folder and file with the rights of their owner, or of a group. A folder that was there keeps its rights: somebody merely named
/// it, and other things lie there too (<c>-Store /tmp/queue.db</c>).
/// </summary>
internal static class SqliteSetup
{
    private enum FolderStep
    {
        Leave,
        Make,
        Share,
    }

    public static StoreSteps SetUp(StoreLocation location, string? group, StoreOptions options, SqliteTuning tuning, bool whatIf)
    {
        var path = location.Value;
        var folder = Path.GetDirectoryName(path)!;
        if (!options.AllowsSandboxDisk && SandboxDisk.Find(path) is { } sandbox)
        {
            throw SqliteErrors.SandboxDisk(path, sandbox);
        }

        if (group is not null)
        {
            StoreRights.RequireGroup(group);
        }

        try
        {
            var folderStep = Decide(folder, location.Source, group);
            var isNew = !SqliteFile.Exists(location, tuning.IsNetworkPath);
            if (isNew && folderStep != FolderStep.Make && tuning.IsNetworkPath(folder))
            {
                throw SqliteErrors.NetworkFileSystem(path);
            }

            List<string> steps = [];
            if (folderStep == FolderStep.Make)
            {
                steps.Add(Text(SetupTexts.MakeFolder, folder));
            }

            if (isNew || new FileInfo(path).Length == 0)
            {
                steps.Add(Text(SetupTexts.MakeStore, path));
            }
            else if (new SqliteConnections(path, options, tuning).ReadVersion() < SqliteSchema.Version)
            {
                steps.Add(Text(SetupTexts.Upgrade, path, SqliteSchema.Version));
            }

            if (folderStep != FolderStep.Leave)
            {
                steps.Add(group is null ? Text(SetupTexts.Private, folder) : Text(SetupTexts.Share, folder, group));
            }

            if (isNew ? group is not null && folderStep == FolderStep.Leave : SqliteFile.FilesOf(path).Any(file => !IsSet(file, group)))
            {
                steps.Add(group is null ? Text(SetupTexts.PrivateFile, path) : Text(SetupTexts.ShareFile, path, group));
            }

            if (!whatIf && steps.Count > 0)
            {
                Make(location, group, options, tuning, folderStep);
            }

            return new StoreSteps
            {
                Steps = steps,
                Findings = folderStep == FolderStep.Leave ? new FindingList(StoreRights.Foresee(folder, path, group)) : FindingList.Empty,
            };
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            throw SqliteErrors.FileSystem(path, e);
        }
    }

    // The machine's folder that nobody had to name is MailOps' own, so a group can be let in later.
    private static FolderStep Decide(string folder, StoreSource source, string? group) =>
        !Directory.Exists(folder) ? FolderStep.Make
        : source == StoreSource.Machine && group is not null && !StoreRights.IsShared(folder, group) ? FolderStep.Share
        : FolderStep.Leave;

    private static void Make(StoreLocation location, string? group, StoreOptions options, SqliteTuning tuning, FolderStep folderStep)
    {
        var path = location.Value;
        var folder = Path.GetDirectoryName(path)!;
        if (folderStep == FolderStep.Make)
        {
            StoreRights.MakeFolder(folder, group);
        }
        else if (folderStep == FolderStep.Share)
        {
            StoreRights.ShareFolder(folder, group!);
        }

        // What SQLite puts beside a new database takes over the rights of the folder and of the file. The rights of one that was there are touched
        // only after it has been opened and found to be a store.
        if (!File.Exists(path))
        {
            SqliteFile.Prepare(location, tuning.IsNetworkPath, allowsSandbox: true);
            SetRights(path, group);
        }

        SqliteStore.Open(location, StoreAccess.ReadWrite, options, tuning).DisposeAsync().AsTask().GetAwaiter().GetResult();
        SetRights(path, group);
    }

    private static void SetRights(string path, string? group)
    {
        foreach (var file in SqliteFile.FilesOf(path).Where(file => !IsSet(file, group)))
        {
            StoreRights.SetFile(file, group);
        }
    }

    private static bool IsSet(string file, string? group)
    {
        try
        {
            return StoreRights.AreSet(file, group);
        }
        catch (FileNotFoundException)
        {
            // The sign of a dispatcher that ended, or the log of a connection that closed, in this moment.
            return true;
        }
    }

    private static string Text(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
