using MailOps.Journal;

namespace MailOps.Recall;

/// <summary>What statuses are called on pages for people.</summary>
internal static class RecallNames
{
    public static Localized Of(MailRecallStatus status) => status switch
    {
        MailRecallStatus.Pending => new("Pending", "Steht aus"),
        MailRecallStatus.Cancelled => new("Cancelled before it left", "Storniert, nie versandt"),
        MailRecallStatus.Recalled => new("Taken back", "Zurückgeholt"),
        MailRecallStatus.RecalledUnread => new("Taken back", "Zurückgeholt"),
        MailRecallStatus.SkippedRead => new("Left: marked as read", "Belassen: als gelesen markiert"),
        MailRecallStatus.NotFound => new("Not found so far", "Bisher nicht gefunden"),
        MailRecallStatus.Forwarded => new("Taken back, but passed on", "Zurückgeholt, aber weitergegeben"),
        MailRecallStatus.External => new("Outside", "Außerhalb"),
        MailRecallStatus.NoAccess => new("No access", "Kein Zugriff"),
        MailRecallStatus.Failed => new("Failed", "Fehlgeschlagen"),
        MailRecallStatus.Excluded => new("Excluded", "Ausgenommen"),
        _ => new("Put back", "Zurückgelegt"),
    };

    public static Localized Of(MailLogStatus status) => status switch
    {
        MailLogStatus.Queued => new("Queued", "Eingereiht"),
        MailLogStatus.Deferred => new("Deferred", "Aufgeschoben"),
        MailLogStatus.InDoubt => new("In doubt", "Ungewiss"),
        MailLogStatus.Accepted => new("Accepted by a server", "Von einem Server angenommen"),
        MailLogStatus.Delivered => new("Delivered", "Zugestellt"),
        MailLogStatus.Bounced => new("Bounced", "Zurückgewiesen"),
        MailLogStatus.Cancelled => new("Cancelled", "Storniert"),
        MailLogStatus.Suppressed => new("Suppressed", "Gesperrt"),
        MailLogStatus.Complained => new("Complained", "Beschwerde"),
        _ => new("Recalled", "Zurückgeholt"),
    };

    public static Localized Of(MailRecallState state) => state switch
    {
        MailRecallState.Running => new("under way", "läuft"),
        MailRecallState.Pending => new("pending", "steht aus"),
        MailRecallState.Completed => new("completed", "abgeschlossen"),
        MailRecallState.Stopped => new("stopped", "angehalten"),
        MailRecallState.Undoing => new("being undone", "wird rückgängig gemacht"),
        _ => new("undone", "rückgängig gemacht"),
    };

    /// <summary>The colour of a status: taken is good, reached is bad, unknown is neither.</summary>
    public static string ClassOf(MailRecallStatus status) => status switch
    {
        MailRecallStatus.Cancelled or MailRecallStatus.Recalled or MailRecallStatus.RecalledUnread => "good",
        MailRecallStatus.Pending or MailRecallStatus.NotFound => "unknown",
        MailRecallStatus.Forwarded or MailRecallStatus.Excluded or MailRecallStatus.Restored => "weak",
        _ => "bad",
    };

    public static string ClassOf(MailLogStatus status) => status switch
    {
        MailLogStatus.Bounced or MailLogStatus.Cancelled or MailLogStatus.Suppressed => "good",
        MailLogStatus.Queued or MailLogStatus.Deferred => "unknown",
        _ => "bad",
    };
}
