using System;
using System.Globalization;

namespace MailOps.Dns;

/// <summary>The errors of this area that callers can act on; docs/errors.md lists them.</summary>
internal static class DnsErrors
{
    public static MailOpsException InvalidName(string name) => new(
        "MailOps.Dns.InvalidName",
        MailOpsErrorKind.InvalidArgument,
        Format(new Localized("'{0}' cannot be a name in the DNS.", "'{0}' kann kein Name im DNS sein."), name),
        new Localized(
            "A name has labels of 1 to 63 octets between dots, and 253 characters at most.",
            "Ein Name besteht aus Teilen von 1 bis 63 Oktetten zwischen Punkten und hat höchstens 253 Zeichen.").Current);

    public static MailOpsException InvalidServer(string text) => new(
        "MailOps.Dns.InvalidServer",
        MailOpsErrorKind.InvalidArgument,
        Format(new Localized("'{0}' is no DNS server.", "'{0}' ist kein DNS-Server."), text),
        new Localized(
            "Write host, host:port, or [address]:port for IPv6, such as 192.0.2.53 or [2001:db8::53]:5353.",
            "Schreiben Sie Host, Host:Port oder [Adresse]:Port bei IPv6, etwa 192.0.2.53 oder [2001:db8::53]:5353.").Current);

    public static MailOpsException InvalidZone(string source, string problem, Exception cause) => new(
        "MailOps.Dns.InvalidZone",
        MailOpsErrorKind.InvalidData,
        Format(new Localized("The zone {0} cannot be used: {1}", "Die Zone {0} ist unbrauchbar: {1}"), source, problem),
        new Localized(
            "A zone is a JSON object of names, each with a list of records; docs/zones.md describes it.",
            "Eine Zone ist ein JSON-Objekt aus Namen mit je einer Liste von Einträgen; docs/zones.md beschreibt es.").Current,
        cause);

    public static MailOpsException ZoneUnreadable(string path, Exception cause) => new(
        "MailOps.Dns.ZoneUnreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is System.IO.FileNotFoundException or System.IO.DirectoryNotFoundException ? MailOpsErrorKind.NotFound
            : MailOpsErrorKind.Unavailable,
        Format(new Localized("The zone file {0} cannot be read: {1}", "Die Zonendatei {0} ist nicht lesbar: {1}"), path, cause.Message),
        new Localized("Check the path and your rights.", "Prüfen Sie den Pfad und Ihre Rechte.").Current,
        cause);

    private static string Format(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
