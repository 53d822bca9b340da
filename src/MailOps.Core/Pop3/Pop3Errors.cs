using MailOps.Net;

namespace MailOps.Pop3;

/// <summary>The errors of the POP3 area; ids in docs/errors.md.</summary>
internal static class Pop3Errors
{
    private static readonly Localized CheckHost = new(
        "Check that host and port are those of a POP3 server.", "Prüfen, ob Host und Port zu einem POP3-Server gehören.");

    public static MailOpsException InvalidResponse(string endpoint, string line) => New(
        "MailOps.Pop3.InvalidResponse",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} does not speak POP3 as it should: '{Shown(line)}'.", $"{endpoint} spricht kein richtiges POP3: '{Shown(line)}'."),
        CheckHost);

    public static MailOpsException Refused(string endpoint, string command, string line) => New(
        "MailOps.Pop3.Refused",
        MailOpsErrorKind.InvalidOperation,
        new Localized($"{endpoint} refuses {command}: {Shown(line)}", $"{endpoint} lehnt {command} ab: {Shown(line)}"),
        new Localized("The answer names the reason; ask whoever runs the server.", "Den Grund nennt die Antwort; den Betreiber des Servers fragen."));

    public static MailOpsException LoginRefused(string endpoint, MailCredential credential, string line) => New(
        "MailOps.Pop3.LoginRefused",
        line.Contains("[IN-USE]") || line.Contains("[SYS/TEMP]") || line.Contains("[LOGIN-DELAY]") ? MailOpsErrorKind.Unavailable : MailOpsErrorKind.AccessDenied,
        new Localized($"{endpoint} refuses the log-in of {credential}: {Shown(line)}", $"{endpoint} lehnt die Anmeldung von {credential} ab: {Shown(line)}"),
        new Localized("Check user name and secret.", "Benutzernamen und Geheimnis prüfen."));

    public static MailOpsException Unprotected(string endpoint) => New(
        "MailOps.Pop3.Unprotected",
        MailOpsErrorKind.InvalidOperation,
        new Localized(
            $"The connection to {endpoint} has no TLS: no log-in is sent over it.", $"Die Verbindung zu {endpoint} hat kein TLS: darüber wird keine Anmeldung gesendet."),
        new Localized("Use the port for implicit TLS (995), or STLS.", "Den Port für implizites TLS (995) oder STLS verwenden."));

    public static MailOpsException TooLarge(string endpoint, long limit) => New(
        "MailOps.Pop3.TooLarge",
        MailOpsErrorKind.ProtocolViolation,
        new Localized($"{endpoint} sent an answer of more than {limit} octets or lines.", $"{endpoint} hat eine Antwort von mehr als {limit} Oktetten oder Zeilen gesendet."),
        CheckHost);

    private static MailOpsException New(string id, MailOpsErrorKind kind, Localized message, Localized advice) =>
        new(id, kind, message.Current, advice.Current);

    private static string Shown(string value) => WireText.Preview(WireText.Printable(value), 200);
}
