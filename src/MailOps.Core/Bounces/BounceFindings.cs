namespace MailOps.Bounces;

/// <summary>What can be wrong with a report of delivery; docs/findings.md lists them.</summary>
public static class BounceFindings
{
    /// <summary>A delivery report without a recipient.</summary>
    public static readonly FindingRule NoRecipient = new(
        "BNC001",
        FindingSeverity.Warning,
        "RFC 3464 section 2.3",
        new Localized("The report names no recipient.", "Der Bericht nennt keinen Empfänger."),
        new Localized("Find the recipient by the message id in the log of the sending server.", "Empfänger über die Message-ID im Protokoll des sendenden Servers suchen."));

    /// <summary>A recipient's group without the Action field.</summary>
    public static readonly FindingRule MissingAction = new(
        "BNC002",
        FindingSeverity.Info,
        "RFC 3464 section 2.3.3",
        new Localized("The report lacks the Action field for a recipient; the status class stands in.", "Dem Bericht fehlt für einen Empfänger das Feld Action; die Statusklasse steht dafür."),
        new Localized("Nothing; the sender of the report breaks the standard.", "Nichts; der Absender des Berichts hält sich nicht an den Standard."));

    /// <summary>A recipient's group without a usable Status field.</summary>
    public static readonly FindingRule MissingStatus = new(
        "BNC003",
        FindingSeverity.Info,
        "RFC 3464 section 2.3.4",
        new Localized("The report lacks a valid Status field for a recipient.", "Dem Bericht fehlt für einen Empfänger ein gültiges Feld Status."),
        new Localized("Nothing; the sender of the report breaks the standard.", "Nichts; der Absender des Berichts hält sich nicht an den Standard."));

    /// <summary>More recipients than are read.</summary>
    public static readonly FindingRule TooManyRecipients = new(
        "BNC004",
        FindingSeverity.Warning,
        "",
        new Localized("The report has more than {0} recipients; the rest was left out.", "Der Bericht hat mehr als {0} Empfänger; der Rest wurde ausgelassen."),
        new Localized("Look at the mail itself: no server reports on so many at once.", "Die Mail selbst ansehen: Kein Server berichtet über so viele auf einmal."));

    /// <summary>A multipart/report whose report part is missing or unreadable.</summary>
    public static readonly FindingRule BrokenReport = new(
        "BNC005",
        FindingSeverity.Info,
        "RFC 6522 section 3",
        new Localized("The mail says it is a delivery report, but the report part is missing or empty; the text was read instead.", "Die Mail gibt sich als Zustellbericht aus, aber der Berichtsteil fehlt oder ist leer; stattdessen wurde der Text gelesen."),
        new Localized("Nothing; a gateway may have cut the mail.", "Nichts; ein Gateway hat die Mail vielleicht beschnitten."));

    /// <summary>The recipients were found by the look of the text.</summary>
    public static readonly FindingRule UnknownFormat = new(
        "BNC006",
        FindingSeverity.Info,
        "",
        new Localized("No known format; the recipients were found by the look of the text.", "Kein bekanntes Format; die Empfänger wurden nach dem Aussehen des Textes gefunden."),
        new Localized("Check the result; docs/bounces.md tells how to add a format.", "Ergebnis prüfen; docs/bounces.md beschreibt, wie ein Format hinzukommt."));

    /// <summary>The report and the diagnostic disagree about whether the error is permanent.</summary>
    public static readonly FindingRule ClassesDisagree = new(
        "BNC007",
        FindingSeverity.Info,
        "RFC 3464 section 2.3.4",
        new Localized("The Status field says {0}, the server's reply {1}; the reply counts.", "Das Feld Status sagt {0}, die Antwort des Servers {1}; es zählt die Antwort."),
        new Localized("Nothing.", "Nichts."));

    /// <summary>A report that names nobody, judged for the one whom the returned message went to.</summary>
    public static readonly FindingRule BorrowedRecipient = new(
        "BNC008",
        FindingSeverity.Info,
        "RFC 3464 section 2.3",
        new Localized("The report names no recipient; the one whom the returned message went to was taken.", "Der Bericht nennt keinen Empfänger; genommen wurde der, an den die zurückgesandte Nachricht ging."),
        new Localized("Check the address before acting on it by hand.", "Adresse prüfen, bevor von Hand danach gehandelt wird."));

    /// <summary>A file without a byte in it.</summary>
    public static readonly FindingRule EmptyFile = new(
        "BNC010",
        FindingSeverity.Error,
        "",
        new Localized("The file '{0}' is empty, or a pipe.", "Die Datei „{0}“ ist leer oder eine Pipe."),
        new Localized("Fetch the mail again.", "Die Mail erneut abholen."));

    /// <summary>A file that holds no mail.</summary>
    public static readonly FindingRule NotAMail = new(
        "BNC011",
        FindingSeverity.Error,
        "RFC 5322 section 3.5",
        new Localized("'{0}' is no mail: it has no header.", "„{0}“ ist keine Mail: Es fehlen die Kopfzeilen."),
        new Localized("Give mails as .eml files, an mbox or a Maildir; Outlook's .msg files must be saved as .eml first.", "Mails als .eml-Dateien, mbox oder Maildir angeben; .msg-Dateien von Outlook zuvor als .eml speichern."));

    /// <summary>A mail above the limit of size.</summary>
    public static readonly FindingRule TooBig = new(
        "BNC012",
        FindingSeverity.Warning,
        "",
        new Localized("'{0}' is bigger than {1} bytes; only its beginning was read.", "„{0}“ ist größer als {1} Bytes; nur der Anfang wurde gelesen."),
        new Localized("Raise the limit if it really is a mail.", "Grenze anheben, wenn es wirklich eine Mail ist."));

    /// <summary>A file that cannot be opened or read.</summary>
    public static readonly FindingRule Unreadable = new(
        "BNC013",
        FindingSeverity.Error,
        "",
        new Localized("'{0}' cannot be read: {1}", "„{0}“ kann nicht gelesen werden: {1}"),
        new Localized("Check path and rights.", "Pfad und Rechte prüfen."));

    /// <summary>Another mail in the same file, without a line between them that an mbox has.</summary>
    public static readonly FindingRule SecondMail = new(
        "BNC014",
        FindingSeverity.Warning,
        "RFC 4155",
        new Localized("Behind the end of this report another one begins; it was not read.", "Hinter dem Ende dieses Berichts beginnt ein weiterer; er wurde nicht gelesen."),
        new Localized("Keep each mail in a file of its own, or in an mbox, where a line 'From …' stands above each.", "Jede Mail in einer eigenen Datei aufbewahren, oder in einer mbox, wo über jeder eine Zeile „From …“ steht."));
}
