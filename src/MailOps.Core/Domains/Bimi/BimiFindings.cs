using static MailOps.FindingSeverity;

namespace MailOps.Domains.Bimi;

/// <summary>
/// All findings about BIMI: 001 to 019 about the record, 020 and up about DMARC, 030 and up about the logo, 050 and up about the certificate. BIMI is an
/// Internet-Draft (draft-brand-indicators-for-message-identification); the profile of the logo is draft-svg-tiny-ps-abrotman.
/// </summary>
internal static class BimiFindings
{
    public static readonly FindingRule NoRecord = new(
        "BIMI001", Info, "BIMI draft section 4.1",
        new("{0} shows no logo beside its mail: there is no BIMI record.", "{0} zeigt kein Logo neben der Mail: Es gibt keinen BIMI-Eintrag."),
        new("Nothing has to change. For a logo, publish a TXT record at default._bimi.{0}: v=BIMI1; l=https://…/logo.svg; a=https://…/certificate.pem",
            "Nichts muss sich ändern. Für ein Logo einen TXT-Eintrag bei default._bimi.{0} veröffentlichen: v=BIMI1; l=https://…/logo.svg; a=https://…/certificate.pem"));

    public static readonly FindingRule LookupFailed = new(
        "BIMI002", Info, "BIMI draft section 4.1",
        new("The DNS did not answer for {0}: {1} Nothing can be said about the record.",
            "Das DNS hat für {0} nicht geantwortet: {1} Über den Eintrag lässt sich nichts sagen."),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule MultipleRecords = new(
        "BIMI003", Error, "BIMI draft section 7.2",
        new("{0} has {1} BIMI records; receivers ignore all of them.", "{0} hat {1} BIMI-Einträge; Empfänger übergehen sie alle."),
        new("Keep one of the records and remove the others.", "Einen der Einträge behalten, die anderen entfernen."));

    public static readonly FindingRule Version = new(
        "BIMI004", Error, "BIMI draft section 4.2",
        new("The record does not begin with exactly v=BIMI1, so receivers ignore it: {0}",
            "Der Eintrag beginnt nicht genau mit v=BIMI1, Empfänger übergehen ihn: {0}"),
        new("Begin the record with v=BIMI1; the case of the letters counts.", "Den Eintrag mit v=BIMI1 beginnen; die Groß- und Kleinschreibung zählt."));

    public static readonly FindingRule Syntax = new(
        "BIMI005", Error, "BIMI draft section 4.2",
        new("The record breaks the format at '{0}'; receivers ignore it.", "Der Eintrag verletzt das Format bei '{0}'; Empfänger übergehen ihn."),
        new("Write tag=value pairs with semicolons between them.", "Paare aus Tag=Wert mit Semikolons dazwischen schreiben."));

    public static readonly FindingRule NoLocation = new(
        "BIMI006", Error, "BIMI draft section 4.2",
        new("The record has no tag l, so there is no logo to show.", "Der Eintrag hat kein Tag l, es gibt also kein Logo zu zeigen."),
        new("Add l=https://…/logo.svg, or write l=; a=; to decline.", "l=https://…/logo.svg ergänzen, oder l=; a=; schreiben, um zu verzichten."));

    public static readonly FindingRule InvalidUri = new(
        "BIMI007", Error, "BIMI draft section 4.2",
        new("The tag {0} names no https address: {1}", "Das Tag {0} nennt keine https-Adresse: {1}"),
        new("Write an address that begins with https://.", "Eine Adresse schreiben, die mit https:// beginnt."));

    public static readonly FindingRule Declined = new(
        "BIMI008", Info, "BIMI draft section 4.2",
        new("The record at {0} declines: no logo shall be shown.", "Der Eintrag bei {0} verzichtet: Es soll kein Logo gezeigt werden."),
        new("Nothing to do, unless a logo is wanted.", "Nichts zu tun, es sei denn, ein Logo ist gewünscht."));

    public static readonly FindingRule UnknownTag = new(
        "BIMI009", Info, "BIMI draft section 4.2",
        new("Receivers ignore the unknown tag {0}.", "Empfänger übergehen das unbekannte Tag {0}."),
        new("Check its spelling.", "Die Schreibweise prüfen."));

    public static readonly FindingRule RepeatedTag = new(
        "BIMI010", Error, "BIMI draft section 4.2, RFC 6376 section 3.2",
        new("The tag {0} stands more than once; receivers ignore the record.", "Das Tag {0} steht mehrfach da; Empfänger übergehen den Eintrag."),
        new("Keep one of them.", "Eines davon behalten."));

    public static readonly FindingRule NoCertificate = new(
        "BIMI011", Info, "BIMI draft section 4.2",
        new("The record names no certificate (a): large providers show the logo only with one.",
            "Der Eintrag nennt kein Zertifikat (a): Große Anbieter zeigen das Logo nur mit einem."),
        new("Get a mark certificate (VMC, CMC) and add a=https://…/certificate.pem", "Ein Markenzertifikat (VMC, CMC) beschaffen und a=https://…/certificate.pem ergänzen."));

    public static readonly FindingRule InvalidPreference = new(
        "BIMI012", Warning, "BIMI draft section 4.2",
        new("The tag avp has the value '{0}', neither brand nor personal; receivers take it for brand.",
            "Das Tag avp hat den Wert '{0}', weder brand noch personal; Empfänger nehmen brand an."),
        new("Write avp=brand or avp=personal.", "avp=brand oder avp=personal schreiben."));

    public static readonly FindingRule NoDmarc = new(
        "BIMI020", Error, "BIMI draft section 7.1",
        new("{0} has no DMARC record that can be used; without one, no logo is shown.",
            "{0} hat keinen brauchbaren DMARC-Eintrag; ohne ihn wird kein Logo gezeigt."),
        new("Set up DMARC first; Test-DmarcRecord helps.", "Zuerst DMARC einrichten; Test-DmarcRecord hilft."));

    public static readonly FindingRule NotEnforced = new(
        "BIMI021", Error, "BIMI draft section 7.1",
        new("The DMARC policy for {0} is {1}; a logo needs quarantine or reject.", "Die DMARC-Richtlinie für {0} ist {1}; ein Logo braucht quarantine oder reject."),
        new("Write p=quarantine or p=reject, once the reports show no senders of yours failing.",
            "p=quarantine oder p=reject schreiben, sobald die Berichte keine eigenen Sender scheitern sehen."));

    public static readonly FindingRule SubdomainsOpen = new(
        "BIMI022", Error, "BIMI draft section 7.1",
        new("The DMARC policy for subdomains of {0} is none; receivers then show no logo for the domain either.",
            "Die DMARC-Richtlinie für Subdomains von {0} ist none; Empfänger zeigen dann auch für die Domain kein Logo."),
        new("Write sp=quarantine or sp=reject, or leave sp out.", "sp=quarantine oder sp=reject schreiben, oder sp weglassen."));

    public static readonly FindingRule Percentage = new(
        "BIMI023", Error, "BIMI draft section 7.1",
        new("The DMARC record of {0} has pct={1}; receivers show a logo only without pct or with 100.",
            "Der DMARC-Eintrag von {0} hat pct={1}; Empfänger zeigen ein Logo nur ohne pct oder mit 100."),
        new("Remove pct.", "pct entfernen."));

    public static readonly FindingRule Testing = new(
        "BIMI024", Error, "RFC 9989 section 4.7",
        new("The DMARC record of {0} is in test mode (t=y): receivers apply less than it says.",
            "Der DMARC-Eintrag von {0} ist im Testmodus (t=y): Empfänger wenden weniger an, als er sagt."),
        new("Remove t=y.", "t=y entfernen."));

    public static readonly FindingRule DmarcUnknown = new(
        "BIMI025", Info, "BIMI draft section 7.1",
        new("The DNS did not answer for the DMARC record of {0}: {1}", "Das DNS hat für den DMARC-Eintrag von {0} nicht geantwortet: {1}"),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule NotFetched = new(
        "BIMI030", Error, "BIMI draft section 7.3",
        new("{0} cannot be fetched: {1}", "{0} lässt sich nicht holen: {1}"),
        new("Serve the file over HTTPS with a certificate that everybody trusts.", "Die Datei über HTTPS mit allgemein vertrautem Zertifikat ausliefern."));

    public static readonly FindingRule NotReached = new(
        "BIMI031", Info, "BIMI draft section 7.3",
        new("{0} could not be reached from here, so nothing can be said about it: {1}", "{0} war von hier nicht erreichbar, es lässt sich also nichts darüber sagen: {1}"),
        new("Try again later, or from a network that lets HTTPS out.", "Später oder aus einem Netz versuchen, das HTTPS hinauslässt."));

    public static readonly FindingRule Status = new(
        "BIMI032", Error, "BIMI draft section 7.3",
        new("{0} answers with the status {1}, not 200.", "{0} antwortet mit dem Status {1} statt 200."),
        new("Serve the file at exactly this address; do not count on redirections being followed.",
            "Die Datei unter genau dieser Adresse ausliefern; nicht darauf zählen, dass Weiterleitungen gefolgt wird."));

    public static readonly FindingRule MediaType = new(
        "BIMI033", Warning, "BIMI draft section 4.2.2",
        new("The logo is served as '{0}', not as image/svg+xml.", "Das Logo wird als '{0}' ausgeliefert, nicht als image/svg+xml."),
        new("Let the web server send Content-Type: image/svg+xml.", "Den Webserver Content-Type: image/svg+xml senden lassen."));

    public static readonly FindingRule LargeLogo = new(
        "BIMI034", Warning, "SVG Tiny PS draft section 4",
        new("The logo has {0} octets; many receivers take 32 KB at most.", "Das Logo hat {0} Oktette; viele Empfänger nehmen höchstens 32 KB."),
        new("Simplify the paths, and leave out what programs write along.", "Die Pfade vereinfachen und weglassen, was Programme dazuschreiben."));

    public static readonly FindingRule NotXml = new(
        "BIMI035", Error, "SVG Tiny PS draft section 2",
        new("The logo is no XML that receivers read: {0}", "Das Logo ist kein XML, das Empfänger lesen: {0}"),
        new("Save it as plain SVG without a document type (DTD).", "Es als einfaches SVG ohne Dokumenttyp (DTD) speichern."));

    public static readonly FindingRule NotSvg = new(
        "BIMI036", Error, "SVG Tiny PS draft section 2",
        new("The document at {0} is no SVG.", "Das Dokument bei {0} ist kein SVG."),
        new("Put the logo there.", "Das Logo dort ablegen."));

    public static readonly FindingRule Profile = new(
        "BIMI037", Error, "SVG Tiny PS draft section 2",
        new("The logo says version=\"{0}\" baseProfile=\"{1}\"; it must be 1.2 and tiny-ps.", "Das Logo sagt version=\"{0}\" baseProfile=\"{1}\"; es müssen 1.2 und tiny-ps sein."),
        new("Convert it to SVG Tiny Portable/Secure, and write both attributes into the svg element.",
            "Es in SVG Tiny Portable/Secure umwandeln und beide Attribute ins Element svg schreiben."));

    public static readonly FindingRule NoTitle = new(
        "BIMI038", Error, "SVG Tiny PS draft section 2",
        new("The logo has no title.", "Das Logo hat keinen Titel."),
        new("Write <title>the company</title> directly into the svg element.", "<title>die Firma</title> direkt ins Element svg schreiben."));

    public static readonly FindingRule ViewBox = new(
        "BIMI039", Warning, "SVG Tiny PS draft section 4",
        new("The logo has no square viewBox ('{0}'); receivers cut it or leave bars.", "Das Logo hat keine quadratische viewBox ('{0}'); Empfänger schneiden es zu oder lassen Balken."),
        new("Write a viewBox of equal sides, such as viewBox=\"0 0 100 100\".", "Eine viewBox mit gleichen Seiten schreiben, etwa viewBox=\"0 0 100 100\"."));

    public static readonly FindingRule Position = new(
        "BIMI040", Error, "SVG Tiny PS draft section 2",
        new("The svg element has the attribute {0}, which the profile forbids.", "Das Element svg hat das Attribut {0}, das das Profil verbietet."),
        new("Remove x and y from the svg element.", "x und y aus dem Element svg entfernen."));

    public static readonly FindingRule Script = new(
        "BIMI041", Error, "SVG Tiny PS draft section 2",
        new("The logo holds a script or something that reacts ({0}); receivers refuse it.", "Das Logo enthält ein Skript oder etwas, das reagiert ({0}); Empfänger weisen es ab."),
        new("Remove it.", "Es entfernen."));

    public static readonly FindingRule External = new(
        "BIMI042", Error, "SVG Tiny PS draft section 2",
        new("The logo refers to something outside itself: {0}", "Das Logo verweist auf etwas außerhalb: {0}"),
        new("Put everything into the file, or remove the reference.", "Alles in die Datei aufnehmen oder den Verweis entfernen."));

    public static readonly FindingRule Animation = new(
        "BIMI043", Error, "SVG Tiny PS draft section 2",
        new("The logo holds an animation ({0}).", "Das Logo enthält eine Animation ({0})."),
        new("Remove it.", "Sie entfernen."));

    public static readonly FindingRule Raster = new(
        "BIMI044", Error, "SVG Tiny PS draft section 2",
        new("The logo holds an image or medium that is no drawing ({0}).", "Das Logo enthält ein Bild oder Medium, das keine Zeichnung ist ({0})."),
        new("Draw it with paths.", "Es mit Pfaden zeichnen."));

    public static readonly FindingRule OtherElement = new(
        "BIMI045", Warning, "SVG Tiny PS draft section 2",
        new("The logo holds the element {0}, which SVG Tiny 1.2 does not know.", "Das Logo enthält das Element {0}, das SVG Tiny 1.2 nicht kennt."),
        new("Save it in the profile tiny-ps.", "Es im Profil tiny-ps speichern."));

    public static readonly FindingRule Packed = new(
        "BIMI046", Error, "BIMI draft section 4.2.2",
        new("The packed logo cannot be unpacked: {0}", "Das gepackte Logo lässt sich nicht entpacken: {0}"),
        new("Serve the plain SVG.", "Das einfache SVG ausliefern."));

    public static readonly FindingRule NotPublic = new(
        "BIMI047", Info, "BIMI draft section 7.3",
        new("{0} was not fetched: {1}", "{0} wurde nicht abgerufen: {1}"),
        new("Behind a DNS of its own for the inside, ask a server outside (-DnsServer, --dns); receivers need an address that everybody reaches.",
            "Hinter einem eigenen DNS für innen einen Server außerhalb fragen (-DnsServer, --dns); Empfänger brauchen eine Adresse, die alle erreichen."));

    public static readonly FindingRule NotPem = new(
        "BIMI052", Error, "BIMI draft section 4.2.3",
        new("What stands at {0} is no certificate (PEM).", "Was bei {0} steht, ist kein Zertifikat (PEM)."),
        new("Put the mark certificate there, and behind it the certificates that lead to its authority.",
            "Das Markenzertifikat dort ablegen, dahinter die Zertifikate, die zu seiner Stelle führen."));

    public static readonly FindingRule Purpose = new(
        "BIMI053", Error, "VMC requirements section 7.1.2.3",
        new("The certificate is none for logos: it lacks the purpose 1.3.6.1.5.5.7.3.31.", "Das Zertifikat ist keines für Logos: Ihm fehlt der Zweck 1.3.6.1.5.5.7.3.31."),
        new("Get a mark certificate (VMC, CMC).", "Ein Markenzertifikat (VMC, CMC) beschaffen."));

    public static readonly FindingRule Expired = new(
        "BIMI054", Error, "RFC 5280 section 4.1.2.5",
        new("The certificate is valid from {0} to {1} only.", "Das Zertifikat gilt nur vom {0} bis {1}."),
        new("Renew it.", "Es erneuern."));

    public static readonly FindingRule OtherDomain = new(
        "BIMI055", Error, "VMC requirements section 7.1.2.3",
        new("The certificate is for {1}, not for {0}.", "Das Zertifikat gilt für {1}, nicht für {0}."),
        new("Have the domain put into the certificate.", "Die Domain ins Zertifikat aufnehmen lassen."));

    public static readonly FindingRule NoLogotype = new(
        "BIMI056", Error, "RFC 9399 section 4",
        new("The certificate holds no logo (extension 1.3.6.1.5.5.7.1.12).", "Das Zertifikat enthält kein Logo (Erweiterung 1.3.6.1.5.5.7.1.12)."),
        new("Get a mark certificate (VMC, CMC).", "Ein Markenzertifikat (VMC, CMC) beschaffen."));

    public static readonly FindingRule OtherLogo = new(
        "BIMI057", Error, "BIMI draft section 7.4",
        new("The logo in the certificate is not the one that the record names; receivers show neither.",
            "Das Logo im Zertifikat ist nicht das, das der Eintrag nennt; Empfänger zeigen keines."),
        new("Serve exactly the file that the certificate was made with.", "Genau die Datei ausliefern, mit der das Zertifikat gemacht wurde."));

    public static readonly FindingRule Untrusted = new(
        "BIMI058", Error, "VMC requirements section 6.1",
        new("The certificate does not lead to one of the authorities given.", "Das Zertifikat führt zu keiner der angegebenen Zertifizierungsstellen."),
        new("Serve the certificates in between along with it, and check the authority.", "Die Zwischenzertifikate mit ausliefern, und die Stelle prüfen."));

    public static readonly FindingRule TrustUnknown = new(
        "BIMI059", Info, "VMC requirements section 6.1",
        new("Whether receivers trust the issuer {0} is not known: no authorities for logos were given.",
            "Ob Empfänger dem Aussteller {0} trauen, ist nicht bekannt: Es wurden keine Stellen für Logos angegeben."),
        new("Name the roots of the authorities for mark certificates with -MarkAuthority.",
            "Die Wurzeln der Stellen für Markenzertifikate mit -MarkAuthority angeben."));

    public static readonly FindingRule ExpiresSoon = new(
        "BIMI060", Warning, "RFC 5280 section 4.1.2.5",
        new("The certificate ends in {0} days; a new one takes weeks.", "Das Zertifikat endet in {0} Tagen; ein neues dauert Wochen."),
        new("Order the next one now.", "Jetzt das nächste bestellen."));
}
