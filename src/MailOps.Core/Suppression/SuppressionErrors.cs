using System;

namespace MailOps.Suppression;

/// <summary>The errors of this room; docs/errors.md lists their ids.</summary>
internal static class SuppressionErrors
{
    public static MailOpsException NothingNamed() => new(
        "MailOps.Suppression.NothingNamed", MailOpsErrorKind.InvalidArgument,
        "Nothing says what is to be undone.", "Name a run, a domain, or a time.");

    public static MailOpsException NoAddressColumn(string path, string titles) => new(
        "MailOps.Suppression.NoAddressColumn", MailOpsErrorKind.InvalidData,
        $"{path} has no column with addresses; its first line names: {DisplayText.Cell(titles)}.",
        "Name the column, or use an export of SES, Mailgun, SendGrid or Postmark, or a list with an address a line.");

    public static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.Suppression.Unreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is System.IO.FileNotFoundException or System.IO.DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.Unavailable,
        $"{path} cannot be read or written: {cause.Message}", "Check the path and the rights of this account.", cause);
}
