using System.Globalization;
using MailOps.Net;

namespace MailOps.Imap;

/// <summary>The errors of the IMAP area; ids in docs/errors.md.</summary>
internal static class ImapErrors
{
    private static readonly Localized CheckHost = new(
        "Check that host and port are those of an IMAP server.", "Prüfen, ob Host und Port zu einem IMAP-Server gehören.");

    private static readonly Localized AskServersAdmin = new(
        "The answer names the reason; ask whoever runs the server.", "Den Grund nennt die Antwort; den Betreiber des Servers fragen.");

    public static MailOpsException CommandInjection(string value) => New(
        "MailOps.Imap.CommandInjection",
        MailOpsErrorKind.InvalidArgument,
        new Localized(
            $"The value '{Shown(value)}' holds a line break or NUL, which would start another IMAP command.",
            $"Der Wert '{Shown(value)}' enthält einen Zeilenumbruch oder NUL und begänne einen weiteren IMAP-Befehl."),
        new Localized("Check where the value comes from.", "Die Herkunft des Wertes prüfen."));

    public static MailOpsException InvalidOptions(string option, string value) => New(
        "MailOps.Imap.InvalidOptions",
        MailOpsErrorKind.InvalidArgument,
        new Localized($"{option} cannot be '{Shown(value)}'.", $"{option} kann nicht '{Shown(value)}' sein."),
        new Localized("Correct the setting.", "Die Einstellung berichtigen."));

