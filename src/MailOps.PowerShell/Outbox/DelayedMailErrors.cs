using System.Globalization;

namespace MailOps.PowerShell;

/// <summary>Errors of the outbox cmdlets that no operation of Core throws.</summary>
internal static class DelayedMailErrors
{
    public static MailOpsException NotFound(long id) => new(
        "MailOps.Outbox.NotFound",
        MailOpsErrorKind.NotFound,
        string.Format(CultureInfo.InvariantCulture, OutboxTexts.NotFound.Current, id),
        OutboxTexts.NotFoundAdvice.Current);

    public static MailOpsException InputNotUsed() => new(
        "MailOps.Outbox.InputNotUsed",
        MailOpsErrorKind.InvalidArgument,
        OutboxTexts.InputNotUsed.Current,
        OutboxTexts.InputNotUsedAdvice.Current);
}
