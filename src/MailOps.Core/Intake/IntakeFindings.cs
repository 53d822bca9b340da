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

    public static readonly FindingRule Finished = new(
        "INTAKE003",
        FindingSeverity.Info,
        "",
        new Localized(
            "Completing {0} message(s) of the folder '{1}' had been broken off; it was finished.",
            "Das Abschließen von {0} Nachricht(en) des Ordners '{1}' war abgebrochen worden; es wurde zu Ende geführt."),
        new Localized("Nothing to do: they are not given again.", "Nichts zu tun: sie kommen nicht erneut."));

    public static readonly FindingRule NotFinished = new(
        "INTAKE004",
        FindingSeverity.Warning,
        "",
        new Localized(
            "Completing {0} message(s) of the folder '{1}' had been broken off and could not be finished: {2}",
            "Das Abschließen von {0} Nachricht(en) des Ordners '{1}' war abgebrochen worden und ließ sich nicht zu Ende führen: {2}"),
        new Localized(
            "Where the server refused it, they are given again; where it was out of reach, the next run tries it again.",
            "Wo der Server es ablehnt, kommen sie erneut; wo er nicht erreichbar ist, versucht es der nächste Lauf erneut."));
}
