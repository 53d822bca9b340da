namespace MailOps.Mime;

/// <summary>The errors of writing a message; docs/errors.md lists them.</summary>
internal static class MimeErrors
{
    public static MailOpsException HeaderInjection(string name) => new(
        "MailOps.Mime.HeaderInjection", MailOpsErrorKind.InvalidArgument,
        new Localized($"The value for {name} holds a line break or a NUL.", $"Der Wert für {name} enthält einen Zeilenumbruch oder ein NUL.").Current,
        new Localized(
            "Remove line breaks from the value; if it comes from outside, somebody may be trying to add header fields.",
            "Entfernen Sie Zeilenumbrüche aus dem Wert; kommt er von außen, versucht vielleicht jemand, Kopffelder einzuschleusen.").Current);

    public static MailOpsException InvalidHeaderName(string name) => new(
        "MailOps.Mime.InvalidHeaderName", MailOpsErrorKind.InvalidArgument,
        new Localized($"'{Shown(name)}' is no name of a header field.", $"'{Shown(name)}' ist kein Name eines Kopffeldes.").Current,
        new Localized("Use ASCII letters, digits and hyphens, without the colon.", "Verwenden Sie ASCII-Buchstaben, Ziffern und Bindestriche, ohne Doppelpunkt.").Current);

    public static MailOpsException ReservedHeader(string name) => new(
        "MailOps.Mime.ReservedHeader", MailOpsErrorKind.InvalidArgument,
        new Localized($"The header field {name} is written by MailOps itself.", $"Das Kopffeld {name} schreibt MailOps selbst.").Current,
        new Localized("Use the parameter made for it.", "Verwenden Sie den Parameter dafür.").Current);

    public static MailOpsException HeaderTooLong(string name) => new(
        "MailOps.Mime.HeaderTooLong", MailOpsErrorKind.InvalidArgument,
        new Localized(
            $"The value for {name} has a word of more than 998 characters, which no line of a mail can hold.",
            $"Der Wert für {name} enthält ein Wort mit mehr als 998 Zeichen, das in keine Zeile einer Mail passt.").Current,
        new Localized("Shorten the value.", "Kürzen Sie den Wert.").Current);

    public static MailOpsException NoSender() => new(
        "MailOps.Mime.NoSender", MailOpsErrorKind.InvalidArgument,
        new Localized("The message has no From address.", "Die Nachricht hat keine From-Adresse.").Current,
        new Localized("Name the sender.", "Geben Sie den Absender an.").Current);

    public static MailOpsException AttachmentUnreadable(string name, System.Exception cause) => new(
        "MailOps.Mime.AttachmentUnreadable", MailOpsErrorKind.Unavailable,
        new Localized($"The attachment '{Shown(name)}' cannot be read: {cause.Message}", $"Die Anlage '{Shown(name)}' ist nicht lesbar: {cause.Message}").Current,
        new Localized(
            "Check that the file is still there, that your account may read it and that no other program has locked it.",
            "Prüfen Sie, ob es die Datei noch gibt, ob Ihr Konto sie lesen darf und ob kein anderes Programm sie sperrt.").Current,
        cause);

    public static MailOpsException AttachmentMissing(string path) => new(
        "MailOps.Mime.AttachmentUnreadable", MailOpsErrorKind.NotFound,
        new Localized($"There is no file '{Shown(path)}' to attach.", $"Es gibt keine Datei '{Shown(path)}', die sich anhängen ließe.").Current,
        new Localized("Check the path; a folder cannot be attached.", "Prüfen Sie den Pfad; ein Ordner lässt sich nicht anhängen.").Current);

    public static MailOpsException InvalidListUnsubscribe(string address) => new(
        "MailOps.Mime.InvalidListUnsubscribe", MailOpsErrorKind.InvalidArgument,
        new Localized($"'{Shown(address)}' cannot be an unsubscribe address.", $"'{Shown(address)}' kann keine Abmeldeadresse sein.").Current,
        new Localized(
            "Use an absolute https: or mailto: address; one-click unsubscribing (RFC 8058) needs https:.",
            "Verwenden Sie eine vollständige https:- oder mailto:-Adresse; die Abmeldung mit einem Klick (RFC 8058) braucht https:.").Current);

    public static MailOpsException InvalidMailbox(string text) => new(
        "MailOps.Mime.InvalidMailbox", MailOpsErrorKind.InvalidArgument,
        new Localized($"'{Shown(text)}' is no address of the form Name <address>.", $"'{Shown(text)}' ist keine Adresse der Form Name <Adresse>.").Current,
        new Localized("Write address or Name <address>.", "Schreiben Sie Adresse oder Name <Adresse>.").Current);

    public static MailOpsException InvalidMediaType(string text) => new(
        "MailOps.Mime.InvalidMediaType", MailOpsErrorKind.InvalidArgument,
        new Localized($"'{Shown(text)}' is no media type.", $"'{Shown(text)}' ist kein Medientyp.").Current,
        new Localized("Write type/subtype, such as application/pdf.", "Schreiben Sie Typ/Untertyp, etwa application/pdf.").Current);

    // Foreign text goes into an error on one line and not at any length.
    private static string Shown(string text)
    {
        var characters = text.Length > 100 ? text.Substring(0, 100).ToCharArray() : text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (char.IsControl(characters[i]))
            {
                characters[i] = ' ';
            }
        }

        return new string(characters);
    }
}
