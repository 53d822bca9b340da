using static MailOps.FindingSeverity;

namespace MailOps.Domains.Servers;

/// <summary>
/// All findings about SMTP servers: 001 to 009 about reaching one, 010 and up about what it says, 020 and up about TLS, 030 and up about the certificate,
/// 040 and up about what it lets strangers do, 050 and up about its names.
/// </summary>
internal static class SmtpServerFindings
{
    public static readonly FindingRule HostNotFound = new(
        "SRV001", Error, "RFC 5321 section 5.1",
        new("The host {0} has no address.", "Der Host {0} hat keine Adresse."),
        new("Check the name, or give it an A or AAAA record.", "Den Namen prüfen, oder ihm einen A- oder AAAA-Eintrag geben."));

    public static readonly FindingRule LookupFailed = new(
        "SRV002", Info, "RFC 5321 section 5.1",
        new("The DNS did not answer for {0}: {1} Nothing can be said about the server.",
            "Das DNS hat für {0} nicht geantwortet: {1} Über den Server lässt sich nichts sagen."),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule NotReached = new(
        "SRV003", Info, "RFC 5321 section 4.5.4.1",
        new("{0} could not be reached from here, so nothing can be said about it: {1}",
            "{0} war von hier nicht erreichbar, es lässt sich also nichts darüber sagen: {1}"),
        new("Many networks block port 25 towards others; try from a mail server of yours.",
            "Viele Netze sperren Port 25 nach außen; von einem eigenen Mailserver aus versuchen."));

    public static readonly FindingRule TurnedAway = new(
        "SRV004", Info, "RFC 5321 section 4.2.1",
        new("{0} does not talk to this host now: {1}", "{0} spricht gerade nicht mit diesem Rechner: {1}"),
        new("Try again later, or from the address of a mail server.", "Später noch einmal versuchen, oder von der Adresse eines Mailservers aus."));

    public static readonly FindingRule Interrupted = new(
        "SRV005", Info, "RFC 5321 section 4.5.3.2",
        new("The conversation with {0} ended early, and what comes later in it is not known: {1}",
            "Das Gespräch mit {0} endete vorzeitig, was später kommt, ist nicht bekannt: {1}"),
        new("Try again with a longer -Timeout; the server's log may say why.",
            "Mit längerem -Timeout noch einmal versuchen; den Grund nennt vielleicht das Log des Servers."));

    public static readonly FindingRule NotSmtp = new(
        "SRV006", Error, "RFC 5321 section 4.2",
        new("{0} does not speak SMTP: {1}", "{0} spricht kein SMTP: {1}"),
        new("Check that a mail server listens at this port.", "Prüfen, ob an diesem Port ein Mailserver lauscht."));

    public static readonly FindingRule TakesNoMail = new(
        "SRV007", Error, "RFC 7504 section 3",
        new("{0} says that it takes no mail: {1}", "{0} erklärt, dass er keine Mail annimmt: {1}"),
        new("Remove the host from the MX records.", "Den Host aus den MX-Einträgen entfernen."));

    public static readonly FindingRule BannerName = new(
        "SRV010", Info, "RFC 5321 section 4.3.1",
        new("The greeting of {0} does not begin with its full host name: {1}", "Die Begrüßung von {0} beginnt nicht mit dem vollen Hostnamen: {1}"),
        new("Let the server greet with the name that its address has in the DNS.", "Den Server mit dem Namen grüßen lassen, den seine Adresse im DNS hat."));

    public static readonly FindingRule BannerOther = new(
        "SRV011", Info, "RFC 5321 section 4.3.1",
        new("The server greets as {0}, a name that does not lead to its address {1}.",
            "Der Server grüßt als {0}, ein Name, der nicht zu seiner Adresse {1} führt."),
        new("Let it greet with the name that its address has in the DNS.", "Ihn mit dem Namen grüßen lassen, den seine Adresse im DNS hat."));

    public static readonly FindingRule NoEhlo = new(
        "SRV012", Warning, "RFC 5321 section 2.2.1",
        new("{0} does not know EHLO ({1}): neither encryption nor sizes nor other extensions.",
            "{0} kennt EHLO nicht ({1}): weder Verschlüsselung noch Größen noch andere Erweiterungen."),
        new("Update the server, or switch off what filters EHLO in front of it (some firewalls do).",
            "Den Server aktualisieren, oder abschalten, was EHLO davor filtert (manche Firewalls tun das)."));

    public static readonly FindingRule LacksExtensions = new(
        "SRV013", Info, "RFC 5321 section 2.2.1",
        new("{0} does not offer {1}.", "{0} bietet {1} nicht an."),
        new("Nothing has to change; these extensions spare bounces and time.", "Nichts muss sich ändern; diese Erweiterungen ersparen Rückläufer und Zeit."));

    public static readonly FindingRule NoStartTls = new(
        "SRV020", Warning, "RFC 3207 section 4, RFC 8314 section 3",
        new("{0} does not offer STARTTLS: all mail to it goes in the clear.", "{0} bietet kein STARTTLS an: Alle Mail dorthin geht unverschlüsselt."),
        new("Give the server a certificate and switch TLS on.", "Dem Server ein Zertifikat geben und TLS einschalten."));

    public static readonly FindingRule Injection = new(
        "SRV021", Error, "RFC 3207 section 6",
        new("{0} sends more behind its answer to STARTTLS, before encryption: somebody in between injects replies, or the server is faulty.",
            "{0} sendet hinter der Antwort auf STARTTLS weiter, vor der Verschlüsselung: Jemand dazwischen schleust Antworten ein, oder der Server ist fehlerhaft."),
        new("Update the server, and test from another network.", "Den Server aktualisieren, und aus einem anderen Netz testen."));

    public static readonly FindingRule TlsFailed = new(
        "SRV022", Error, "RFC 3207 section 4.1",
        new("{0} offers TLS, but no TLS 1.2 or later comes about: {1}", "{0} bietet TLS an, aber TLS 1.2 oder neuer kommt nicht zustande: {1}"),
        new("Check certificate, key and TLS settings of the server.", "Zertifikat, Schlüssel und TLS-Einstellungen des Servers prüfen."));

    public static readonly FindingRule StartTlsRefused = new(
        "SRV023", Error, "RFC 3207 section 4",
        new("{0} offers STARTTLS and then refuses it: {1}", "{0} bietet STARTTLS an und verweigert es dann: {1}"),
        new("Check the certificate and the key file of the server.", "Zertifikat und Schlüsseldatei des Servers prüfen."));

    public static readonly FindingRule OfferedAgain = new(
        "SRV024", Warning, "RFC 3207 section 4.2",
        new("{0} offers STARTTLS again when TLS is there already.", "{0} bietet STARTTLS noch einmal an, obwohl TLS schon da ist."),
        new("Update the server.", "Den Server aktualisieren."));

    public static readonly FindingRule OldTls = new(
        "SRV025", Warning, "RFC 8996 section 2",
        new("{0} still takes {1}, which is obsolete.", "{0} nimmt noch {1} an, das ist veraltet."),
        new("Allow TLS 1.2 and later only.", "Nur TLS 1.2 und neuer erlauben."));

    public static readonly FindingRule NoTls13 = new(
        "SRV026", Info, "RFC 9325 section 3.1.1",
        new("{0} does not take TLS 1.3.", "{0} nimmt TLS 1.3 nicht an."),
        new("Switch it on where the server's software knows it.", "Es einschalten, wo die Software des Servers es kennt."));

    public static readonly FindingRule TlsUnknown = new(
        "SRV027", Info, "RFC 9325 section 3.1.1",
        new("Whether {0} takes {1} is not known: {2}", "Ob {0} {1} annimmt, ist nicht bekannt: {2}"),
        new("Try again later; the server may allow few connections at a time.", "Später noch einmal versuchen; vielleicht erlaubt der Server nur wenige Verbindungen zugleich."));

    public static readonly FindingRule Untrusted = new(
        "SRV030", Warning, "RFC 8461 section 4.2",
        new("The certificate of {0} leads to no trusted authority: {1}", "Das Zertifikat von {0} führt zu keiner vertrauten Zertifizierungsstelle: {1}"),
        new("Have a certificate of a public authority, and let the server send the intermediate ones too; MTA-STS and careful senders need that.",
            "Ein Zertifikat einer öffentlichen Stelle beschaffen und den Server die Zwischenzertifikate mitsenden lassen; MTA-STS und sorgfältige Sender brauchen das."));

    public static readonly FindingRule Expired = new(
        "SRV031", Warning, "RFC 5280 section 4.1.2.5",
        new("The certificate of {0} is valid from {1} to {2} only.", "Das Zertifikat von {0} gilt nur vom {1} bis {2}."),
        new("Renew it, and see to it that the server reads the new one.", "Es erneuern und dafür sorgen, dass der Server das neue liest."));

    public static readonly FindingRule WrongName = new(
        "SRV032", Warning, "RFC 9525 section 6",
        new("The certificate is for {1}, not for {0}.", "Das Zertifikat gilt für {1}, nicht für {0}."),
        new("Have a certificate with the name that the MX record or the users' programs name.",
            "Ein Zertifikat mit dem Namen beschaffen, den der MX-Eintrag oder die Programme der Benutzer nennen."));

    public static readonly FindingRule InvalidCertificate = new(
        "SRV033", Warning, "RFC 5280 section 6",
        new("The certificate of {0} is not valid: {1}", "Das Zertifikat von {0} ist nicht gültig: {1}"),
        new("Replace it.", "Es ersetzen."));

    public static readonly FindingRule ExpiresSoon = new(
        "SRV034", Warning, "RFC 5280 section 4.1.2.5",
        new("The certificate of {0} ends in {1} days.", "Das Zertifikat von {0} endet in {1} Tagen."),
        new("Renew it now; where that happens by itself, find out why it has not.", "Es jetzt erneuern; wo das von selbst geschieht, nachsehen, warum nicht."));

    public static readonly FindingRule WeakKey = new(
        "SRV035", Warning, "RFC 9325 section 4.5",
        new("The key of the certificate of {0} is weak: {1}, {2} bits.", "Der Schlüssel des Zertifikats von {0} ist schwach: {1}, {2} Bit."),
        new("Use RSA with 2048 bits or more, or a curve with 256.", "RSA mit mindestens 2048 Bit verwenden, oder eine Kurve mit 256."));

    public static readonly FindingRule WeakSignature = new(
        "SRV036", Warning, "RFC 9325 section 4.1",
        new("The certificate of {0} is signed with {1}, which can be forged.", "Das Zertifikat von {0} ist mit {1} signiert, das lässt sich fälschen."),
        new("Have a certificate signed with SHA-256.", "Ein mit SHA-256 signiertes Zertifikat beschaffen."));

    public static readonly FindingRule ClientsRefuse = new(
        "SRV037", Error, "RFC 8314 section 3.4",
        new("The mail programs of users check the certificate at port {1} and refuse that of {0}.",
            "Die Mailprogramme der Benutzer prüfen das Zertifikat an Port {1} und weisen das von {0} ab."),
        new("Repair what the other findings say about it.", "Beheben, was die anderen Meldungen darüber sagen."));

    public static readonly FindingRule AuthInClear = new(
        "SRV040", Warning, "RFC 4954 section 4, RFC 8314 section 3",
        new("{0} offers log-in with passwords before encryption ({1}); a program that takes the offer sends them in the clear.",
            "{0} bietet die Anmeldung mit Passwörtern vor der Verschlüsselung an ({1}); ein Programm, das darauf eingeht, sendet sie im Klartext."),
        new("Let the server offer AUTH after TLS only.", "Den Server AUTH erst nach TLS anbieten lassen."));

    public static readonly FindingRule VrfyAnswers = new(
        "SRV041", Warning, "RFC 5321 sections 3.5.3 and 7.3",
        new("{0} tells strangers with {1} which addresses it has: {2}", "{0} verrät Fremden mit {1}, welche Adressen es gibt: {2}"),
        new("Switch {1} off, or let it answer 252.", "{1} abschalten, oder mit 252 antworten lassen."));

    public static readonly FindingRule OpenRelay = new(
        "SRV043", Error, "RFC 5321 section 7.9",
        new("{0} would take mail from {1} for {2}, a stranger to it: from this host it is an open relay.",
            "{0} würde Mail von {1} für {2} annehmen, eine fremde Adresse: Von diesem Rechner aus ist es ein offenes Relay."),
        new("Unless this host may relay there, let the server refuse recipients of other domains at once.",
            "Falls dieser Rechner dort nicht weiterleiten darf, den Server Empfänger anderer Domains sofort abweisen lassen."));

    public static readonly FindingRule RelayUnknown = new(
        "SRV044", Info, "RFC 5321 section 7.9",
        new("Whether {0} takes mail for others is not known: {1}", "Ob {0} Mail für andere annimmt, ist nicht bekannt: {1}"),
        new("Try again later, or with -RelayRecipient and an address of yours elsewhere.",
            "Später noch einmal versuchen, oder mit -RelayRecipient und einer eigenen Adresse anderswo."));

    public static readonly FindingRule NoPtr = new(
        "SRV050", Warning, "RFC 1912 section 2.1",
        new("The address {0} has no name in the DNS (PTR); a server that sends from it is refused by many.",
            "Die Adresse {0} hat keinen Namen im DNS (PTR); einen Server, der von ihr sendet, weisen viele ab."),
        new("Let whoever owns the address set its PTR record to the name of the server.",
            "Den Inhaber der Adresse ihren PTR-Eintrag auf den Namen des Servers setzen lassen."));

    public static readonly FindingRule PtrNotConfirmed = new(
        "SRV051", Warning, "RFC 1912 section 2.1",
        new("The name {1} of the address {0} does not lead back to it.", "Der Name {1} der Adresse {0} führt nicht zu ihr zurück."),
        new("Give {1} an A or AAAA record with the address {0}, or change the PTR record.",
            "{1} einen A- oder AAAA-Eintrag mit der Adresse {0} geben, oder den PTR-Eintrag ändern."));

    public static readonly FindingRule PtrLookupFailed = new(
        "SRV052", Info, "RFC 1912 section 2.1",
        new("The DNS did not answer for the name of {0}: {1}", "Das DNS hat für den Namen von {0} nicht geantwortet: {1}"),
        new("Try again later.", "Später noch einmal versuchen."));
}
