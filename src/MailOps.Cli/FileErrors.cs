using System;

namespace MailOps.Cli;

/// <summary>Errors about files that the command line names, with the ids that the module uses.</summary>
internal static class FileErrors
{
    public static MailOpsException NotFound(string path) => new(
        "MailOps.File.NotFound", MailOpsErrorKind.NotFound, $"There is no file or folder '{path}'.", "Check the path; quote names with blanks.");

    public static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.Input.Unreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.Unavailable,
        $"{path} cannot be read: {cause.Message}",
        "Check the path and the rights of this account.",
        cause);
}