    public static MailOpsException InvalidResponse(string endpoint, string line) => New(
        "MailOps.Imap.InvalidResponse",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} does not speak IMAP as it should: '{Shown(line)}'.", $"{endpoint} spricht kein richtiges IMAP: '{Shown(line)}'."),
        CheckHost);

    public static MailOpsException LiteralTooLarge(string endpoint, long size, long limit) => New(
        "MailOps.Imap.LiteralTooLarge",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            string.Format(CultureInfo.InvariantCulture, "{0} announces {1} octets; at most {2} are taken.", endpoint, size, limit),
            string.Format(CultureInfo.InvariantCulture, "{0} kündigt {1} Oktette an; höchstens {2} werden angenommen.", endpoint, size, limit)),
        CheckHost);

    public static MailOpsException ResponseTooLong(string endpoint, int limit) => New(
        "MailOps.Imap.ResponseTooLong",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            string.Format(CultureInfo.InvariantCulture, "{0} sent a response of more than {1} octets.", endpoint, limit),
            string.Format(CultureInfo.InvariantCulture, "{0} hat eine Antwort von mehr als {1} Oktetten gesendet.", endpoint, limit)),
        CheckHost);

    public static MailOpsException Flood(string endpoint, int limit) => New(
        "MailOps.Imap.Flood",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            string.Format(CultureInfo.InvariantCulture, "{0} sent more than {1} responses to one command.", endpoint, limit),
            string.Format(CultureInfo.InvariantCulture, "{0} hat mehr als {1} Antworten auf einen Befehl gesendet.", endpoint, limit)),
        CheckHost);

    public static MailOpsException GreetingRefused(string endpoint, ImapResponse greeting) => New(
        "MailOps.Imap.GreetingRefused",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} takes no client from here: {greeting}", $"{endpoint} nimmt von hier keinen Client an: {greeting}"),
        AskServersAdmin);

    public static MailOpsException Closing(string endpoint, string words) => New(
        "MailOps.Imap.Closing",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} ended the conversation: {words}", $"{endpoint} hat das Gespräch beendet: {words}"),
        new Localized("Try later.", "Später erneut versuchen."));

    public static MailOpsException StartTlsNotOffered(string endpoint) => New(
        "MailOps.Imap.StartTlsNotOffered",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} does not offer STARTTLS.", $"{endpoint} bietet kein STARTTLS an."),
        new Localized(
            "Use the port for implicit TLS (993). If it was offered before, somebody on the way may have removed it.",
            "Den Port für implizites TLS (993) verwenden. Wurde es früher angeboten, entfernt es womöglich jemand unterwegs."));

    public static MailOpsException StartTlsInjection(string endpoint) => New(
        "MailOps.Imap.StartTlsInjection",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} sent clear text around STARTTLS.", $"{endpoint} hat rund um STARTTLS Klartext gesendet."),
        new Localized(
            "Somebody on the way may be adding responses: use the port for implicit TLS (993).",
            "Womöglich fügt jemand unterwegs Antworten ein: den Port für implizites TLS (993) verwenden."));

    public static MailOpsException CleartextAuthentication(string endpoint) => New(
        "MailOps.Imap.CleartextAuthentication",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"The connection to {endpoint} is in the clear: no log-in is sent over it.",
            $"Die Verbindung zu {endpoint} ist unverschlüsselt: darüber wird keine Anmeldung gesendet."),
        new Localized("Use STARTTLS or implicit TLS.", "STARTTLS oder implizites TLS verwenden."));

    public static MailOpsException NoCommonMechanism(string endpoint, string offered, MailCredential credential) => New(
        "MailOps.Imap.NoCommonMechanism",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"{endpoint} offers {Shown(offered)}; none of these fits the credential ({credential.Kind}) and what was asked for.",
            $"{endpoint} bietet {Shown(offered)}; nichts davon passt zu den Anmeldedaten ({credential.Kind}) und dem Gewünschten."),
        new Localized(
            "Check mechanism and kind of credential. To act for another mailbox the server must offer PLAIN or SCRAM-SHA-256, or name the separator of a master user.",
            "Verfahren und Art der Anmeldedaten prüfen. Um für ein anderes Postfach zu handeln, muss der Server PLAIN oder SCRAM-SHA-256 bieten, oder das Trennzeichen eines Master-Benutzers angeben."));

    public static MailOpsException AuthenticationRejected(string endpoint, MailCredential credential, string mailbox, ImapResponse response, string detail) => New(
        "MailOps.Imap.AuthenticationRejected",
        MailOpsErrorKind.AccessDenied,
        new Localized(
            $"{endpoint} refuses {credential} the mailbox {Shown(mailbox)}: {response} {detail}".TrimEnd(),
            $"{endpoint} verweigert {credential} das Postfach {Shown(mailbox)}: {response} {detail}".TrimEnd()),
        new Localized("Check user name, secret and the rights of a master user.", "Benutzernamen, Geheimnis und Rechte des Master-Benutzers prüfen."));

    public static MailOpsException AuthenticationUnavailable(string endpoint, ImapResponse response) => New(
        "MailOps.Imap.AuthenticationUnavailable",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} cannot check log-ins now: {response}", $"{endpoint} kann Anmeldungen gerade nicht prüfen: {response}"),
        new Localized("Try later.", "Später erneut versuchen."));

    public static MailOpsException ServerNotAuthentic(string endpoint, string mechanism, string detail) => New(
        "MailOps.Imap.ServerNotAuthentic",
        MailOpsErrorKind.AccessDenied,
        new Localized($"{endpoint} did not keep its part of {mechanism}: {detail}", $"{endpoint} hat seinen Teil von {mechanism} nicht erfüllt: {detail}"),
        new Localized(
            "Check host and password; a server that does not know the password cannot pass this test.",
            "Host und Passwort prüfen; ein Server, der das Passwort nicht kennt, besteht diese Prüfung nicht."));

    public static ImapRefusal Refused(string endpoint, string command, ImapResponse response) => new(
        "MailOps.Imap.Refused",
        response.Status == ImapStatus.Bad ? MailOpsErrorKind.ProtocolViolation
            : response.Code is "NOPERM" or "AUTHORIZATIONFAILED" ? MailOpsErrorKind.AccessDenied
            : response.Code is "OVERQUOTA" or "LIMIT" or "TOOBIG" ? MailOpsErrorKind.ResourceExhausted
            : response.Code is "NONEXISTENT" or "TRYCREATE" ? MailOpsErrorKind.NotFound
            : MailOpsErrorKind.InvalidOperation,
        new Localized($"{endpoint} refuses {command}: {response}", $"{endpoint} lehnt {command} ab: {response}").Current,
        AskServersAdmin.Current,
        response);

    public static MailOpsException UnsafeExpunge(string endpoint, string folder) => New(
        "MailOps.Imap.UnsafeExpunge",
        MailOpsErrorKind.NotSupported,
        new Localized(
            $"{endpoint} offers neither MOVE nor UIDPLUS, and other messages of '{Shown(folder)}' are marked for deletion: they would be lost too.",
            $"{endpoint} bietet weder MOVE noch UIDPLUS, und andere Nachrichten in '{Shown(folder)}' sind zum Löschen markiert: sie gingen mit verloren."),
        new Localized(
            "Have the owner expunge or undelete those, or update the server. Nothing was expunged.",
            "Den Besitzer diese endgültig löschen oder wiederherstellen lassen, oder den Server aktualisieren. Nichts wurde gelöscht."));

    private static MailOpsException New(string id, MailOpsErrorKind kind, Localized message, Localized advice) =>
        new(id, kind, message.Current, advice.Current);

    private static string Shown(string value) => WireText.Preview(DisplayText.Clean(value), 200);
}
