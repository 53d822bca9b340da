using MailOps.Session;

namespace MailOps.Storage.Sql;

/// <summary>The errors that every kind of store has; docs/errors.md lists them.</summary>
internal static class StoreFaults
{
    public const string BusyId = "MailOps.Store.Busy";

    public const string CorruptId = "MailOps.Store.Corrupt";

    public static MailOpsException NeedsPowerShell7(StoreLocation location) => new(
        "MailOps.Store.StoreNeedsPowerShell7", MailOpsErrorKind.NotSupported,
        $"The store {location.Display} is a PostgreSQL database, which Windows PowerShell 5.1 cannot open.",
        "Use PowerShell 7.4 or later, or name a file for a SQLite store.");
}
