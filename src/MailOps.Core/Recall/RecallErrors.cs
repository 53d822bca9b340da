using System;
using System.Globalization;
using System.IO;

namespace MailOps.Recall;

/// <summary>The errors of this room; docs/errors.md lists their ids.</summary>
internal static class RecallErrors
{
    public static MailOpsException NoMessageId() => New(
        "MailOps.Recall.NoMessageId", MailOpsErrorKind.InvalidData,
        "The message has no Message-ID, or more than one: it cannot be told from others.",
        "Name the message in another way, such as by the log.",
        "Die Nachricht hat keine Message-ID oder mehrere: Sie lässt sich nicht von anderen unterscheiden.",
        "Die Nachricht anders benennen, etwa über das Protokoll.");

    public static MailOpsException NoSender() => New(
        "MailOps.Recall.NoSender", MailOpsErrorKind.InvalidData,
        "The message has no single author in its From field.", "Name the message in another way, such as by the log.",
        "Die Nachricht hat im From-Feld nicht genau einen Verfasser.", "Die Nachricht anders benennen, etwa über das Protokoll.");

    public static MailOpsException Unverified(string messageId) => New(
        "MailOps.Recall.Unverified", MailOpsErrorKind.InvalidOperation,
        $"Neither the log of this store nor a file vouches for the Message-ID <{DisplayText.Clean(messageId)}>.",
        "Hand over the .eml; or, when you are sure, say -Unverified with -From and -Recipient.",
        $"Weder das Protokoll dieses Speichers noch eine Datei bürgt für die Message-ID <{DisplayText.Clean(messageId)}>.",
        "Die .eml übergeben; oder, wenn Sie sicher sind, -Unverified mit -From und -Recipient angeben.");

    public static MailOpsException NoRecipients() => New(
        "MailOps.Recall.NoRecipients", MailOpsErrorKind.InvalidArgument,
        "Nobody is named who could have the mail.", "Name recipients with -Recipient.",
        "Niemand ist genannt, der die Mail haben könnte.", "Empfänger mit -Recipient nennen.");

    public static MailOpsException NotAllowed(string account) => New(
        "MailOps.Recall.NotAllowed", MailOpsErrorKind.AccessDenied,
        $"The policy of this store does not let the account {DisplayText.Clean(account)} take mail back.",
        "Ask one of the accounts that Get-MailRecallPolicy names.",
        $"Die Richtlinie dieses Speichers erlaubt dem Konto {DisplayText.Clean(account)} keinen Rückruf.",
        "Eines der Konten bitten, die Get-MailRecallPolicy nennt.");

    public static MailOpsException PermanentNotAllowed() => New(
        "MailOps.Recall.PermanentNotAllowed", MailOpsErrorKind.AccessDenied,
        "The policy of this store does not let anybody delete copies for good.", "Recall without -Permanent.",
        "Die Richtlinie dieses Speichers erlaubt kein endgültiges Löschen.", "Ohne -Permanent zurückrufen.");

    public static MailOpsException TooOld(DateTime sentAt, TimeSpan limit) => New(
        "MailOps.Recall.TooOld", MailOpsErrorKind.InvalidOperation,
        FormattableString.Invariant($"The mail was sent at {sentAt:u}; mail older than {Age(limit)} is not taken back."),
        "The policy (Get-MailRecallPolicy) or -MaximumAge says so.",
        FormattableString.Invariant($"Die Mail wurde am {sentAt:u} gesendet; Mail, die älter ist als {Age(limit)}, wird nicht zurückgerufen."),
        "So bestimmt es die Richtlinie (Get-MailRecallPolicy) oder -MaximumAge.");

    public static MailOpsException AgeUnknown() => New(
        "MailOps.Recall.AgeUnknown", MailOpsErrorKind.InvalidOperation,
        "How old the mail is cannot be known, and only mail up to an age is taken back.", "Hand over the .eml.",
        "Das Alter der Mail ist nicht bekannt, und nur Mail bis zu einem Alter wird zurückgerufen.", "Die .eml übergeben.");

    public static MailOpsException TooManyMailboxes(int count, int limit) => New(
        "MailOps.Recall.TooManyMailboxes", MailOpsErrorKind.InvalidOperation,
        $"{count} mailboxes are concerned; more than {limit} need their number to be stated.", $"Say -Count {count}.",
        $"{count} Postfächer sind betroffen; mehr als {limit} verlangen die Angabe ihrer Zahl.", $"-Count {count} angeben.");

