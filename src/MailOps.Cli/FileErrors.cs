namespace MailOps.Cli;

/// <summary>Errors about files that the command line names, with the ids that the module uses.</summary>
internal static class FileErrors
{
    public static MailOpsException NotFound(string path) => new(
        "MailOps.File.NotFound", MailOpsErrorKind.NotFound, $"There is no file or folder '{path}'.", "Check the path; quote names with blanks.");
}
