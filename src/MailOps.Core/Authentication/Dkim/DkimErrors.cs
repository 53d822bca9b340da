using System;
using System.Globalization;

namespace MailOps.Authentication.Dkim;

/// <summary>The errors of using keys and signing.</summary>
internal static class DkimErrors
{
    public static MailOpsException KeyUnreadable(string path, Exception cause) => new(
        "MailOps.Dkim.KeyUnreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.NotFound,
        Text(new("The private key {0} cannot be read: {1}", "Der private Schlüssel {0} lässt sich nicht lesen: {1}"), path, cause.Message),
        new Localized("Check the path and your rights.", "Pfad und Rechte prüfen.").Current,
        cause);

    public static MailOpsException InvalidKey(string source) => new(
        "MailOps.Dkim.InvalidKey",
        MailOpsErrorKind.InvalidData,
        Text(new("{0} holds no private RSA key in PEM.", "{0} enthält keinen privaten RSA-Schlüssel in PEM."), source),
        new Localized("Give a file that begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----; New-DkimKey makes one.",
            "Geben Sie eine Datei an, die mit -----BEGIN PRIVATE KEY----- oder -----BEGIN RSA PRIVATE KEY----- beginnt; New-DkimKey erzeugt eine.").Current);

    public static MailOpsException EncryptedKey(string source) => new(
        "MailOps.Dkim.EncryptedKey",
        MailOpsErrorKind.NotSupported,
        Text(new("The private key in {0} is protected by a password.", "Der private Schlüssel in {0} ist mit einem Kennwort geschützt."), source),
        new Localized("Write it without one, and protect the file by its rights: openssl pkey -in FILE -out NEWFILE",
            "Schreiben Sie ihn ohne Kennwort, und schützen Sie die Datei durch ihre Rechte: openssl pkey -in DATEI -out NEUEDATEI").Current);

    public static MailOpsException KeySize(int bits) => new(
        "MailOps.Dkim.KeySize",
        MailOpsErrorKind.InvalidArgument,
        Text(new("A key of {0} bits is not used: verifiers take 1024 to 4096.", "Ein Schlüssel mit {0} Bit wird nicht verwendet: Prüfer nehmen 1024 bis 4096."), bits),
        new Localized("Take 2048.", "Nehmen Sie 2048.").Current);

    public static MailOpsException KeyExists(string path) => new(
        "MailOps.Dkim.KeyExists",
        MailOpsErrorKind.InvalidOperation,
        Text(new("There is a file {0} already; a key is never overwritten.", "Es gibt schon eine Datei {0}; ein Schlüssel wird nie überschrieben."), path),
        new Localized("Name another file.", "Nennen Sie eine andere Datei.").Current);

    public static MailOpsException KeyNotWritten(string path, Exception cause) => new(
        "MailOps.Dkim.KeyNotWritten",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.Unavailable,
        Text(new("The private key cannot be written to {0}: {1}", "Der private Schlüssel lässt sich nicht nach {0} schreiben: {1}"), path, cause.Message),
        new Localized("Check the path and your rights.", "Pfad und Rechte prüfen.").Current,
        cause);

    public static MailOpsException InvalidReference(string text) => new(
        "MailOps.Dkim.InvalidKeyReference",
        MailOpsErrorKind.InvalidArgument,
        Text(new("'{0}' does not name a key to sign with.", "'{0}' nennt keinen Schlüssel zum Signieren."), DisplayText.Quote(text)),
        new Localized("Write domain:selector:file, such as corp.example:mail2026:/etc/mailops/mail2026.pem",
            "Schreiben Sie Domain:Selektor:Datei, etwa corp.example:mail2026:/etc/mailops/mail2026.pem").Current);

    public static MailOpsException InvalidName(string text) => new(
        "MailOps.Dkim.InvalidName",
        MailOpsErrorKind.InvalidArgument,
        Text(new("'{0}' is no domain or selector.", "'{0}' ist weder Domain noch Selektor."), DisplayText.Quote(text)),
        new Localized("Give names such as corp.example and mail2026.", "Geben Sie Namen wie corp.example und mail2026 an.").Current);

    public static MailOpsException NothingToSign(string reason) => new(
        "MailOps.Dkim.NothingToSign",
        MailOpsErrorKind.InvalidData,
        Text(new("The message cannot be signed: {0}", "Die Nachricht lässt sich nicht signieren: {0}"), reason),
        new Localized("Sign whole messages, whose header has a From field.", "Signieren Sie ganze Nachrichten, deren Kopf ein Feld From hat.").Current);

    public static string NoFrom => new Localized("it has no From field.", "sie hat kein Feld From.").Current;

    public static string HeaderTooLong => new Localized("its header does not end.", "ihr Kopf endet nicht.").Current;

    private static string Text(Localized template, params object?[] values) => string.Format(CultureInfo.InvariantCulture, template.Current, values);
}
