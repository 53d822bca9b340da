using static MailOps.FindingSeverity;

namespace MailOps.Reports;

/// <summary>All findings about reports: 001 to 019 files and containers, 020 to 039 DMARC, 040 and up TLS reports.</summary>
internal static class ReportFindings
{
    public static readonly FindingRule Unreadable = new(
        "REPORT001", Error, "",
        new("{0} cannot be read: {1}", "{0} lässt sich nicht lesen: {1}"),
        new("Check the path and the rights.", "Pfad und Rechte prüfen."));

    public static readonly FindingRule NoReport = new(
        "REPORT002", Error, "RFC 9990 section 3, RFC 8460 section 4",
        new("{0} holds no report.", "{0} enthält keinen Bericht."),
        new("Give XML or JSON, also as .gz or .zip, or the mail that carries it.", "XML oder JSON angeben, auch als .gz oder .zip, oder die Mail, die es trägt."));

    public static readonly FindingRule Broken = new(
        "REPORT003", Error, "RFC 1952, APPNOTE 6.3",
        new("{0} is damaged: {1}", "{0} ist beschädigt: {1}"),
        new("Get the file again; what stood before the damage was read.", "Die Datei noch einmal holen; was vor dem Schaden stand, wurde gelesen."));

    public static readonly FindingRule TooLarge = new(
        "REPORT004", Error, "RFC 9990 section 8",
        new("{0} unpacks to more than {1:N0} bytes; the rest was not read.", "{0} ergibt entpackt mehr als {1:N0} Bytes; der Rest wurde nicht gelesen."),
        new("If the report is genuine, raise the limit.", "Ist der Bericht echt, die Grenze anheben."));

    public static readonly FindingRule RatioTooHigh = new(
        "REPORT005", Error, "RFC 9990 section 8",
        new("{0} is packed more than {1} times smaller than its content, as an archive that means harm; the rest was not read.",
            "{0} ist mehr als {1}-mal kleiner gepackt als sein Inhalt, wie ein Archiv, das schaden soll; der Rest wurde nicht gelesen."),
        new("If the report is genuine, unpack it first.", "Ist der Bericht echt, ihn vorher entpacken."));

    public static readonly FindingRule TooManyDocuments = new(
        "REPORT006", Error, "",
        new("{0} holds more than {1} files; the others were not read.", "{0} enthält mehr als {1} Dateien; die übrigen wurden nicht gelesen."),
        new("Unpack it first.", "Vorher entpacken."));

    public static readonly FindingRule TooDeep = new(
        "REPORT007", Error, "",
        new("{0} is packed too often into each other; it was not read.", "{0} ist zu oft ineinander gepackt; es wurde nicht gelesen."),
        new("Unpack it first.", "Vorher entpacken."));

    public static readonly FindingRule BrokenXml = new(
        "REPORT020", Error, "RFC 9990 section 3.1",
        new("{0} is not well-formed XML: {1} What stood before was read.", "{0} ist kein wohlgeformtes XML: {1} Was davor stand, wurde gelesen."),
        new("Tell the sender of the report.", "Den Absender des Berichts benachrichtigen."));

    public static readonly FindingRule HasDtd = new(
        "REPORT021", Error, "RFC 9990 section 8",
        new("{0} declares a document type; reports have none, and entities can be made to explode. It was not read.",
            "{0} deklariert einen Dokumenttyp; Berichte haben keinen, und Entitäten lassen sich zur Explosion bringen. Er wurde nicht gelesen."),
        new("Nothing needs to be done; such a report is no genuine one.", "Nichts zu tun; ein solcher Bericht ist nicht echt."));

    public static readonly FindingRule NoRows = new(
        "REPORT022", Info, "RFC 9990 section 3.1.1",
        new("The report {0} has no rows.", "Der Bericht {0} hat keine Zeilen."),
        new("Nothing needs to be done.", "Nichts zu tun."));

    public static readonly FindingRule MissingFields = new(
        "REPORT023", Warning, "RFC 9990 section 3.1.1",
        new("The report {0} lacks {1}.", "Dem Bericht {0} fehlt {1}."),
        new("Tell the sender of the report if it happens often.", "Den Absender des Berichts benachrichtigen, wenn es oft vorkommt."));

    public static readonly FindingRule InvalidValue = new(
        "REPORT024", Warning, "RFC 9990 section 3.1.1",
        new("The report {0} has a {1} that cannot be used (\"{2}\"); it was read without.", "Der Bericht {0} hat ein unbrauchbares {1} („{2}“); er wurde ohne gelesen."),
        new("Tell the sender of the report if it happens often.", "Den Absender des Berichts benachrichtigen, wenn es oft vorkommt."));

    public static readonly FindingRule ReporterErrors = new(
        "REPORT025", Warning, "RFC 9990 section 3.1.1.2",
        new("The sender of the report {0} had a problem: {1}", "Der Absender des Berichts {0} hatte ein Problem: {1}"),
        new("Check the DMARC record with Test-DmarcRecord.", "Den DMARC-Eintrag mit Test-DmarcRecord prüfen."));

    public static readonly FindingRule UncleanXml = new(
        "REPORT026", Warning, "RFC 9990 section 3.1",
        new("{0} is no clean XML ({1}); it was read all the same.", "{0} ist kein sauberes XML ({1}); es wurde trotzdem gelesen."),
        new("Tell the sender of the report if it happens often.", "Den Absender des Berichts benachrichtigen, wenn es oft vorkommt."));

