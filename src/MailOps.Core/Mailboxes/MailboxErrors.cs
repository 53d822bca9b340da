using System;
using System.Globalization;

namespace MailOps.Mailboxes;

/// <summary>The errors that all stores of mailboxes share; ids in docs/errors.md.</summary>
internal static class MailboxErrors
{
    public const string FolderReplacedId = "MailOps.Mailbox.FolderReplaced";

    public static MailOpsException NotFound(string mailbox) => New(
        "MailOps.Mailbox.NotFound",
        MailOpsErrorKind.NotFound,
        new Localized($"There is no mailbox '{Shown(mailbox)}'.", $"Es gibt kein Postfach '{Shown(mailbox)}'."),
        new Localized("Check its name or path.", "Namen oder Pfad prüfen."));

    public static MailOpsException FolderNotFound(string mailbox, string folder, string answer) => New(
        "MailOps.Mailbox.FolderNotFound",
        MailOpsErrorKind.NotFound,
        new Localized(
            $"The mailbox {Shown(mailbox)} has no folder '{Shown(folder)}' that can be opened. {Shown(answer)}".TrimEnd(),
            $"Das Postfach {Shown(mailbox)} hat keinen Ordner '{Shown(folder)}', der sich öffnen lässt. {Shown(answer)}".TrimEnd()),
        new Localized(
            "Check the name; somebody may have deleted or renamed the folder.",
            "Den Namen prüfen; vielleicht hat jemand den Ordner gelöscht oder umbenannt."));

    public static MailOpsException FolderReplaced(string mailbox, string folder, long before, long now) => New(
        FolderReplacedId,
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            string.Format(
                CultureInfo.InvariantCulture,
                "The folder '{0}' of {1} was rebuilt (UIDVALIDITY {2}, now {3}): the UIDs known so far may be other messages.",
                Shown(folder), Shown(mailbox), before, now),
            string.Format(
                CultureInfo.InvariantCulture,
                "Der Ordner '{0}' von {1} wurde neu angelegt (UIDVALIDITY {2}, jetzt {3}): bisher bekannte UIDs können andere Nachrichten sein.",
                Shown(folder), Shown(mailbox), before, now)),
        new Localized("Nothing was changed: read the folder again.", "Es wurde nichts geändert: den Ordner neu lesen."));

    public static MailOpsException MessageGone(string mailbox, string folder, string uid) => New(
        "MailOps.Mailbox.MessageGone",
        MailOpsErrorKind.NotFound,
        new Localized(
            $"The message {Shown(uid)} is not in the folder '{Shown(folder)}' of {Shown(mailbox)} any more.",
            $"Die Nachricht {Shown(uid)} liegt nicht mehr im Ordner '{Shown(folder)}' von {Shown(mailbox)}."),
        new Localized("Somebody moved or deleted it.", "Jemand hat sie verschoben oder gelöscht."));

    public static MailOpsException ReadOnly(string mailbox, string folder) => New(
        "MailOps.Mailbox.ReadOnly",
        MailOpsErrorKind.AccessDenied,
        new Localized(
            $"The folder '{Shown(folder)}' of {Shown(mailbox)} was opened for reading only, or this account may only read it.",
            $"Der Ordner '{Shown(folder)}' von {Shown(mailbox)} ist nur zum Lesen geöffnet, oder dieses Konto darf ihn nur lesen."),
        new Localized("Check the rights of the account.", "Die Rechte des Kontos prüfen."));

    public static MailOpsException FolderClosed(string folder) => New(
        "MailOps.Mailbox.FolderClosed",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"The folder '{Shown(folder)}' is not open any more: the session opened another one, or has ended.",
            $"Der Ordner '{Shown(folder)}' ist nicht mehr offen: die Sitzung hat einen anderen geöffnet oder ist beendet."),
        new Localized("Open it again.", "Ihn erneut öffnen."));

    public static MailOpsException InvalidName(string what, string value) => New(
        "MailOps.Mailbox.InvalidName",
        MailOpsErrorKind.InvalidArgument,
        new Localized($"'{Shown(value)}' cannot be the {what}.", $"'{Shown(value)}' ist als Wert für {what} nicht möglich."),
        new Localized("Check where the value comes from.", "Die Herkunft des Wertes prüfen."));

    public static MailOpsException NotSupported(string what) => New(
        "MailOps.Mailbox.NotSupported",
        MailOpsErrorKind.NotSupported,
        new Localized($"This store cannot do that: {what}.", $"Dieser Speicher kann das nicht: {what}."),
        new Localized("Use IMAP, or a Maildir.", "IMAP oder ein Maildir verwenden."));

    public static MailOpsException Unreadable(string path, Exception cause) => New(
        "MailOps.Mailbox.Unreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.Unavailable,
        new Localized(
            $"'{Shown(path)}' cannot be read or changed: {cause.Message}", $"'{Shown(path)}' lässt sich nicht lesen oder ändern: {cause.Message}"),
        new Localized("Check the rights of this account and the disk.", "Die Rechte dieses Kontos und den Datenträger prüfen."),
        cause);

    private static MailOpsException New(string id, MailOpsErrorKind kind, Localized message, Localized advice, Exception? cause = null) =>
        new(id, kind, message.Current, advice.Current, cause);

    private static string Shown(string value) => MailOps.Net.WireText.Preview(DisplayText.Clean(value), 200);
}
