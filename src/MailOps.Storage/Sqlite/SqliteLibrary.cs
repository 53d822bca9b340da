using System;
using System.Threading;

namespace MailOps.Storage.Sqlite;

/// <summary>Loads the native SQLite library, once and on first use.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        try
        {
            // Said explicitly: Microsoft.Data.Sqlite looks for the bundle by its name, which a module's load context does not resolve.
            SQLitePCL.Batteries_V2.Init();
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw new MailOpsException(
                "MailOps.Store.LibraryMissing", MailOpsErrorKind.NotSupported,
                "The native library of SQLite (e_sqlite3) cannot be loaded on this system: " + e.Message,
                "Install MailOps again, complete with its folder runtimes; it supports Windows, Linux (glibc) and macOS on x64 and arm64.", e);
        }
    }
}
