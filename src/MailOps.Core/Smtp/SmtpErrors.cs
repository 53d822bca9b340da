using System.Globalization;
using MailOps.Net;

namespace MailOps.Smtp;

/// <summary>The errors of the SMTP area; ids in docs/errors.md.</summary>
internal static class SmtpErrors
{
    private static readonly Localized AskServersAdmin = new(
        "The reply names the reason; ask whoever runs the server.", "Den Grund nennt die Antwort; den Betreiber des Servers fragen.");

    private static readonly Localized TryLater = new("Try later.", "Später erneut versuchen.");

    public static MailOpsException CommandInjection(string what, string value) => new(
        "MailOps.Smtp.CommandInjection",
        MailOpsErrorKind.InvalidArgument,
        new Localized(
            $"The {what} '{Shown(value)}' holds a line break or NUL, which would start another SMTP command.",
            $"Der Wert für {what} '{Shown(value)}' enthält einen Zeilenumbruch oder NUL und begänne einen weiteren SMTP-Befehl.").Current,
        new Localized("Check where the value comes from.", "Die Herkunft des Wertes prüfen.").Current);

    public static MailOpsException InvalidEnvelope(string what, string value) => new(
        "MailOps.Smtp.InvalidEnvelope",
        MailOpsErrorKind.InvalidArgument,
        new Localized(
            $"The {what} '{Shown(value)}' cannot stand in an SMTP command.", $"Der Wert für {what} '{Shown(value)}' passt in keinen SMTP-Befehl.").Current,
        new Localized("Correct it.", "Den Wert berichtigen.").Current);

    public static MailOpsException InvalidOptions(string option, string value) => new(
        "MailOps.Smtp.InvalidOptions",
        MailOpsErrorKind.InvalidArgument,
        new Localized($"{option} cannot be '{Shown(value)}'.", $"{option} kann nicht '{Shown(value)}' sein.").Current,
        new Localized("Correct the setting.", "Die Einstellung berichtigen.").Current);

