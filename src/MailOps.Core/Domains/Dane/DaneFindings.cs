using static MailOps.FindingSeverity;

namespace MailOps.Domains.Dane;

/// <summary>All findings about DANE: 001 to 009 about the DNS, 010 and up about reading records and server, 020 and up about comparing them.</summary>
internal static class DaneFindings
{
    public static readonly FindingRule NoRecords = new(
        "DANE001", Info, "RFC 7672 section 1.3",
        new("No mail server of {0} has TLSA records: senders cannot tell the right certificate from a forged one by DANE.",
            "Kein Mailserver von {0} hat TLSA-Einträge: Sender können das richtige Zertifikat nicht mit DANE vom gefälschten unterscheiden."),
        new("With a signed zone, publish at {1}: TLSA 3 1 1 and the SHA-256 of the server's public key; or use MTA-STS.",
            "In einer signierten Zone bei {1} veröffentlichen: TLSA 3 1 1 und den SHA-256 des öffentlichen Schlüssels des Servers; oder MTA-STS verwenden."));

    public static readonly FindingRule LookupFailed = new(
        "DANE002", Info, "RFC 7672 section 2.1",
        new("The DNS did not answer for {0}: {1} Nothing can be said about it.",
            "Das DNS hat für {0} nicht geantwortet: {1} Darüber lässt sich nichts sagen."),
        new("Try again later; while it stays so, senders with DANE hold their mail back.",
            "Später noch einmal versuchen; solange es so bleibt, halten Sender mit DANE ihre Mail zurück."));

    public static readonly FindingRule NoMail = new(
        "DANE003", Info, "RFC 7505 section 3",
        new("{0} takes no mail, or does not exist: there is no server to have records.",
            "{0} nimmt keine Mail an oder existiert nicht: Es gibt keinen Server, der Einträge haben könnte."),
        new("Nothing to do.", "Nichts zu tun."));

    public static readonly FindingRule NoValidation = new(
        "DANE004", Info, "RFC 4035 section 4.9.3",
        new("The DNS server does not validate DNSSEC ({0} came without the AD bit): nothing can be said about DANE.",
            "Der DNS-Server validiert kein DNSSEC ({0} kam ohne AD-Bit): Über DANE lässt sich nichts sagen."),
        new("Name a validating server with -DnsServer, on this machine or over TLS, such as tls://9.9.9.9.",
            "Einen validierenden Server mit -DnsServer nennen, auf diesem Rechner oder über TLS, etwa tls://9.9.9.9."));

    public static readonly FindingRule NotSigned = new(
        "DANE005", Warning, "RFC 7672 section 2.2.1",
        new("The MX records of {0} are not signed with DNSSEC: who forges them also chooses the server, and DANE protects nobody.",
            "Die MX-Einträge von {0} sind nicht mit DNSSEC signiert: Wer sie fälscht, wählt auch den Server, und DANE schützt niemanden."),
        new("Sign the zone and have its parent publish the DS record.", "Die Zone signieren und den DS-Eintrag in der übergeordneten veröffentlichen lassen."));

    public static readonly FindingRule TlsaNotSigned = new(
        "DANE006", Warning, "RFC 7672 section 2.2.2",
        new("The TLSA records at {0} are not signed with DNSSEC; senders ignore them.",
            "Die TLSA-Einträge bei {0} sind nicht mit DNSSEC signiert; Sender übergehen sie."),
        new("Sign the zone of the mail server.", "Die Zone des Mailservers signieren."));

    public static readonly FindingRule Bogus = new(
        "DANE007", Error, "RFC 7672 section 2.1.1",
        new("The signatures of {0} are wrong ({1}): senders with DANE deliver nothing.",
            "Die Signaturen von {0} sind falsch ({1}): Sender mit DANE stellen nichts zu."),
        new("Sign the zone again, and compare its key with the DS record of the parent.",
            "Die Zone neu signieren und ihren Schlüssel mit dem DS-Eintrag der übergeordneten vergleichen."));

    public static readonly FindingRule UnusableUsage = new(
        "DANE010", Warning, "RFC 7672 section 3.1.3",
        new("{0}: the record {1} has usage 0 or 1, which senders cannot use for mail.",
            "{0}: Der Eintrag {1} hat die Verwendung 0 oder 1, die Sender für Mail nicht gebrauchen können."),
        new("Replace it with one of usage 3 (the server's key) or 2 (an authority).",
            "Ihn durch einen mit Verwendung 3 (Schlüssel des Servers) oder 2 (Zertifizierungsstelle) ersetzen."));

    public static readonly FindingRule UnusableData = new(
        "DANE011", Warning, "RFC 6698 section 2.1",
        new("{0}: the record {1} has an unknown selector or matching type, or data of the wrong length.",
            "{0}: Der Eintrag {1} hat einen unbekannten Selektor oder Vergleichstyp, oder Daten falscher Länge."),
        new("Make it anew, as 3 1 1 and 64 hexadecimal digits.", "Ihn neu erzeugen, als 3 1 1 und 64 hexadezimale Ziffern."));

