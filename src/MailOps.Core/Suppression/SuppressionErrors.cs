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

    public static MailOpsException InvalidJson(string path, Exception cause) => new(
        "MailOps.Suppression.InvalidJson", MailOpsErrorKind.InvalidData,
        $"{path} begins as JSON and is none, or not all of it: {cause.Message}.",
        "Get the file again; where the list is too long for one file, give its pages one after the other.", cause);

    public static MailOpsException UnknownJson(string path) => new(
        "MailOps.Suppression.UnknownJson", MailOpsErrorKind.InvalidData,
        $"{path} is JSON, but no suppression list in a form that is known.",
        "Give what 'aws sesv2 list-suppressed-destinations' prints (SuppressedDestinationSummaries), or what the interfaces of SendGrid (an array of objects with email), "
        + "Mailgun (items with address) or Postmark (Suppressions, Bounces) answer; or name the member that holds the address.");

    public static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.Suppression.Unreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is System.IO.FileNotFoundException or System.IO.DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.Unavailable,
        $"{path} cannot be read or written: {cause.Message}", "Check the path and the rights of this account.", cause);
}
