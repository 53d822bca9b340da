using System;
using System.Globalization;

namespace MailOps.Net;

/// <summary>The errors of connections; ids in docs/errors.md.</summary>
internal static class NetErrors
{
    public static MailOpsException HostNotFound(string host, Exception? cause) => New(
        "MailOps.Net.HostNotFound",
        MailOpsErrorKind.NotFound,
        new Localized($"The host '{host}' has no address.", $"Der Host '{host}' hat keine Adresse."),
        new Localized("Check the name.", "Den Namen prüfen."),
        cause);

    public static MailOpsException AddressNotPublic(string host, System.Net.IPAddress address) => New(
        "MailOps.Net.AddressNotPublic",
        MailOpsErrorKind.AccessDenied,
        new Localized(
            $"The host '{host}' has the address {address}, of this host or a private network, where foreign records must not lead.",
            $"Der Host '{host}' hat die Adresse {address}, von diesem Rechner oder einem privaten Netz, wohin fremde Einträge nicht führen dürfen."),
        new Localized("Ask a DNS server outside, and publish an address that everybody reaches.", "Einen DNS-Server außerhalb fragen und eine Adresse veröffentlichen, die alle erreichen."));

    public static MailOpsException LookupFailed(string host, string reason, Exception? cause = null) => New(
        "MailOps.Net.LookupFailed",
        MailOpsErrorKind.Unavailable,
        new Localized(
            $"The address of '{host}' cannot be looked up now: {reason}",
            $"Die Adresse von '{host}' lässt sich gerade nicht ermitteln: {reason}"),
        new Localized("Check this host's name servers, or try later.", "Die Nameserver dieses Rechners prüfen oder später erneut versuchen."),
        cause);

    public static MailOpsException ConnectFailed(string endpoint, string reason, Exception? cause) => New(
        "MailOps.Net.ConnectFailed",
        MailOpsErrorKind.Unavailable,
        new Localized($"No connection to {endpoint}: {reason}", $"Keine Verbindung zu {endpoint}: {reason}"),
        new Localized(
            "Check host, port and firewall, or try later.", "Host, Port und Firewall prüfen oder später erneut versuchen."),
        cause);

    public static MailOpsException Timeout(string endpoint, string activity, TimeSpan timeout) => New(
        "MailOps.Net.Timeout",
        MailOpsErrorKind.Timeout,
        new Localized(
            $"{endpoint} did not answer within {Seconds(timeout)} s ({activity}).",
            $"{endpoint} hat nicht innerhalb von {Seconds(timeout)} s geantwortet ({activity})."),
        new Localized(
            "Try later. When it happens each time at the first step: a port for implicit TLS stays silent on a clear-text client.",
            "Später erneut versuchen. Geschieht es jedes Mal im ersten Schritt: ein Port für implizites TLS schweigt gegenüber einem Klartext-Client."));

    public static MailOpsException ConnectionLost(string endpoint, string activity, Exception? cause) => New(
        "MailOps.Net.ConnectionLost",
        MailOpsErrorKind.Unavailable,
        new Localized(
            $"{endpoint} closed the connection ({activity}).", $"{endpoint} hat die Verbindung beendet ({activity})."),
        new Localized("Try later; the server's log says why.", "Später erneut versuchen; den Grund nennt das Log des Servers."),
        cause);