    public static SmtpException InvalidReply(string endpoint, string line) => Fault(
        "MailOps.Smtp.InvalidReply",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} does not speak SMTP: '{Shown(line)}'.", $"{endpoint} spricht kein SMTP: '{Shown(line)}'."),
        new Localized("Check host and port, and whether the port wants implicit TLS.", "Host und Port prüfen, auch ob der Port implizites TLS erwartet."));

    public static SmtpException ReplyTooLong(string endpoint, int lines) => Fault(
        "MailOps.Smtp.ReplyTooLong",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            $"{endpoint} sent a reply of more than {lines} lines.", $"{endpoint} hat eine Antwort von mehr als {lines} Zeilen gesendet."),
        new Localized("Check that host and port are those of a mail server.", "Prüfen, ob Host und Port zu einem Mailserver gehören."));

    public static SmtpException GreetingRefused(string endpoint, SmtpReply reply) => Fault(
        "MailOps.Smtp.GreetingRefused",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} takes no mail from here: {reply}", $"{endpoint} nimmt von hier keine Mail an: {reply}"),
        AskServersAdmin,
        reply);

    public static SmtpException HelloRefused(string endpoint, string name, SmtpReply reply) => Fault(
        "MailOps.Smtp.HelloRefused",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} refuses the name '{name}' after EHLO: {reply}", $"{endpoint} lehnt den Namen '{name}' nach EHLO ab: {reply}"),
        new Localized("Set the HELO name to this host's full name in the DNS.", "Als HELO-Namen den vollen DNS-Namen dieses Rechners setzen."),
        reply);

    public static SmtpException ServiceClosing(string endpoint, SmtpReply reply) => Fault(
        "MailOps.Smtp.ServiceClosing",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} is closing the connection: {reply}", $"{endpoint} beendet die Verbindung: {reply}"),
        TryLater,
        reply);

    public static SmtpException StartTlsNotOffered(string endpoint) => Fault(
        "MailOps.Smtp.StartTlsNotOffered",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} does not offer STARTTLS.", $"{endpoint} bietet kein STARTTLS an."),
        new Localized(
            "Use the port for implicit TLS, or switch TLS on in the server. If it was offered before, somebody on the way may have removed it.",
            "Den Port für implizites TLS verwenden oder TLS am Server einschalten. Wurde es früher angeboten, entfernt es womöglich jemand unterwegs."));

    public static SmtpException StartTlsRefused(string endpoint, SmtpReply reply) => Fault(
        "MailOps.Smtp.StartTlsRefused",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} offers STARTTLS and refuses it: {reply}", $"{endpoint} bietet STARTTLS an und lehnt es ab: {reply}"),
        new Localized("Check the server's certificate and key.", "Zertifikat und Schlüssel des Servers prüfen."),
        reply);

    public static SmtpException StartTlsInjection(string endpoint) => Fault(
        "MailOps.Smtp.StartTlsInjection",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            $"{endpoint} sent clear text behind the reply to STARTTLS.", $"{endpoint} hat hinter der Antwort auf STARTTLS Klartext gesendet."),
        new Localized(
            "Somebody on the way may be adding replies, or the server is faulty: use the port for implicit TLS.",
            "Womöglich fügt jemand unterwegs Antworten ein, oder der Server ist fehlerhaft: den Port für implizites TLS verwenden."));

    public static SmtpException CleartextAuthentication(string endpoint) => Fault(
        "MailOps.Smtp.CleartextAuthentication",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"The connection to {endpoint} is in the clear: no log-in is sent over it.",
            $"Die Verbindung zu {endpoint} ist unverschlüsselt: darüber wird keine Anmeldung gesendet."),
        new Localized("Use STARTTLS or implicit TLS.", "STARTTLS oder implizites TLS verwenden."),
        isPermanent: true);

    public static SmtpException AuthenticationNotOffered(string endpoint) => Fault(
        "MailOps.Smtp.AuthenticationNotOffered",
        MailOpsErrorKind.InvalidOperation,
        new Localized($"{endpoint} offers no log-in.", $"{endpoint} bietet keine Anmeldung an."),
        new Localized(
            "Use the submission port (587 or 465), or no credential.", "Den Port für die Einlieferung (587 oder 465) oder keine Anmeldedaten verwenden."),
        isPermanent: true);

    public static SmtpException NoCommonMechanism(string endpoint, string offered, MailCredential credential) => Fault(
        "MailOps.Smtp.NoCommonMechanism",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"{endpoint} offers {offered}; none of these fits the credential ({credential.Kind}) and the mechanism asked for.",
            $"{endpoint} bietet {offered}; nichts davon passt zu den Anmeldedaten ({credential.Kind}) und dem gewünschten Verfahren."),
        new Localized("Check mechanism and kind of credential.", "Verfahren und Art der Anmeldedaten prüfen."),
        isPermanent: true);

    public static SmtpException AuthenticationRejected(string endpoint, MailCredential credential, SmtpReply reply, string detail) => Fault(
        "MailOps.Smtp.AuthenticationRejected",
        MailOpsErrorKind.AccessDenied,
        new Localized(
            $"{endpoint} refuses the log-in of {credential}: {reply} {detail}".TrimEnd(),
            $"{endpoint} lehnt die Anmeldung von {credential} ab: {reply} {detail}".TrimEnd()),
        new Localized("Check user name and secret.", "Benutzernamen und Geheimnis prüfen."),
        reply,
        isPermanent: true);

    public static SmtpException AuthenticationUnavailable(string endpoint, SmtpReply reply) => Fault(
        "MailOps.Smtp.AuthenticationUnavailable",
        MailOpsErrorKind.Unavailable,
        new Localized($"{endpoint} cannot check log-ins now: {reply}", $"{endpoint} kann Anmeldungen gerade nicht prüfen: {reply}"),
        TryLater,
        reply);

    public static SmtpException ServerNotAuthentic(string endpoint, string mechanism, string detail) => Fault(
        "MailOps.Smtp.ServerNotAuthentic",
        MailOpsErrorKind.AccessDenied,
        new Localized(
            $"{endpoint} did not keep its part of {mechanism}: {detail}", $"{endpoint} hat seinen Teil von {mechanism} nicht erfüllt: {detail}"),
        new Localized(
            "Check host and password; a server that does not know the password cannot pass this test.",
            "Host und Passwort prüfen; ein Server, der das Passwort nicht kennt, besteht diese Prüfung nicht."),
        isPermanent: true);

    public static SmtpException Utf8NotOffered(string endpoint) => Fault(
        "MailOps.Smtp.Utf8NotOffered",
        MailOpsErrorKind.NotSupported,
        new Localized(
            $"An address or header holds other letters than ASCII, and {endpoint} does not offer SMTPUTF8.",
            $"Eine Adresse oder ein Kopffeld enthält andere Zeichen als ASCII, und {endpoint} bietet kein SMTPUTF8 an."),
        new Localized("Use an ASCII address, or a server with SMTPUTF8.", "Eine ASCII-Adresse oder einen Server mit SMTPUTF8 verwenden."),
        isPermanent: true);

    public static SmtpException EightBitNotOffered(string endpoint) => Fault(
        "MailOps.Smtp.EightBitNotOffered",
        MailOpsErrorKind.NotSupported,
        new Localized(
            $"The message holds 8-bit text, and {endpoint} does not offer 8BITMIME.",
            $"Die Nachricht enthält 8-Bit-Text, und {endpoint} bietet kein 8BITMIME an."),
        new Localized(
            "Encode the text as quoted-printable or base64; messages made by MailOps are.",
            "Den Text als quoted-printable oder base64 kodieren; Nachrichten von MailOps sind es."),
        isPermanent: true);

    public static SmtpException MessageTooLarge(string endpoint, long size, long limit) => Fault(
        "MailOps.Smtp.MessageTooLarge",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"The message has {Number(size)} octets; {endpoint} takes at most {Number(limit)}.",
            $"Die Nachricht hat {Number(size)} Oktette; {endpoint} nimmt höchstens {Number(limit)}."),
        new Localized("Make it smaller, or send a link.", "Die Nachricht verkleinern oder einen Link senden."),
        isPermanent: true);

    public static SmtpException UnexpectedReply(string endpoint, string command, SmtpReply reply) => Fault(
        "MailOps.Smtp.UnexpectedReply",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} answers {command} with {reply}.", $"{endpoint} beantwortet {command} mit {reply}."),
        TryLater,
        reply);

    public static SmtpException Cancelled(string endpoint) => Fault(
        "MailOps.Smtp.Cancelled",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"Cancelled while {endpoint} had the message and had not answered.",
            $"Abgebrochen, als {endpoint} die Nachricht hatte und noch nicht geantwortet hatte."),
        new Localized("Look into the server's log.", "Im Log des Servers nachsehen."));

    private static SmtpException Fault(
        string id, MailOpsErrorKind kind, Localized message, Localized advice, SmtpReply? reply = null, bool isPermanent = false) =>
        new(id, kind, message.Current, advice.Current, reply, isPermanent);

    private static string Shown(string value) => WireText.Preview(WireText.Printable(value));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