    public static readonly FindingRule MoreBehind = new(
        "REPORT027", Warning, "RFC 9990 section 3.1",
        new("Behind the report in {0} stands something else, which was not read.", "Hinter dem Bericht in {0} steht noch etwas, das nicht gelesen wurde."),
        new("Nothing needs to be done, unless two reports were written into one file: then part them.",
            "Nichts zu tun, außer wenn zwei Berichte in eine Datei geschrieben wurden: dann trennen."));

    public static readonly FindingRule TooDeepXml = new(
        "REPORT028", Error, "RFC 9990 section 3.1",
        new("{0} has elements more than {1} deep in each other; the rest was not read.", "{0} hat mehr als {1} Elemente tief ineinander; der Rest wurde nicht gelesen."),
        new("Nothing needs to be done; such a report is no genuine one.", "Nichts zu tun; ein solcher Bericht ist nicht echt."));

    public static readonly FindingRule BrokenJson = new(
        "REPORT040", Error, "RFC 8460 section 4.4",
        new("{0} is no JSON that can be read: {1}", "{0} ist kein lesbares JSON: {1}"),
        new("Tell the sender of the report.", "Den Absender des Berichts benachrichtigen."));

    public static readonly FindingRule NotTlsReport = new(
        "REPORT041", Error, "RFC 8460 section 4.4",
        new("{0} is JSON, but no TLS report: it has no list of policies.", "{0} ist JSON, aber kein TLS-Bericht: eine Liste der Richtlinien fehlt."),
        new("Check what the file is.", "Prüfen, was die Datei ist."));

    public static readonly FindingRule TlsFailures = new(
        "REPORT042", Warning, "RFC 8460 section 4.3",
        new("{0} of {1} sessions to {2} failed: {3}", "{0} von {1} Verbindungen zu {2} schlugen fehl: {3}"),
        new("Check the server with Test-SmtpServer, and the policy with Test-MtaStsPolicy.", "Den Server mit Test-SmtpServer prüfen, die Richtlinie mit Test-MtaStsPolicy."));

    public static readonly FindingRule Misaligned = new(
        "REPORT060", Warning, "RFC 9989 section 4.10.2",
        new("{0} of {1} messages from {2} would be lost, though they pass SPF or DKIM: the domains do not match the From field.",
            "{0} von {1} Nachrichten von {2} gingen verloren, obwohl sie SPF oder DKIM bestehen: Die Domains passen nicht zum From-Feld."),
        new("Let the service sign with DKIM for {3}, or use a sender address below it.", "Den Dienst mit DKIM für {3} signieren lassen oder eine Absenderadresse darunter verwenden."));

    public static readonly FindingRule Unauthenticated = new(
        "REPORT061", Info, "RFC 9989 section 4.4",
        new("{0} of {1} messages from {2} would be lost; they pass neither SPF nor DKIM.", "{0} von {1} Nachrichten von {2} gingen verloren; sie bestehen weder SPF noch DKIM."),
        new("If the sender is yours, add it to SPF and let it sign with DKIM; else it is a forger, and this is what the policy is for.",
            "Ist es Ihr Absender, in SPF aufnehmen und mit DKIM signieren lassen; sonst ist es ein Fälscher, und dafür ist die Richtlinie da."));

    public static readonly FindingRule ForwardedLost = new(
        "REPORT062", Info, "RFC 9989 section 7.4",
        new("{0} of {1} messages from {2} would be lost, but receivers recognised forwarding or a mailing list and let such mail through.",
            "{0} von {1} Nachrichten von {2} gingen verloren, doch Empfänger erkannten Weiterleitung oder Mailingliste und ließen solche Mail durch."),
        new("Sign with DKIM, which survives plain forwarding.", "Mit DKIM signieren, das einfache Weiterleitung übersteht."));

    public static readonly FindingRule TermUnused = new(
        "REPORT063", Info, "RFC 7208 section 10.1.1",
        new("\"{0}\" in the SPF record of {1} let no reported message pass since {2}; without it the record needs {3} look-ups fewer.",
            "„{0}“ im SPF-Eintrag von {1} ließ seit {2} keine gemeldete Nachricht bestehen; ohne ihn braucht der Eintrag {3} Abfragen weniger."),
        new("Ask who uses it; then remove it. Seldom used senders, such as yearly invoices, may not be in the reports yet.",
            "Fragen, wer ihn benutzt, dann entfernen. Seltene Absender, etwa Jahresrechnungen, sind womöglich noch nicht in den Berichten."));

    public static readonly FindingRule SelectorIdle = new(
        "REPORT064", Info, "RFC 6376 section 3.1",
        new("The DKIM selector {0} of {1} was not seen since {2}.", "Der DKIM-Selektor {0} von {1} wurde seit {2} nicht gesehen."),
        new("Remove its key from the DNS when nobody signs with it any more: an old key can be stolen too.",
            "Seinen Schlüssel aus dem DNS entfernen, wenn niemand mehr damit signiert: Auch ein alter Schlüssel kann gestohlen werden."));

    public static readonly FindingRule Repeated = new(
        "REPORT065", Info, "RFC 9990 section 3.1.1",
        new("Files that hold a report which was counted already, and were left out: {0}.", "Dateien mit einem Bericht, der schon gezählt wurde, und die darum ausgelassen wurden: {0}."),
        new("Nothing needs to be done.", "Nichts ist zu tun."));
}
