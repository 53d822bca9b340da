using System.IO;

namespace MailOps.Storage.Sqlite;

/// <summary>
/// A file beside the database that everybody keeps open while he waits for his turn to write. SQLite itself queues nobody: who writes on at once
/// after a commit would keep others waiting for seconds. So who has just written looks here, lets those who wait go first, and otherwise goes on.
/// The system closes the file of a process that dies.
/// </summary>
internal sealed class TurnFile
{
    /// <summary>What its name ends with.</summary>
    public const string Suffix = "-turn";

    private readonly string _database;
    private readonly string _path;

    public TurnFile(string database)
    {
        _database = database;
        _path = database + Suffix;
        TryCreate();
    }

    /// <summary>Whether another connection, of this process or of another, waits.</summary>
    public bool IsAnybodyWaiting()
    {
        try
        {
            // For oneself alone it opens only while nobody else has it open.
            using var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return false;
        }
        catch (FileNotFoundException)
        {
            TryCreate();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (System.UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Says that one waits, until the result is disposed; null when somebody is looking at this moment.</summary>
    public FileStream? TryWait()
    {
        try
        {
            return new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
        }
        catch (System.Exception e) when (SqliteErrors.IsFileFault(e))
        {
            return null;
        }
    }

    // Who cannot make it waits all the same, and with less luck.
    private void TryCreate()
    {
        if (File.Exists(_path))
        {
            return;
        }

        try
        {
            FileRights.CreatePrivateFile(_path).Dispose();
            StoreRights.SetAs(_database, _path);
        }
        catch (System.Exception e) when (SqliteErrors.IsFileFault(e))
        {
            // Another process made it in the same moment, or nobody may.
        }
    }
}
