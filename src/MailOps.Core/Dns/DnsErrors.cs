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
        // The forms stand in the message: of a parameter that cannot be converted PowerShell shows nothing else.
        Format(
            new Localized(
                "'{0}' is no DNS server; one is written host[:port], [IPv6 address]:port, tls://host[:port][#name] or https://host[:port]/path.",
                "'{0}' ist kein DNS-Server; man schreibt ihn Host[:Port], [IPv6-Adresse]:Port, tls://Host[:Port][#Name] oder https://Host[:Port]/Pfad."),
            text),
        new Localized("Name one such as 192.0.2.53 or tls://9.9.9.9.", "Nennen Sie einen wie 192.0.2.53 oder tls://9.9.9.9.").Current);

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
        KindOf(cause),
        Format(new Localized("The zone file {0} cannot be read: {1}", "Die Zonendatei {0} ist nicht lesbar: {1}"), path, cause.Message),
        new Localized("Check the path and your rights.", "Prüfen Sie den Pfad und Ihre Rechte.").Current,
        cause);

    public static MailOpsException ZoneIsFolder(string path) => new(
        "MailOps.Dns.ZoneUnreadable",
        MailOpsErrorKind.InvalidData,
        Format(new Localized("The zone {0} is a folder.", "Die Zone {0} ist ein Ordner."), path),
        new Localized("Name the zone file in it.", "Nennen Sie die Zonendatei darin.").Current);

    public static MailOpsException InvalidRecording(string path, long line, string problem, Exception? cause = null) => new(
        "MailOps.Dns.InvalidRecording",
        MailOpsErrorKind.InvalidData,
        Format(new Localized("{0}, line {1}, is no DNS recording: {2}", "{0}, Zeile {1}, ist keine DNS-Aufzeichnung: {2}"), path, line, problem),
        new Localized(
            "Name a file that -RecordDns or --record-dns has written; docs/dns.md describes it.",
            "Nennen Sie eine Datei, die -RecordDns oder --record-dns geschrieben hat; docs/dns.md beschreibt sie.").Current,
        cause);

    public static MailOpsException RecordingUnreadable(string path, Exception cause) => new(
        "MailOps.Dns.RecordingUnreadable",
        KindOf(cause),
        Format(new Localized("The DNS recording {0} cannot be read: {1}", "Die DNS-Aufzeichnung {0} ist nicht lesbar: {1}"), path, cause.Message),
        new Localized("Check the path and your rights.", "Prüfen Sie den Pfad und Ihre Rechte.").Current,
        cause);

    public static MailOpsException RecordingUnwritable(string path, Exception cause) => new(
        "MailOps.Dns.RecordingUnwritable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.ResourceExhausted,
        Format(
            new Localized("The DNS recording {0} cannot be written: {1}", "Die DNS-Aufzeichnung {0} lässt sich nicht schreiben: {1}"), path, cause.Message),
        new Localized(
            "Check the path, your rights and the disk; each command needs a file of its own.",
            "Prüfen Sie Pfad, Rechte und Datenträger; jeder Befehl braucht eine eigene Datei.").Current,
        cause);

    private static MailOpsErrorKind KindOf(Exception cause) =>
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is System.IO.FileNotFoundException or System.IO.DirectoryNotFoundException ? MailOpsErrorKind.NotFound
            : MailOpsErrorKind.Unavailable;

    private static string Format(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
