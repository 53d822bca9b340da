using static MailOps.FindingSeverity;

namespace MailOps.Domains.MtaSts;

/// <summary>All findings about MTA-STS: 001 to 009 about the record, 010 and up about fetching the policy, 020 and up about the policy.</summary>
internal static class MtaStsFindings
{
    public static readonly FindingRule NoRecord = new(
        "MTASTS001", Info, "RFC 8461 section 3.1",
        new("{0} has no MTA-STS policy: who stands between the mail servers can turn encryption off.",
            "{0} hat keine MTA-STS-Richtlinie: Wer zwischen den Mailservern steht, kann die Verschlüsselung abschalten."),
        new("Publish a policy at https://mta-sts.{0}/.well-known/mta-sts.txt with mode testing, then a TXT record at _mta-sts.{0}: v=STSv1; id=1",
            "Eine Richtlinie mit dem Modus testing bei https://mta-sts.{0}/.well-known/mta-sts.txt veröffentlichen, dann einen TXT-Eintrag bei _mta-sts.{0}: v=STSv1; id=1"));

    public static readonly FindingRule LookupFailed = new(
        "MTASTS002", Info, "RFC 8461 section 3.1",
        new("The DNS did not answer for {0}: {1} Nothing can be said about it.",
            "Das DNS hat für {0} nicht geantwortet: {1} Darüber lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the domain.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver der Domain prüfen."));

    public static readonly FindingRule Version = new(
        "MTASTS003", Error, "RFC 8461 section 3.1",
        new("The record does not begin with exactly v=STSv1, so senders ignore it: {0}",
            "Der Eintrag beginnt nicht genau mit v=STSv1, Sender übergehen ihn: {0}"),
        new("Begin the record with v=STSv1; the case of the letters counts.",
            "Den Eintrag mit v=STSv1 beginnen; die Groß- und Kleinschreibung zählt."));

    public static readonly FindingRule MultipleRecords = new(
        "MTASTS004", Error, "RFC 8461 section 3.1",
        new("{0} has {1} MTA-STS records; senders ignore all of them.", "{0} hat {1} MTA-STS-Einträge; Sender übergehen sie alle."),
        new("Keep one of the records and remove the others.", "Einen der Einträge behalten, die anderen entfernen."));

    public static readonly FindingRule RecordSyntax = new(
        "MTASTS005", Error, "RFC 8461 section 3.1",
        new("The record breaks the format at '{0}'; senders ignore it.", "Der Eintrag verletzt das Format bei '{0}'; Sender übergehen ihn."),
        new("Write name=value pairs with semicolons between them.", "Paare aus Name=Wert mit Semikolons dazwischen schreiben."));

    public static readonly FindingRule InvalidId = new(
        "MTASTS006", Error, "RFC 8461 section 3.1",
        new("The id '{0}' is not 1 to 32 letters and digits; senders ignore the record.",
            "Die id '{0}' besteht nicht aus 1 bis 32 Buchstaben und Ziffern; Sender übergehen den Eintrag."),
        new("Write an id such as 20260101T000000, and change it with every change of the policy.",
            "Eine id wie 20260101T000000 schreiben und bei jeder Änderung der Richtlinie ändern."));

    public static readonly FindingRule NotFetched = new(
        "MTASTS010", Error, "RFC 8461 section 3.3",
        new("The policy cannot be fetched from {0}: {1}", "Die Richtlinie lässt sich nicht von {0} holen: {1}"),
        new("Let a web server with a certificate that everybody trusts, valid for this host name, serve the policy.",
            "Einen Webserver mit allgemein vertrautem, für diesen Hostnamen gültigem Zertifikat die Richtlinie ausliefern lassen."));

    public static readonly FindingRule NotReached = new(
        "MTASTS011", Info, "RFC 8461 section 3.3",
        new("{0} could not be reached from here, so nothing can be said about the policy: {1}",
            "{0} war von hier nicht erreichbar, über die Richtlinie lässt sich also nichts sagen: {1}"),
        new("Try again later, or from a network that lets HTTPS out.", "Später oder aus einem Netz versuchen, das HTTPS hinauslässt."));

