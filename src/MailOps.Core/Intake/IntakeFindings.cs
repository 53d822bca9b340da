namespace MailOps.Intake;

/// <summary>What reading mailboxes finds.</summary>
internal static class IntakeFindings
{
    public static readonly FindingRule Interrupted = new(
        "INTAKE001",
        FindingSeverity.Warning,
        "",
        new Localized("The connection to {0} was lost: {1}", "Die Verbindung zu {0} ging verloren: {1}"),
        new Localized("It is made again in {2} s.", "Sie wird in {2} s neu aufgebaut."));

    public static readonly FindingRule FolderReplaced = new(
        "INTAKE002",
        FindingSeverity.Warning,
        "RFC 9051 section 2.3.1.1",
        new Localized(
            "The folder '{0}' was rebuilt (UIDVALIDITY {1}, now {2}): all its messages count as new.",
            "Der Ordner '{0}' wurde neu angelegt (UIDVALIDITY {1}, jetzt {2}): alle seine Nachrichten gelten als neu."),
        new Localized(
            "Nothing to do: what was read before the change and not completed comes again.",
            "Nichts zu tun: was vor der Änderung gelesen und nicht abgeschlossen wurde, kommt erneut."));
}
