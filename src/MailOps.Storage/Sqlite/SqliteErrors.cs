using System;
using System.IO;
using MailOps.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace MailOps.Storage.Sqlite;

/// <summary>Turns what SQLite and the file system report into the errors of docs/errors.md.</summary>
internal static class SqliteErrors
{
    public static MailOpsException From(SqliteException e, string path) => FromCode(e.SqliteErrorCode, e.Message, path, e);

    // https://www.sqlite.org/rescode.html; the low byte of an extended code is its primary code.
    public static MailOpsException FromCode(int code, string message, string path, Exception? cause = null) => (code & 0xFF) switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new MailOpsException(
            StoreFaults.BusyId, MailOpsErrorKind.Unavailable,
            $"Another process is writing to the store {path} and did not finish in time.",
            "Try again. If it lasts, look for a program that keeps the file open: a backup, a database browser, a hanging dispatcher.", cause),
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_AUTH => ReadOnly(path, cause),
        SQLitePCL.raw.SQLITE_FULL => new MailOpsException(
            "MailOps.Store.Full", MailOpsErrorKind.ResourceExhausted,
            $"There is no room left for the store {path}. Nothing was stored by this call, and nothing stored before is lost.",
            "Free some disk space and run the same command again.", cause),
        SQLitePCL.raw.SQLITE_CORRUPT => Corrupt(path, message, cause),
        SQLitePCL.raw.SQLITE_NOTADB => NotAStore(path, cause),
        SQLitePCL.raw.SQLITE_CANTOPEN => new MailOpsException(
            "MailOps.Store.CannotOpen", MailOpsErrorKind.AccessDenied,
            $"The store {path} cannot be opened: {message}",
            "Check that the folder exists and that this account may read and write in it.", cause),
        _ => new MailOpsException(
            "MailOps.Store.Failed", MailOpsErrorKind.Unavailable,
            $"The store {path} failed: {message}",
            "Check the disk and the system's log; Test-MailQueueStore checks the file.", cause),
    };

    public static MailOpsException ReadOnly(string path, Exception? cause = null) => new(
        "MailOps.Store.ReadOnly", MailOpsErrorKind.AccessDenied,
        $"The store {path} can be read but not written.",
        "Give this account the right to write the file and its folder, or name another store with -Store.", cause);

    public static MailOpsException Corrupt(string path, string message, Exception? cause = null) => new(
        StoreFaults.CorruptId, MailOpsErrorKind.InvalidData,
        $"The store {path} is damaged: {message}",
        "Stop all dispatchers, keep a copy of the file with its -wal and -shm files, and restore a backup.", cause);

    public static MailOpsException NotAStore(string path, Exception? cause = null) => new(
        "MailOps.Store.NotAStore", MailOpsErrorKind.InvalidData,
        $"The file {path} is no store of MailOps; it was left as it is.",
        "Check the path after -Store or in MAILOPS_STORE.", cause);

    public static MailOpsException NewerVersion(string path, long version, long known) => new(
        "MailOps.Store.NewerVersion", MailOpsErrorKind.NotSupported,
        $"The store {path} has version {version}; this MailOps knows versions up to {known}.",
        "Update MailOps on this machine.");

    public static MailOpsException OlderVersion(string path, long version, long known) => new(
        "MailOps.Store.OlderVersion", MailOpsErrorKind.InvalidOperation,
        $"The store {path} has version {version} and must be brought to version {known}, which reading alone does not do.",
        "Run a command that writes, such as Invoke-MailQueue, with this version of MailOps.");

    public static MailOpsException NotFound(string path) => new(
        "MailOps.Store.NotFound", MailOpsErrorKind.NotFound,
        $"There is no store at {path}.",
        "Check the path after -Store or in MAILOPS_STORE; the first mail that is queued makes a store.");

    public static MailOpsException FolderNotFound(string path) => new(
        "MailOps.Store.FolderNotFound", MailOpsErrorKind.NotFound,
        $"The folder of the store {path} does not exist.",
        "Make the folder first, or correct the path after -Store or in MAILOPS_STORE.");

    public static MailOpsException NetworkFileSystem(string path) => new(
        "MailOps.Store.NetworkFileSystem", MailOpsErrorKind.NotSupported,
        $"The store {path} lies on a network file system, where the locks of SQLite do not hold and mail could be sent twice or lost.",
        "Use a local disk, or a PostgreSQL store for several machines.");

    public static MailOpsException SandboxDisk(string path, string kind) => new(
        "MailOps.Store.SandboxDisk", MailOpsErrorKind.InvalidOperation,
        $"The store {path} would lie on a disk that goes away with its job or container ({kind}): mail that waits in it would be lost.",
        "Use a mounted disk or a PostgreSQL store. If losing it is all right, as with -Wait, name the file with -Store, or make it with Initialize-MailQueueStore -Force.");

    public static MailOpsException LocksUnsupported(string path) => new(
        "MailOps.Store.LocksUnsupported", MailOpsErrorKind.NotSupported,
        $"Files beside the store {path} cannot be locked, so that a dead dispatcher could not be told from a living one.",
        "Use a local disk; unset DOTNET_SYSTEM_IO_DISABLEFILELOCKING if it is set.");

    public static MailOpsException FileSystem(string path, Exception cause) => new(
        "MailOps.Store.CannotOpen", cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.Unavailable,
        $"The store {path} cannot be opened: {cause.Message}",
        "Check that this account may read and write the file and its folder.", cause);

    public static bool IsFileFault(Exception e) => e is IOException or UnauthorizedAccessException or System.Security.SecurityException;
}
