using System;

namespace MailOps.Session;

/// <summary>The errors of finding and opening stores that do not depend on the database.</summary>
internal static class StoreErrors
{
    public static MailOpsException InvalidLocation(string text, Exception? cause) => new(
        "MailOps.Store.InvalidLocation", MailOpsErrorKind.InvalidArgument,
        $"'{text}' names no store: it is neither a path of this system nor a PostgreSQL connection string.",
        "Name a file such as /var/lib/mailops/outbox.db, or a connection string such as Host=db;Database=mailops.", cause);

    public static MailOpsException PasswordInLocation() => new(
        "MailOps.Store.PasswordInLocation", MailOpsErrorKind.InvalidArgument,
        "The connection string holds a password, which histories, logs and process lists would keep.",
        "Leave it out and put it into the file that PGPASSFILE names (default: .pgpass in the home folder), or use a service file (PGSERVICE).");

    public static MailOpsException MachineConfigurationNotWritten(string path, Exception cause) => new(
        "MailOps.Store.MachineConfiguration", MailOpsErrorKind.AccessDenied,
        $"The file {path} is to name this machine's store and cannot be written: {cause.Message}",
        "Run the command as root or as an administrator.", cause);

    public static MailOpsException NoHome() => new(
        "MailOps.Store.NoHome", MailOpsErrorKind.InvalidArgument,
        "This account has no home folder, so that there is no place for a store of its own.",
        "Name the store with -Store or in the environment variable MAILOPS_STORE.");

    public static MailOpsException MachineConfiguration(string path, Exception cause) => new(
        "MailOps.Store.MachineConfiguration", MailOpsErrorKind.AccessDenied,
        $"The file {path} names this machine's store and cannot be read: {cause.Message}",
        "Let this account read the file, or name the store with -Store or in the environment variable MAILOPS_STORE.", cause);
}
