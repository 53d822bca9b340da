using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>The errors of reading mailboxes; ids in docs/errors.md.</summary>
internal static class IntakeErrors
{
    public static MailOpsException NoSource(MailLocation location) => new(
        "MailOps.Intake.NoSource",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"The message {location} is a copy out of a job or a file: it knows where it lies and not how to get there.",
            $"Die Nachricht {location} ist eine Kopie aus einem Job oder einer Datei: sie kennt ihren Ort, aber nicht den Weg dorthin.").Current,
        new Localized(
            "Run Receive-MailMessage and Complete-MailMessage in the same session.",
            "Receive-MailMessage und Complete-MailMessage in derselben Sitzung ausführen.").Current);

    public static MailOpsException NotFromMailbox() => new(
        "MailOps.Intake.NotFromMailbox",
        MailOpsErrorKind.InvalidData,
        new Localized(
            "This object was not made from a message of Receive-MailMessage.",
            "Dieses Objekt stammt aus keiner Nachricht von Receive-MailMessage.").Current,
        new Localized(
            "Pipe results whose InputObject leads back to such a message.", "Ergebnisse weiterleiten, deren InputObject zu einer solchen Nachricht führt.").Current);
}

/// <summary>Words in results.</summary>
internal static class IntakeTexts
{
    public static readonly Localized Gone = new("It is not there any more.", "Sie ist nicht mehr da.");

    public static readonly Localized Busy = new("Another process is completing it.", "Ein anderer Prozess schließt sie gerade ab.");

    public static readonly Localized Preview = new(
        "What it was made from was a preview only, so nothing has been done with it yet.",
        "Es stammt aus einer bloßen Vorschau, es ist also noch nichts damit geschehen.");
}
