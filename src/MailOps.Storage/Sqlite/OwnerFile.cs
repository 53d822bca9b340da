using System;
using System.IO;
using MailOps.Storage.Sql;

namespace MailOps.Storage.Sqlite;

/// <summary>
/// A file beside the database that its owner keeps locked. The system frees the lock when the process dies, however it dies, so a file
/// that can be locked by another means a dead owner: no clock, no lease, no ping.
/// </summary>
internal sealed class OwnerFile : IOwnerSign
{
    private const string Suffix = "-owner-";

    private readonly string _path;
    private readonly FileStream _lock;

    private OwnerFile(string path, string token, FileStream @lock)
    {
        _path = path;
        Token = token;
        _lock = @lock;
    }

    public string Token { get; }

    public static OwnerFile Create(string database)
    {
        var token = Guid.NewGuid().ToString("N");
        var path = PathOf(database, token);
        try
        {
            var owner = new OwnerFile(path, token, FileRights.CreatePrivateFile(path));

            // Who shares the store must be able to try the lock: an owner that others cannot ask about would never be dead to them.
            StoreRights.SetAs(database, path);
            if (!CanLock(path))
            {
                return owner;
            }

            // Somebody else could lock it as well: then a living owner would look dead.
            owner.Dispose();
            throw SqliteErrors.LocksUnsupported(database);
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            throw SqliteErrors.FileSystem(database, e);
        }
    }

    /// <summary>Whether a name ends as that of an owner's file does.</summary>
    public static bool IsSuffix(string text) => text.StartsWith(Suffix, StringComparison.Ordinal) && Guid.TryParseExact(text.Substring(Suffix.Length), "N", out _);

    public static bool IsDead(string database, string token)
    {
        var path = PathOf(database, token);
        return !File.Exists(path) || CanLock(path);
    }

    public static void Bury(string database, string token)
    {
        try
        {
            File.Delete(PathOf(database, token));
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            // An empty file that nobody asks for any more; the next one to clean up may have more luck.
        }
    }

    // The locked file says so all the time.
    public bool Confirm(SqlSession session) => true;

    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            // As above: without its row in the store the file means nothing.
        }
    }

    private static bool CanLock(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (SqliteErrors.IsFileFault(e))
        {
            return false;
        }
    }

    private static string PathOf(string database, string token) =>
        Guid.TryParseExact(token, "N", out _) ? database + Suffix + token : throw SqliteErrors.Corrupt(database, "an owner has no valid name");
}