    public static MailOpsException CountDiffers(int stated, int count) => New(
        "MailOps.Recall.CountDiffers", MailOpsErrorKind.InvalidOperation,
        $"{stated} mailboxes were stated, {count} are concerned; nothing was changed.", "Look at the plan again with -WhatIf.",
        $"{stated} Postfächer wurden genannt, {count} sind betroffen; nichts wurde geändert.", "Den Plan mit -WhatIf erneut ansehen.");

    public static MailOpsException TooManyCopies(string mailbox, int count) => New(
        "MailOps.Recall.TooManyCopies", MailOpsErrorKind.InvalidOperation,
        $"One folder of {DisplayText.Clean(mailbox)} holds {count} messages that match: one of them may be another mail.",
        $"Look at them; if all are meant, say -CopiesPerFolder {count}.",
        $"Ein Ordner von {DisplayText.Clean(mailbox)} enthält {count} passende Nachrichten: Eine davon könnte eine andere Mail sein.",
        $"Sie ansehen; sind alle gemeint, -CopiesPerFolder {count} angeben.");

    public static MailOpsException NoQuarantine() => New(
        "MailOps.Recall.NoQuarantine", MailOpsErrorKind.InvalidArgument,
        "No mailbox is named that could hold the quarantine.",
        "Name an admin's mailbox with -QuarantineMailbox or Set-MailRecallPolicy; or delete for good with -Permanent.",
        "Kein Postfach ist genannt, das die Quarantäne aufnehmen könnte.",
        "Ein Postfach der Verwaltung mit -QuarantineMailbox oder Set-MailRecallPolicy nennen; oder mit -Permanent endgültig löschen.");

    public static MailOpsException NoMailboxes() => New(
        "MailOps.Recall.NoMailboxes", MailOpsErrorKind.InvalidArgument,
        "Nothing says where the mailboxes are, or the secret of the server that the recall remembers is not at hand.",
        "Name the server with -Server and who logs in with -Credential, or Maildirs with -MaildirPath.",
        "Nichts sagt, wo die Postfächer liegen, oder das Geheimnis des gemerkten Servers ist nicht verfügbar.",
        "Den Server mit -Server und die Anmeldung mit -Credential nennen, oder Maildirs mit -MaildirPath.");

    public static MailOpsException NotConfirmed() => New(
        "MailOps.Recall.NotConfirmed", MailOpsErrorKind.InvalidOperation,
        "Copies would be deleted for good, and nobody is here to confirm it; nothing was changed.", "Say -Force, or -Confirm:$false.",
        "Kopien würden endgültig gelöscht, und niemand ist da, der es bestätigt; nichts wurde geändert.", "-Force oder -Confirm:$false angeben.");

    public static MailOpsException NotFound(long id) => New(
        "MailOps.Recall.NotFound", MailOpsErrorKind.NotFound,
        $"There is no recall {id} in this store.", "Look with Get-MailRecall.",
        $"Es gibt in diesem Speicher keinen Rückruf {id}.", "Mit Get-MailRecall nachsehen.");

    public static MailOpsException UnknownMail(string messageId) => New(
        "MailOps.Recall.UnknownMail", MailOpsErrorKind.NotFound,
        $"Neither a recall nor the log of this store knows the Message-ID <{DisplayText.Clean(messageId)}>.", "Hand over the .eml with -LiteralPath.",
        $"Weder ein Rückruf noch das Protokoll dieses Speichers kennt die Message-ID <{DisplayText.Clean(messageId)}>.", "Die .eml mit -LiteralPath übergeben.");

    public static MailOpsException MailUnreadable(string path, Exception cause) => new(
        "MailOps.Recall.MailUnreadable",
        cause is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.AccessDenied,
        new Localized(
            $"The mail {DisplayText.Clean(path)} cannot be read: {DisplayText.Clean(cause.Message)}",
            $"Die Mail {DisplayText.Clean(path)} lässt sich nicht lesen: {DisplayText.Clean(cause.Message)}").Current,
        new Localized("Check the path and the rights.", "Pfad und Rechte prüfen.").Current,
        cause);

    public static MailOpsException TimeInFuture(DateTime time) => New(
        "MailOps.Recall.TimeInFuture", MailOpsErrorKind.InvalidArgument,
        $"{time.ToLocalTime():g} has not come yet.", "Name a time in the past; a time that does not say that it is UTC is local.",
        $"{time.ToLocalTime():g} ist noch nicht gekommen.", "Einen Zeitpunkt in der Vergangenheit nennen; ohne Angabe von UTC gilt die Ortszeit.");

    public static MailOpsException ReportNotWritten(string path, Exception cause) => new(
        "MailOps.Recall.ReportNotWritten", MailOpsErrorKind.Unavailable,
        new Localized($"{DisplayText.Clean(path)} cannot be written: {cause.Message}", $"{DisplayText.Clean(path)} lässt sich nicht schreiben: {cause.Message}").Current,
        new Localized("Check the folder, the rights and the space on the disk.", "Ordner, Rechte und Platz auf dem Datenträger prüfen.").Current, cause);

