using System;
using System.IO;
using System.Net.Sockets;
using MailOps.Storage.Sql;
using Npgsql;

namespace MailOps.Storage.Postgres;

/// <summary>Turns what PostgreSQL and the network report into the errors of docs/errors.md.</summary>
internal static class PostgresErrors
{
    public static Exception Translate(Exception exception, string store) => exception switch
    {
        PostgresException server => FromState(server, store),
        NpgsqlException { InnerException: TimeoutException } timeout => Unreachable(store, timeout),
        NpgsqlException lost => Unreachable(store, lost),
        SocketException or IOException or TimeoutException => Unreachable(store, exception),
        _ => exception,
    };

    public static MailOpsException NotFound(string store, Exception? cause = null) => new(
        "MailOps.Store.NotFound", MailOpsErrorKind.NotFound,
        $"There is no store at {store}.",
        "Check host, database and search path; Initialize-MailQueueStore makes a store, as does the first mail that is queued.", cause);

    public static MailOpsException NewerVersion(string store, long version, long known) => new(
        "MailOps.Store.NewerVersion", MailOpsErrorKind.NotSupported,
        $"The store {store} has version {version}; this MailOps knows versions up to {known}.",
        "Update MailOps on this machine.");

    public static MailOpsException OlderVersion(string store, long version, long known) => new(
        "MailOps.Store.OlderVersion", MailOpsErrorKind.InvalidOperation,
        $"The store {store} has version {version} and must be brought to version {known}, which reading alone does not do.",
        "Run Initialize-MailQueueStore, or any command that writes, as the owner of the store with this version of MailOps.");

    public static MailOpsException ReadOnly(string store, Exception? cause = null) => new(
        "MailOps.Store.ReadOnly", MailOpsErrorKind.AccessDenied,
        $"The store {store} can be read but not written.",
        "Name the primary server and not a standby, and look whether default_transaction_read_only is set.", cause);

    public static MailOpsException AccessDenied(string store, string message, Exception? cause) => new(
        "MailOps.Store.AccessDenied", MailOpsErrorKind.AccessDenied,
        $"The database role may not do that in the store {store}: {message}",
        "Let an admin of the store do it, or make the role a member of the store's group (Initialize-MailQueueStore -Group).", cause);

    public static MailOpsException NotAStore(string store) => new(
        "MailOps.Store.NotAStore", MailOpsErrorKind.InvalidData,
        $"The schema of {store} holds other tables and is no store of MailOps; it was left as it is.",
        "Name another schema with Search Path=NAME, or leave it out.");

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static MailOpsException FromState(PostgresException e, string store) => e.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected => new MailOpsException(
            StoreFaults.BusyId, MailOpsErrorKind.Unavailable,
            $"Another process is writing to the store {store} and did not finish in time.",
            "Try again. If it lasts, look into pg_stat_activity for a session that holds the store's lock.", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(store, e),
        PostgresErrorCodes.InsufficientPrivilege => AccessDenied(store, e.MessageText, e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new MailOpsException(
            "MailOps.Store.LoginFailed", MailOpsErrorKind.AccessDenied,
            $"The server of the store {store} refuses the log-in: {e.MessageText}",
            "Put the password into the file that PGPASSFILE names (default: .pgpass in the home folder), or use a service file (PGSERVICE).", e),
        PostgresErrorCodes.InvalidCatalogName => NotFound(store, e),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => new MailOpsException(
            "MailOps.Store.Full", MailOpsErrorKind.ResourceExhausted,
            $"There is no room left for the store {store}. Nothing was stored by this call, and nothing stored before is lost.",
            "Free some disk space on the database server and run the same command again.", e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new MailOpsException(
            StoreFaults.CorruptId, MailOpsErrorKind.InvalidData,
            $"The store {store} is damaged: {e.MessageText}",
            "Stop all dispatchers, keep a copy of the cluster, and restore a backup.", e),
        // Class 08: connection; 57P: the server shuts down or has ended the session; 53: too many connections.
        { } state when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal) || state == "25P03" => Unreachable(store, e),
        _ => new MailOpsException(
            "MailOps.Store.Failed", MailOpsErrorKind.Unavailable,
            $"The store {store} failed: {e.MessageText}",
            "Look into the log of the database server; Test-MailQueueStore checks the store.", e),
    };

    private static MailOpsException Unreachable(string store, Exception cause) => new(
        "MailOps.Store.Unreachable", MailOpsErrorKind.Unavailable,
        $"The database server of the store {store} cannot be reached: {(cause as PostgresException)?.MessageText ?? cause.InnerException?.Message ?? cause.Message}",
        "Check host, port and network, and that the server runs. Mail that was queued is safe; what was being sent meanwhile is in doubt.", cause);
}
