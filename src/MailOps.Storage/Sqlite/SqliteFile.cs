using System;
using System.Collections.Generic;
using System.IO;
using MailOps.Session;

namespace MailOps.Storage.Sqlite;

/// <summary>The database file as a file: where it may lie, how it is made, who may read it.</summary>
internal static class SqliteFile
{
    private static readonly string[] Suffixes = ["-wal", "-shm", "-journal", TurnFile.Suffix];

    /// <summary>Makes sure that there is a file to open; an empty one becomes a store.</summary>
    public static void Prepare(StoreLocation location, Func<string, bool> isNetworkPath, bool allowsSandbox)
    {
        var path = location.Value;
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                // A path that a person wrote may be mistyped; the default one is ours to make.
                if (location.Source is StoreSource.Explicit or StoreSource.Environment)
                {
                    throw SqliteErrors.FolderNotFound(path);
                }

                FileRights.CreatePrivateFolder(folder);
            }

            Check(path, folder, isNetworkPath);
            if (!File.Exists(path))
            {
                // Whoever names a file knows his disk; a default that loses mail is ours to refuse.
                if (!allowsSandbox && location.Source == StoreSource.User && SandboxDisk.Find(path) is { } sandbox)
                {
                    throw SqliteErrors.SandboxDisk(path, sandbox);
                }

                Create(path);
            }
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            throw SqliteErrors.FileSystem(path, e);
        }
    }

    /// <summary>Whether the file is there to be read.</summary>
    public static bool Exists(StoreLocation location, Func<string, bool> isNetworkPath)
    {
        var path = location.Value;
        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? throw SqliteErrors.NotAStore(path) : false;
        }

        Check(path, Path.GetDirectoryName(path)!, isNetworkPath);
        return true;
    }

    /// <summary>The database and the files beside it that are there: SQLite's, the turn, the signs of owners.</summary>
    public static IEnumerable<string> FilesOf(string database)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(database)!))
        {
            // A link that another account has put beside the store would lead to any file.
            if (file == database || (file.StartsWith(database, StringComparison.Ordinal) && IsSuffix(file.Substring(database.Length)) && !IsLink(file)))
            {
                yield return file;
            }
        }
    }

    private static bool IsSuffix(string text) => Array.IndexOf(Suffixes, text) >= 0 || OwnerFile.IsSuffix(text);

    private static bool IsLink(string file) => (File.GetAttributes(file) & FileAttributes.ReparsePoint) != 0;

    private static void Check(string path, string folder, Func<string, bool> isNetworkPath)
    {
        if (Directory.Exists(path))
        {
            throw SqliteErrors.NotAStore(path);
        }

        if (isNetworkPath(folder))
        {
            throw SqliteErrors.NetworkFileSystem(path);
        }
    }

    private static void Create(string path)
    {
        try
        {
            // SQLite gives its -wal and -shm files the rights of the database, so it is enough to make this one private.
            FileRights.CreatePrivateFile(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in the same moment: then there is one to open.
        }
    }
}
