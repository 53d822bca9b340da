namespace MailOps.Storage.Sql;

/// <summary>Why a part of the log was kept or erased.</summary>
internal static class LogErasureTexts
{
    public static readonly Localized Queued = new(
        "Mail to this address is not over: cancel it first (Stop-DelayedMail).",
        "Mail an diese Adresse ist noch unterwegs: zuerst zurückziehen (Stop-DelayedMail).");

    public static readonly Localized Evidence = new(
        "The suppression list rests on it; -IncludeEvidence erases that too, and mail goes out again.",
        "Die Sperrliste beruht darauf; -IncludeEvidence löscht auch das, und Mail geht wieder hinaus.");

    public static readonly Localized WithEvidence = new(
        "Suppressions that rested on it ended with it.",
        "Sperren, die darauf beruhten, endeten damit.");
}