    public static readonly FindingRule NoneUsable = new(
        "DANE012", Error, "RFC 7672 section 2.2",
        new("None of the TLSA records at {0} can be used: senders must encrypt and can check nothing.",
            "Keiner der TLSA-Einträge bei {0} ist brauchbar: Sender müssen verschlüsseln und können nichts prüfen."),
        new("Publish one that can be used, or remove them.", "Einen brauchbaren veröffentlichen, oder sie entfernen."));

    public static readonly FindingRule NotFetched = new(
        "DANE013", Info, "RFC 7672 section 2.2",
        new("The certificate of {0} could not be seen from here, so whether the records match is not known: {1}",
            "Das Zertifikat von {0} war von hier nicht zu sehen; ob die Einträge passen, ist nicht bekannt: {1}"),
        new("Many networks block port 25 towards others; try from a mail server of yours.",
            "Viele Netze sperren Port 25 nach außen; von einem eigenen Mailserver aus versuchen."));

    public static readonly FindingRule NoStartTls = new(
        "DANE014", Error, "RFC 7672 section 2.2",
        new("{0} has TLSA records and offers no STARTTLS: senders with DANE deliver nothing.",
            "{0} hat TLSA-Einträge und bietet kein STARTTLS an: Sender mit DANE stellen nichts zu."),
        new("Switch TLS on, or remove the records.", "TLS einschalten, oder die Einträge entfernen."));

    public static readonly FindingRule TlsFailed = new(
        "DANE015", Error, "RFC 7672 section 2.2",
        new("{0} has TLSA records, and TLS does not come about: {1}", "{0} hat TLSA-Einträge, und TLS kommt nicht zustande: {1}"),
        new("Check certificate, key and TLS settings of the server.", "Zertifikat, Schlüssel und TLS-Einstellungen des Servers prüfen."));

    public static readonly FindingRule NoMatch = new(
        "DANE020", Error, "RFC 7672 section 2.2",
        new("No TLSA record at {0} matches the certificate of the server: senders with DANE deliver nothing.",
            "Kein TLSA-Eintrag bei {0} passt zum Zertifikat des Servers: Sender mit DANE stellen nichts zu."),
        new("Publish at {0} at once: TLSA {1}", "Bei {0} sofort veröffentlichen: TLSA {1}"));

    public static readonly FindingRule WrongName = new(
        "DANE021", Warning, "RFC 7672 section 3.2.3",
        new("{0}: the record {1} names an authority in the chain, but the certificate is for another host.",
            "{0}: Der Eintrag {1} nennt eine Stelle der Kette, aber das Zertifikat gilt für einen anderen Host."),
        new("Have a certificate for the host, or a record of usage 3.", "Ein Zertifikat für den Host beschaffen, oder einen Eintrag mit Verwendung 3."));

    public static readonly FindingRule InvalidChain = new(
        "DANE022", Warning, "RFC 7671 section 5.2",
        new("{0}: the record {1} names an authority in the chain, but the chain to it is not valid, or has ended.",
            "{0}: Der Eintrag {1} nennt eine Stelle der Kette, aber die Kette dorthin ist nicht gültig oder abgelaufen."),
        new("Renew the certificate, or use a record of usage 3.", "Das Zertifikat erneuern, oder einen Eintrag mit Verwendung 3 gebrauchen."));

    public static readonly FindingRule Stale = new(
        "DANE023", Info, "RFC 7671 section 8.1",
        new("{0}: the record {1} matches nothing the server shows, beside one that does.",
            "{0}: Der Eintrag {1} passt zu nichts, was der Server zeigt; ein anderer passt."),
        new("Right before a change of the key; remove it when it is left over from one.",
            "Richtig vor einem Schlüsselwechsel; entfernen, wenn er von einem übrig ist."));

    public static readonly FindingRule OneRecord = new(
        "DANE024", Info, "RFC 7671 section 8.1",
        new("{0} has one usable record; a new key without a new record beforehand stops the mail.",
            "{0} hat einen brauchbaren Eintrag; ein neuer Schlüssel ohne neuen Eintrag vorab hält die Mail an."),
        new("Publish the record of the next key too, or keep the key when the certificate is renewed.",
            "Auch den Eintrag des nächsten Schlüssels veröffentlichen, oder den Schlüssel beim Erneuern behalten."));

    public static readonly FindingRule WholeCertificate = new(
        "DANE025", Info, "RFC 7671 section 5.1",
        new("{0}: the record {1} names the whole certificate, which changes with every renewal.",
            "{0}: Der Eintrag {1} nennt das ganze Zertifikat, das sich mit jeder Erneuerung ändert."),
        new("Name the public key: 3 1 1.", "Den öffentlichen Schlüssel nennen: 3 1 1."));

    public static readonly FindingRule Partial = new(
        "DANE026", Warning, "RFC 7672 section 2.2.1",
        new("Some mail servers of {0} have no signed TLSA records ({1}): an attacker steers senders there.",
            "Manche Mailserver von {0} haben keine signierten TLSA-Einträge ({1}): Ein Angreifer lenkt Sender dorthin."),
        new("Publish records for all of them.", "Für alle Einträge veröffentlichen."));
}