    public static readonly FindingRule Status = new(
        "MTASTS012", Error, "RFC 8461 section 3.3",
        new("{0} answers with the status {1}, not 200; senders take that for no policy.",
            "{0} antwortet mit dem Status {1} statt 200; für Sender gibt es damit keine Richtlinie."),
        new("Serve the policy at exactly this address; redirections are not followed.",
            "Die Richtlinie unter genau dieser Adresse ausliefern; Weiterleitungen wird nicht gefolgt."));

    public static readonly FindingRule MediaType = new(
        "MTASTS013", Warning, "RFC 8461 section 3.2",
        new("The policy is served as '{0}'; careful senders take text/plain only.",
            "Die Richtlinie wird als '{0}' ausgeliefert; vorsichtige Sender nehmen nur text/plain."),
        new("Let the web server send Content-Type: text/plain.", "Den Webserver Content-Type: text/plain senden lassen."));

    public static readonly FindingRule Redirected = new(
        "MTASTS014", Error, "RFC 8461 section 3.3",
        new("{0} redirects ({1}, to {2}); senders follow no redirection and take that for no policy.",
            "{0} leitet weiter ({1}, nach {2}); Sender folgen keiner Weiterleitung, für sie gibt es damit keine Richtlinie."),
        new("Serve the policy at exactly this address.", "Die Richtlinie unter genau dieser Adresse ausliefern."));

    public static readonly FindingRule CertificateExpired = new(
        "MTASTS015", Error, "RFC 8461 section 3.3",
        new("The certificate of the web server is out of date, so senders do not fetch the policy: {0}",
            "Das Zertifikat des Webservers ist abgelaufen oder gilt noch nicht, Sender holen die Richtlinie nicht: {0}"),
        new("Renew it, and see to it that the web server reads the new one.", "Es erneuern und dafür sorgen, dass der Webserver das neue liest."));

    public static readonly FindingRule CertificateOtherName = new(
        "MTASTS016", Error, "RFC 8461 section 3.3",
        new("The certificate of the web server is for another host, so senders do not fetch the policy: {0}",
            "Das Zertifikat des Webservers gilt für einen anderen Host, Sender holen die Richtlinie nicht: {0}"),
        new("Have a certificate that names {1}.", "Ein Zertifikat beschaffen, das {1} nennt."));

    public static readonly FindingRule CertificateUntrusted = new(
        "MTASTS017", Error, "RFC 8461 section 3.3",
        new("The certificate of the web server leads to no trusted authority, so senders do not fetch the policy: {0}",
            "Das Zertifikat des Webservers führt zu keiner vertrauten Zertifizierungsstelle, Sender holen die Richtlinie nicht: {0}"),
        new("Have a certificate of a public authority, and let the server send the intermediate ones too.",
            "Ein Zertifikat einer öffentlichen Stelle beschaffen und den Server die Zwischenzertifikate mitsenden lassen."));

    public static readonly FindingRule TooLarge = new(
        "MTASTS018", Error, "RFC 8461 section 3.3",
        new("The document at {0} has more than {1} octets; senders do not read that much.",
            "Das Dokument bei {0} hat mehr als {1} Oktette; so viel lesen Sender nicht."),
        new("Serve the policy alone.", "Nur die Richtlinie ausliefern."));

    public static readonly FindingRule NotPublic = new(
        "MTASTS019", Info, "RFC 8461 section 3.3",
        new("The policy at {0} was not fetched: {1}", "Die Richtlinie bei {0} wurde nicht abgerufen: {1}"),
        new("Behind a DNS of its own for the inside, ask a server outside (-DnsServer, --dns); senders need an address that everybody reaches.",
            "Hinter einem eigenen DNS für innen einen Server außerhalb fragen (-DnsServer, --dns); Sender brauchen eine Adresse, die alle erreichen."));

    public static readonly FindingRule PolicySyntax = new(
        "MTASTS020", Error, "RFC 8461 section 3.2",
        new("The policy breaks the format in the line '{0}'; senders ignore it.", "Die Richtlinie verletzt das Format in der Zeile '{0}'; Sender übergehen sie."),
        new("Write lines of key: value.", "Zeilen aus Schlüssel: Wert schreiben."));

    public static readonly FindingRule PolicyVersion = new(
        "MTASTS021", Error, "RFC 8461 section 3.2",
        new("The version of the policy is '{0}', not STSv1; senders ignore it.", "Die Version der Richtlinie ist '{0}', nicht STSv1; Sender übergehen sie."),
        new("Write version: STSv1", "version: STSv1 schreiben."));