    public static MailOpsException LineTooLong(string endpoint, int limit, string start) => New(
        "MailOps.Net.LineTooLong",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            $"{endpoint} sent a line of more than {limit} octets, starting '{start}'.",
            $"{endpoint} hat eine Zeile von mehr als {limit} Oktetten gesendet, sie beginnt mit '{start}'."),
        new Localized("Check that host and port are those of a mail server.", "Prüfen, ob Host und Port zu einem Mailserver gehören."));

    public static MailOpsException TlsFailed(string endpoint, Exception cause) => New(
        "MailOps.Net.TlsFailed",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            $"TLS with {endpoint} failed: {Innermost(cause)}", $"TLS mit {endpoint} ist gescheitert: {Innermost(cause)}"),
        new Localized(
            "The server must offer TLS 1.2 or later. If it speaks clear text at this port first, use STARTTLS instead of implicit TLS.",
            "Der Server muss TLS 1.2 oder neuer anbieten. Spricht er an diesem Port zuerst Klartext, STARTTLS statt implizitem TLS wählen."),
        cause);

    public static MailOpsException TlsTooOld(string endpoint, string version) => New(
        "MailOps.Net.TlsTooOld",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            $"{endpoint} negotiated {version}; TLS 1.2 is the least.", $"{endpoint} hat {version} ausgehandelt; TLS 1.2 ist das Mindeste."),
        new Localized("Update the server.", "Den Server aktualisieren."));

    public static MailOpsException Certificate(string id, string endpoint, Localized problem, Localized advice) => New(
        id,
        MailOpsErrorKind.AccessDenied,
        new Localized(
            $"The certificate of {endpoint} is not valid: {problem.For(CultureInfo.InvariantCulture)}",
            $"Das Zertifikat von {endpoint} ist nicht gültig: {problem.For(German)}"),
        advice);

    public static MailOpsException NotHttp(string endpoint, string start) => New(
        "MailOps.Net.NotHttp",
        MailOpsErrorKind.ProtocolViolation,
        new Localized(
            $"{endpoint} does not answer as a web server does: '{start}'.", $"{endpoint} antwortet nicht wie ein Webserver: '{start}'."),
        new Localized("Check that a web server answers at host and port.", "Prüfen, ob dort ein Webserver antwortet."));

    public static MailOpsException TooLarge(string endpoint, int limit) => New(
        "MailOps.Net.TooLarge",
        MailOpsErrorKind.ResourceExhausted,
        new Localized(
            $"The answer of {endpoint} has more than {limit} octets.", $"Die Antwort von {endpoint} hat mehr als {limit} Oktette."),
        new Localized("Check that the server sends the right document.", "Prüfen, ob der Server das richtige Dokument sendet."));

    public const string SecretUnavailableId = "MailOps.Net.SecretUnavailable";

    public static MailOpsException SecretUnavailable(string reference, Exception? cause) => New(
        SecretUnavailableId,
        MailOpsErrorKind.AccessDenied,
        new Localized($"The secret '{reference}' is not at hand here.", $"Das Geheimnis '{reference}' ist hier nicht verfügbar."),
        new Localized(
            "Name one that this account can read: env:NAME, file:PATH or secret:Vault/Name.",
            "Eines angeben, das dieses Konto lesen kann: env:NAME, file:PFAD oder secret:Tresor/Name."),
        cause);

    public static MailOpsException TrustedRootUnreadable(string path, Exception? cause) => New(
        "MailOps.Net.TrustedRootUnreadable",
        MailOpsErrorKind.InvalidData,
        new Localized(
            $"'{DisplayText.Clean(path)}' is no readable file with certificates of authorities{Because(cause)}.",
            $"'{DisplayText.Clean(path)}' ist keine lesbare Datei mit Zertifikaten von Zertifizierungsstellen{Because(cause)}."),
        new Localized(
            "Name a file with the certificate of the authority, in PEM (-----BEGIN CERTIFICATE-----) or DER.",
            "Eine Datei mit dem Zertifikat der Zertifizierungsstelle angeben, in PEM (-----BEGIN CERTIFICATE-----) oder DER."),
        cause);

    public static MailOpsException InvalidSecret() => New(
        "MailOps.Net.InvalidSecret",
        MailOpsErrorKind.InvalidArgument,
        new Localized(
            "The user name, password or token holds control characters.", "Benutzername, Passwort oder Token enthalten Steuerzeichen."),
        new Localized(
            "Check where the secret comes from; a file often ends with a line break that does not belong to it.",
            "Die Herkunft des Geheimnisses prüfen; Dateien enden oft mit einem Zeilenumbruch, der nicht dazugehört."));

    public static MailOpsException MechanismNeedsPowerShell7(string mechanism) => New(
        "MailOps.Net.MechanismNeedsPowerShell7",
        MailOpsErrorKind.NotSupported,
        new Localized(
            $"{mechanism} does not exist in Windows PowerShell.", $"{mechanism} gibt es in Windows PowerShell nicht."),
        new Localized("Use PowerShell 7, or another mechanism.", "PowerShell 7 oder ein anderes Verfahren verwenden."));

    public static MailOpsException MechanismUnavailable(string mechanism, string status) => New(
        "MailOps.Net.MechanismUnavailable",
        MailOpsErrorKind.NotSupported,
        new Localized($"{mechanism} does not work on this host: {status}", $"{mechanism} funktioniert auf diesem Rechner nicht: {status}"),
        new Localized(
            "On Linux install the GSS-API library (for NTLM also gss-ntlmssp); for Kerberos get a ticket first.",
            "Unter Linux die GSS-API-Bibliothek installieren (für NTLM auch gss-ntlmssp); für Kerberos zuerst ein Ticket holen."));

    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");

    private static string Because(Exception? cause) => cause is null ? "" : " (" + cause.Message.TrimEnd('.') + ")";

    private static MailOpsException New(string id, MailOpsErrorKind kind, Localized message, Localized advice, Exception? cause = null) =>
        new(id, kind, message.Current, advice.Current, cause);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e.Message;
    }

    /// <summary>Whether a connection failed over TLS itself, not over the network.</summary>
    public static bool ConcernsTls(MailOpsException error) => error.ErrorId is "MailOps.Net.TlsFailed" or "MailOps.Net.TlsTooOld";
}
