namespace MailOps.Outbox;

/// <summary>What the outbox may find about a queue.</summary>
internal static class OutboxFindings
{
    public static readonly FindingRule QueueUnattended = new(
        "OUT001", FindingSeverity.Warning, "",
        new Localized(
            "No dispatcher has visited the store {0} for 15 minutes or more, and mail is due in it.",
            "Seit mindestens 15 Minuten hat kein Versandlauf den Speicher {0} besucht, und darin ist Mail fällig."),
        new Localized(
            "Run Invoke-MailQueue -Store '{0}' now, and once: Register-MailQueueTask -Store '{0}'",
            "Starten Sie jetzt Invoke-MailQueue -Store '{0}', und einmalig: Register-MailQueueTask -Store '{0}'"));

    public static readonly FindingRule ClockJumped = new(
        "OUT002", FindingSeverity.Warning, "",
        new Localized(
            "The clock of this machine jumped by {0}; nothing more was sent, since due times cannot be trusted.",
            "Die Uhr dieses Rechners sprang um {0}; es wurde nichts weiter gesendet, weil den Fälligkeiten nicht zu trauen ist."),
        new Localized(
            "Check the clock and run Invoke-MailQueue again.",
            "Prüfen Sie die Uhr und starten Sie Invoke-MailQueue erneut."));

    public static readonly FindingRule ClockBehind = new(
        "OUT003", FindingSeverity.Error, "",
        new Localized(
            "The clock of this machine stands at {0:u}, the newest event in the store at {1:u}; nothing was sent.",
            "Die Uhr dieses Rechners steht auf {0:u}, das jüngste Ereignis im Speicher auf {1:u}; es wurde nichts gesendet."),
        new Localized(
            "Set the clock right; if it was wrong when the event was written, wait until that time has passed.",
            "Stellen Sie die Uhr richtig; war sie beim Schreiben des Ereignisses falsch, warten Sie, bis diese Zeit vorbei ist."));

    public static readonly FindingRule ServerMisconfigured = new(
        "OUT004", FindingSeverity.Error, "",
        new Localized(
            "The server {0} cannot be used as it is set up: {1}",
            "Der Server {0} ist so, wie er eingestellt ist, nicht zu benutzen: {1}"),
        new Localized(
            "Correct server, port, security or credential; its mail stays queued.",
            "Berichtigen Sie Server, Port, Sicherheit oder Anmeldedaten; seine Mail bleibt in der Warteschlange."));

    public static readonly FindingRule ServerUnreachable = new(
        "OUT005", FindingSeverity.Warning, "",
        new Localized(
            "The server {0} cannot be reached: {1}",
            "Der Server {0} ist nicht zu erreichen: {1}"),
        new Localized(
            "Nothing has to be done if it comes back: its mail stays queued and is tried again.",
            "Kommt er wieder, ist nichts zu tun: Seine Mail bleibt in der Warteschlange und wird erneut versucht."));

    public static readonly FindingRule MailMissed = new(
        "OUT007", FindingSeverity.Warning, "",
        new Localized(
            "After a downtime mail was more than four hours late: {0} held for a person, {1} skipped as its senders wished.",
            "Nach einer Ausfallzeit war Mail mehr als vier Stunden zu spät: {0} angehalten, {1} entfallen, wie von ihren Absendern gewünscht."),
        new Localized(
            "Look with Get-DelayedMail -State Waiting; Resume-DelayedMail lets it go, Stop-DelayedMail takes it back.",
            "Sehen Sie mit Get-DelayedMail -State Waiting nach; Resume-DelayedMail lässt sie gehen, Stop-DelayedMail nimmt sie zurück."));

    public static readonly FindingRule CampaignBraked = new(
        "OUT020", FindingSeverity.Error, "",
        new Localized(
            "The campaign {0} was stopped: of its last {1} recipients {2} failed for good and {3} complained.",
            "Die Kampagne {0} wurde angehalten: von ihren letzten {1} Empfängern scheiterten {2} endgültig, {3} beschwerten sich."),
        new Localized(
            "Find the cause with Get-MailLog, clean the list, then let it go on with Resume-DelayedMail -Campaign.",
            "Suchen Sie die Ursache mit Get-MailLog, bereinigen Sie die Liste und setzen Sie sie mit Resume-DelayedMail -Campaign fort."));

    public static readonly FindingRule ServerHeld = new(
        "OUT021", FindingSeverity.Error, "",
        new Localized(
            "The server {0} is left alone since {1:u}, since it refused the credentials: {2}",
            "Der Server {0} wird seit {1:u} nicht mehr gefragt, weil er die Anmeldung abwies: {2}"),
        new Localized(
            "Correct the credentials, then wake it with Set-MailServer -Name {0} -Resume; otherwise it is asked once a day.",
            "Berichtigen Sie die Anmeldedaten und wecken Sie ihn mit Set-MailServer -Name {0} -Resume; sonst wird er einmal am Tag gefragt."));

    public static readonly FindingRule ServerSlowed = new(
        "OUT022", FindingSeverity.Warning, "",
        new Localized(
            "The server {0} asked for less speed: {1}",
            "Der Server {0} bat um weniger Tempo: {1}"),
        new Localized(
            "Nothing has to be done: its mail rests a while. A throttle keeps it from happening: Set-MailServer -MaxPerMinute or -Preset.",
            "Es ist nichts zu tun: Seine Mail ruht eine Weile. Eine Drossel verhindert es: Set-MailServer -MaxPerMinute oder -Preset."));

    public static readonly FindingRule WorkerFailed = new(
        "OUT006", FindingSeverity.Warning, "",
        new Localized(
            "Something beside sending failed ({0}): {1}",
            "Etwas neben dem Versand ist gescheitert ({0}): {1}"),
        new Localized(
            "Look the error up in docs/errors.md; mail went out nevertheless.",
            "Schlagen Sie den Fehler in docs/errors.md nach; Mail wurde trotzdem gesendet."));
}