    public static readonly FindingRule InvalidMode = new(
        "MTASTS022", Error, "RFC 8461 section 3.2",
        new("The mode '{0}' is none of enforce, testing and none; senders ignore the policy.",
            "Der Modus '{0}' ist weder enforce noch testing noch none; Sender übergehen die Richtlinie."),
        new("Write mode: testing, and later mode: enforce.", "mode: testing schreiben, später mode: enforce."));

    public static readonly FindingRule InvalidMaxAge = new(
        "MTASTS023", Error, "RFC 8461 section 3.2",
        new("max_age '{0}' is no whole number up to 31557600; senders ignore the policy.",
            "max_age '{0}' ist keine ganze Zahl bis 31557600; Sender übergehen die Richtlinie."),
        new("Write max_age: 604800 or more.", "max_age: 604800 oder mehr schreiben."));

    public static readonly FindingRule NoMx = new(
        "MTASTS024", Error, "RFC 8461 section 3.2",
        new("The policy names no mail server; senders ignore it.", "Die Richtlinie nennt keinen Mailserver; Sender übergehen sie."),
        new("Add a line mx: for each mail server.", "Für jeden Mailserver eine Zeile mx: ergänzen."));

    public static readonly FindingRule InvalidMx = new(
        "MTASTS025", Error, "RFC 8461 section 3.2",
        new("'{0}' is no name of a mail server; senders ignore the policy.", "'{0}' ist kein Name eines Mailservers; Sender übergehen die Richtlinie."),
        new("Write a host name; *. may stand at its start only.", "Einen Hostnamen schreiben; *. darf nur am Anfang stehen."));

    public static readonly FindingRule RepeatedKey = new(
        "MTASTS026", Warning, "RFC 8461 section 3.2",
        new("The key {0} stands more than once; only the first counts.", "Der Schlüssel {0} steht mehrfach da; nur der erste zählt."),
        new("Keep one line of it.", "Eine Zeile davon behalten."));

    public static readonly FindingRule MxNotAllowed = new(
        "MTASTS030", Error, "RFC 8461 section 4.1",
        new("The policy does not name the mail server {0}; with mode enforce, mail to it is not delivered.",
            "Die Richtlinie nennt den Mailserver {0} nicht; im Modus enforce wird dorthin nicht zugestellt."),
        new("Add mx: {0} to the policy and change the id, or remove the MX record.",
            "mx: {0} in die Richtlinie aufnehmen und die id ändern, oder den MX-Eintrag entfernen."));

    public static readonly FindingRule UnusedPattern = new(
        "MTASTS031", Info, "RFC 8461 section 4.1",
        new("No mail server of the domain has the name {0} that the policy allows.",
            "Kein Mailserver der Domain trägt den Namen {0}, den die Richtlinie erlaubt."),
        new("Remove the line when the server is gone.", "Die Zeile entfernen, wenn es den Server nicht mehr gibt."));

    public static readonly FindingRule Testing = new(
        "MTASTS032", Info, "RFC 8461 section 5",
        new("The policy is in mode testing: it protects nothing yet.", "Die Richtlinie ist im Modus testing: Sie schützt noch nichts."),
        new("Read the TLS reports for some weeks, then write mode: enforce and change the id.",
            "Einige Wochen die TLS-Berichte lesen, dann mode: enforce schreiben und die id ändern."));

    public static readonly FindingRule Off = new(
        "MTASTS033", Info, "RFC 8461 section 8.3",
        new("The policy has mode none: the domain takes MTA-STS back.", "Die Richtlinie hat den Modus none: Die Domain nimmt MTA-STS zurück."),
        new("When the time of the former policy is over, remove record and policy; or write mode: testing.",
            "Ist die Zeit der früheren Richtlinie um, Eintrag und Richtlinie entfernen; oder mode: testing schreiben."));

    public static readonly FindingRule ShortMaxAge = new(
        "MTASTS034", Warning, "RFC 8461 section 10.2",
        new("Senders keep the policy for {0} seconds only; an attacker who blocks it for that long can ignore it.",
            "Sender behalten die Richtlinie nur {0} Sekunden; wer sie so lange blockiert, kann sie übergehen."),
        new("Write max_age: 604800 (a week) or more once all works.", "max_age: 604800 (eine Woche) oder mehr schreiben, sobald alles funktioniert."));
}
