namespace MailOps.PowerShell;

/// <summary>The words with which the outbox cmdlets ask and refuse.</summary>
internal static class OutboxTexts
{
    public static readonly Localized Queue = new("Queue mail", "Mail einreihen");

    public static readonly Localized Cancel = new("Cancel mail", "Mail zurückziehen");

    public static readonly Localized Suspend = new("Suspend mail", "Mail anhalten");

    public static readonly Localized Resume = new("Resume mail", "Mail freigeben");

    public static readonly Localized ResumeCampaign = new("Let a stopped campaign go on", "Angehaltene Kampagne fortsetzen");

    public static readonly Localized RegisterTask = new("Register the task that delivers mail", "Aufgabe zum Zustellen einrichten");

    public static readonly Localized UnregisterTask = new("Remove the task that delivers mail", "Aufgabe zum Zustellen entfernen");

    public static readonly Localized Reschedule = new("Reschedule mail", "Mail verschieben");

    public static readonly Localized Approve = new("Approve mail", "Mail genehmigen");

    public static readonly Localized Remove = new("Erase the content of mail", "Inhalt der Mail löschen");

    public static readonly Localized ClearLog = new("Erase from the log", "Aus dem Protokoll löschen");

    public static readonly Localized AcceptRollback = new(
        "Take the store as it is, although it went back in time: mail may leave twice",
        "Den Speicher nehmen, wie er ist, obwohl er in der Zeit zurücksprang: Mail kann doppelt hinausgehen");

    public static readonly Localized Dispatch = new("Deliver mail", "Mail zustellen");

    /// <summary>{0} mails, {1} recipients.</summary>
    public static readonly Localized MailsAndRecipients = new("{0} mail(s) to {1} recipient(s)", "{0} Mail(s) an {1} Empfänger");

    /// <summary>{0} the number of the row, {1} its recipients.</summary>
    public static readonly Localized Row = new("Row {0} ({1})", "Zeile {0} ({1})");

    public static readonly Localized NoMessage = new("This input is no message and names none.", "Diese Eingabe ist keine Nachricht und nennt keine.");

    public static readonly Localized NoMessageAdvice = new(
        "Pipe message files, their bytes, or what New-MailDraft makes.",
        "Leiten Sie Nachrichtendateien, ihre Bytes oder die Ausgabe von New-MailDraft weiter.");

    public static readonly Localized SaveDraft = new("Save drafts", "Entwürfe speichern");

    /// <summary>{0} mails, {1} store.</summary>
    public static readonly Localized MailsInStore = new("{0} mail(s) in {1}", "{0} Mail(s) in {1}");

    /// <summary>{0} recipients.</summary>
    public static readonly Localized CorrectionUndecided = new(
        "{0} recipient(s) may still be helped by the recall, or their mail has not left. Run this again when that is known: nobody gets it twice.",
        "{0} Empfänger(n) kann der Rückruf noch helfen, oder ihre Mail ist noch nicht hinaus. Wiederholen Sie dies, wenn es feststeht: Niemand erhält es doppelt.");

    public static readonly Localized NobodyToCorrect = new(
        "Nobody is known to have the mail; -Status chooses others.", "Von niemandem ist bekannt, dass er die Mail hat; -Status wählt andere.");

    public static readonly Localized ManyCaption = new("Many mails at once", "Viele Mails auf einmal");

    public static readonly Localized InputNotUsed = new(
        "-To is given, so that piped objects can only be files to attach, and this one is none.",
        "-To ist angegeben, daher können weitergeleitete Objekte nur Dateien zum Anhängen sein, und dieses ist keine.");

    public static readonly Localized InputNotUsedAdvice = new(
        "Leave out -To, so that each object is one mail; or pipe files.",
        "Lassen Sie -To weg, damit jedes Objekt eine Mail ist; oder leiten Sie Dateien weiter.");

    /// <summary>{0} the mailbox.</summary>
    public static readonly Localized Rehearsal = new(
        "This is a rehearsal: mail goes into {0}, and not to its recipients.",
        "Dies ist eine Probe: Mail geht an {0} und nicht an ihre Empfänger.");

    /// <summary>{0} the address, {1} what the server said, {2} when it is tried again.</summary>
    public static readonly Localized TriedAgain = new(
        "{0} was not delivered yet, and is tried again at {2:T}: {1}",
        "{0} ist noch nicht zugestellt, der nächste Versuch ist um {2:T}: {1}");

    /// <summary>{0} the number.</summary>
    public static readonly Localized NotFound = new("The store has no mail {0}.", "Der Speicher hat keine Mail {0}.");

    public static readonly Localized NotFoundAdvice = new("List the mails with Get-DelayedMail.", "Listen Sie die Mails mit Get-DelayedMail auf.");

    public static readonly Localized NumberMissing = new(
        "This input names no mail: it has no property Id with a number.",
        "Diese Eingabe nennt keine Mail: Sie hat keine Eigenschaft Id mit einer Nummer.");

    public static readonly Localized NumberMissingAdvice = new(
        "Pipe the output of Get-DelayedMail or Send-DelayedMail, or the numbers themselves.",
        "Leiten Sie die Ausgabe von Get-DelayedMail oder Send-DelayedMail weiter, oder die Nummern selbst.");

    /// <summary>{0} what was written.</summary>
    public static readonly Localized BareNumber = new(
        "'{0}' is no delay: write 00:10:00 for ten minutes, 1.00:00:00 for a day, or 0.",
        "'{0}' ist keine Verzögerung: Schreiben Sie 00:10:00 für zehn Minuten, 1.00:00:00 für einen Tag, oder 0.");
}