    public static MailOpsException OneReport() => New(
        "MailOps.Recall.OneReport", MailOpsErrorKind.InvalidArgument,
        "One file takes the report of one mail, and this is a second mail.", "Make each report in a call of its own.",
        "Eine Datei nimmt den Bericht über eine Mail auf, und dies ist eine zweite.", "Jeden Bericht mit einem eigenen Aufruf erstellen.");

    public static MailOpsException NoMailNamed() => New(
        "MailOps.Recall.NoMailNamed", MailOpsErrorKind.InvalidArgument,
        "What was piped names no mail.", "Pipe recalls, entries of the log, decisions of the outbox, Message-IDs, or objects with a property MessageId.",
        "Was übergeben wurde, nennt keine Mail.",
        "Rückrufe, Einträge des Protokolls, Entscheidungen des Postausgangs, Message-IDs oder Objekte mit einer Eigenschaft MessageId übergeben.");

    public static MailOpsException NothingCorrected() => New(
        "MailOps.Recall.NothingCorrected", MailOpsErrorKind.InvalidArgument,
        "A corrected version needs the file (-Attachments) or the words (-Text) that are right.", "Attach it, or take another -Kind.",
        "Eine berichtigte Fassung braucht die richtige Datei (-Attachments) oder die richtigen Worte (-Text).", "Anhängen, oder ein anderes -Kind wählen.");

    public static MailOpsException Busy(long id) => New(
        "MailOps.Recall.Busy", MailOpsErrorKind.Unavailable,
        $"Another process is working on the recall {id}.", "Wait until it is done.",
        $"Ein anderer Prozess arbeitet am Rückruf {id}.", "Warten, bis er fertig ist.");

    public static MailOpsException WrongState(long id, MailRecallState state) => New(
        "MailOps.Recall.WrongState", MailOpsErrorKind.InvalidOperation,
        $"The recall {id} is {state}: that cannot be done now.", "Look with Get-MailRecall.",
        $"Der Rückruf {id} ist im Zustand {state}: Das geht jetzt nicht.", "Mit Get-MailRecall nachsehen.");

    public static MailOpsException Irreversible(long id) => New(
        "MailOps.Recall.Irreversible", MailOpsErrorKind.InvalidOperation,
        $"The recall {id} deleted for good: there is nothing to put back.", "Only a backup of the mailboxes has it.",
        $"Der Rückruf {id} hat endgültig gelöscht: Es gibt nichts zurückzulegen.", "Nur eine Sicherung der Postfächer hat es noch.");

    public static MailOpsException AliasUnreadable(string path, string why) => New(
        "MailOps.Recall.AliasUnreadable", MailOpsErrorKind.InvalidData,
        $"The aliases in {DisplayText.Clean(path)} cannot be read: {DisplayText.Clean(why)}", "Check the path, the rights and the file.",
        $"Die Aliasse in {DisplayText.Clean(path)} lassen sich nicht lesen: {DisplayText.Clean(why)}", "Pfad, Rechte und Datei prüfen.");

    public static MailOpsException AliasTooDeep(string address) => New(
        "MailOps.Recall.AliasTooDeep", MailOpsErrorKind.InvalidData,
        $"The aliases of {DisplayText.Clean(address)} lead to more than 10,000 places.", "Check the alias files.",
        $"Die Aliasse von {DisplayText.Clean(address)} führen zu mehr als 10.000 Zielen.", "Die Alias-Dateien prüfen.");

    public static MailOpsException TooLarge(string folder, int limit) => New(
        "MailOps.Recall.TooLarge", MailOpsErrorKind.ResourceExhausted,
        $"A copy in {DisplayText.Clean(folder)} is larger than {limit >> 20} MB and cannot be put into quarantine.", "Remove it by hand, or with -Permanent.",
        $"Eine Kopie in {DisplayText.Clean(folder)} ist größer als {limit >> 20} MB und kann nicht in Quarantäne.", "Von Hand entfernen, oder mit -Permanent.");

    private static string Age(TimeSpan age) => age.TotalDays < 1
        ? age.ToString("c", CultureInfo.InvariantCulture)
        : age.TotalDays.ToString("0.##", CultureInfo.InvariantCulture) + " " + new Localized("days", "Tage").Current;

    private static MailOpsException New(string id, MailOpsErrorKind kind, string english, string advice, string german, string rat) =>
        new(id, kind, new Localized(english, german).Current, new Localized(advice, rat).Current);
}
