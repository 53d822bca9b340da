namespace MailOps.Recall;

/// <summary>Words that the page of a recall and the report of an incident share.</summary>
internal static class RecallPageTexts
{
    public static readonly Localized Mail = new("The mail", "Die Mail");
    public static readonly Localized Subject = new("Subject", "Betreff");
    public static readonly Localized Author = new("From", "Von");
    public static readonly Localized SentAt = new("Sent", "Gesendet");
    public static readonly Localized Attachments = new("Attachments", "Anlagen");
    public static readonly Localized Links = new("Links", "Links");
    public static readonly Localized Recall = new("Recall", "Rückruf");
    public static readonly Localized Reason = new("Reason", "Grund");
    public static readonly Localized RequestedBy = new("Asked for by", "Veranlasst von");
    public static readonly Localized RequestedAt = new("Asked for", "Veranlasst am");
    public static readonly Localized State = new("State", "Stand");
    public static readonly Localized Mode = new("Copies", "Kopien");
    public static readonly Localized Quarantined = new("moved into {0} of {1}, kept until {2}", "verschoben nach {0} von {1}, aufbewahrt bis {2}");
    public static readonly Localized Deleted = new("deleted for good", "endgültig gelöscht");
    public static readonly Localized Recipients = new("Recipients", "Empfänger");
    public static readonly Localized Recipient = new("Recipient", "Empfänger");
    public static readonly Localized Status = new("Status", "Status");
    public static readonly Localized MarkedRead = new("Marked as read", "Als gelesen markiert");
    public static readonly Localized Folders = new("Folders", "Ordner");
    public static readonly Localized Changed = new("Last change", "Letzte Änderung");
    public static readonly Localized Detail = new("Detail", "Einzelheiten");
    public static readonly Localized Yes = new("yes", "ja");
    public static readonly Localized No = new("no", "nein");
    public static readonly Localized NotKnown = new("not known", "nicht bekannt");
    public static readonly Localized SentTo = new("sent to {0}", "gesendet an {0}");
    public static readonly Localized More = new("{0} more are in the JSON form.", "{0} weitere stehen in der JSON-Form.");

    public static readonly Localized Caveats = new(
        "\"Marked as read\" does not mean that somebody opened the mail, and \"not marked\" does not mean that nobody did: a preview, a phone or a POP client may show a mail "
        + "without marking it. Copies that a POP client or an offline folder has fetched stay on that device; saved attachments stay where they were saved.",
        "„Als gelesen markiert“ heißt nicht, dass jemand die Mail geöffnet hat, und „nicht markiert“ heißt nicht, dass es niemand tat: Eine Vorschau, ein Telefon oder ein POP-Programm "
        + "kann eine Mail zeigen, ohne sie zu markieren. Kopien, die ein POP-Programm oder ein Offline-Ordner geholt hat, bleiben auf dem Gerät; gespeicherte Anlagen bleiben, wo sie gespeichert wurden.");
}
