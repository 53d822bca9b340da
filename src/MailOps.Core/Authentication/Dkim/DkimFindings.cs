using static MailOps.FindingSeverity;

namespace MailOps.Authentication.Dkim;

/// <summary>All findings about DKIM: 001 to 009 looking for keys, 010 to 039 key records, 040 and up signatures.</summary>
internal static class DkimFindings
{
    public static readonly FindingRule NoSelectorFound = new(
        "DKIM001", Info, "RFC 6376 section 3.1",
        new("None of the {1} selectors that were tried has a key at {0}. Whether the domain signs is not known: selectors cannot be listed.",
            "Keiner der {1} versuchten Selektoren hat bei {0} einen Schlüssel. Ob die Domain signiert, ist unbekannt: Selektoren lassen sich nicht auflisten."),
        new("Name the selector; it stands behind s= in the DKIM-Signature field of a message.",
            "Den Selektor nennen; er steht hinter s= im Feld DKIM-Signature einer Nachricht."));

    public static readonly FindingRule LookupFailed = new(
        "DKIM002", Info, "RFC 6376 section 6.1.2",
        new("The DNS did not answer for {0}: {1} Nothing can be said about the key.", "Das DNS hat für {0} nicht geantwortet: {1} Über den Schlüssel lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the domain.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver der Domain prüfen."));

    public static readonly FindingRule NoKey = new(
        "DKIM003", Error, "RFC 6376 section 6.1.2",
        new("There is no key at {0}.", "Bei {0} gibt es keinen Schlüssel."),
        new("Check selector and domain, and publish the key record there.", "Selektor und Domain prüfen und dort den Schlüsseleintrag veröffentlichen."));

    public static readonly FindingRule MultipleKeys = new(
        "DKIM004", Warning, "RFC 6376 section 3.6.2.2",
        new("{0} has {1} TXT records; which one a verifier takes is not defined.", "{0} hat {1} TXT-Einträge; welchen ein Prüfer nimmt, ist nicht festgelegt."),
        new("Keep one record.", "Einen Eintrag behalten."));

    public static readonly FindingRule Alias = new(
        "DKIM005", Info, "RFC 6376 section 3.6.2",
        new("{0} is an alias; {1} decides what the key is.", "{0} ist ein Alias; welcher Schlüssel gilt, bestimmt {1}."),
        new("Make sure that this is meant.", "Sicherstellen, dass das so gemeint ist."));

    public static readonly FindingRule Wildcard = new(
        "DKIM006", Info, "RFC 4592 section 2.1",
        new("Every selector of {0} has this record, also one that nobody uses: it comes from a wildcard.",
            "Jeder Selektor von {0} hat diesen Eintrag, auch einer, den niemand verwendet: Er stammt von einer Wildcard."),
        new("A wildcard with an empty p is right for a domain that sends no mail; else publish one record per selector.",
            "Für eine Domain ohne Mailversand ist eine Wildcard mit leerem p richtig; sonst je Selektor einen Eintrag veröffentlichen."));

    public static readonly FindingRule NotAKey = new(
        "DKIM010", Error, "RFC 6376 section 3.6.1",
        new("The text is no key record: {0}", "Der Text ist kein Schlüsseleintrag: {0}"),
        new("Publish a record such as v=DKIM1; k=rsa; p=...", "Einen Eintrag wie v=DKIM1; k=rsa; p=... veröffentlichen."));

    public static readonly FindingRule VersionNotFirst = new(
        "DKIM011", Error, "RFC 6376 section 3.6.1 (v)",
        new("v=DKIM1 is there but not first; verifiers may ignore the record.", "v=DKIM1 ist da, aber nicht an erster Stelle; Prüfer übergehen den Eintrag womöglich."),
        new("Move v=DKIM1 to the beginning, or leave it out.", "v=DKIM1 an den Anfang setzen oder weglassen."));

    public static readonly FindingRule KeyVersion = new(
        "DKIM012", Error, "RFC 6376 section 3.6.1 (v)",
        new("v={0}: only DKIM1, in this spelling, is a version; verifiers ignore the record.", "v={0}: Nur DKIM1, so geschrieben, ist eine Version; Prüfer übergehen den Eintrag."),
        new("Write v=DKIM1; and separate the tags with semicolons.", "v=DKIM1; schreiben und die Tags mit Semikolons trennen."));

    public static readonly FindingRule MissingKey = new(
        "DKIM013", Error, "RFC 6376 section 3.6.1 (p)",
        new("The tag p, the key itself, is missing.", "Das Tag p, der Schlüssel selbst, fehlt."),
        new("Publish the key in the tag p.", "Den Schlüssel im Tag p veröffentlichen."));

    public static readonly FindingRule Revoked = new(
        "DKIM014", Warning, "RFC 6376 section 3.6.1 (p)",
        new("The key was revoked: p is empty. Signatures with this selector fail.", "Der Schlüssel wurde zurückgezogen: p ist leer. Signaturen mit diesem Selektor schlagen fehl."),
        new("Sign with another key; remove this record when no mail signed with it is under way any more.",
            "Mit einem anderen Schlüssel signieren; diesen Eintrag entfernen, wenn keine damit signierte Mail mehr unterwegs ist."));

    public static readonly FindingRule InvalidKey = new(
        "DKIM015", Error, "RFC 6376 section 3.6.1 (p)",
        new("The key in the tag p cannot be read: cut short, or not of the kind that k says.", "Der Schlüssel im Tag p lässt sich nicht lesen: abgeschnitten oder nicht von der Art, die k nennt."),
        new("Publish the key anew; a long one needs several strings in one TXT record, without anything between them.",
            "Den Schlüssel neu veröffentlichen; ein langer braucht mehrere Zeichenketten in einem TXT-Eintrag, ohne etwas dazwischen."));

    public static readonly FindingRule UnknownKeyType = new(
        "DKIM016", Error, "RFC 6376 section 3.6.1 (k)",
        new("k={0} is no known kind of key; verifiers ignore the record.", "k={0} ist keine bekannte Art von Schlüssel; Prüfer übergehen den Eintrag."),
        new("Write k=rsa or k=ed25519.", "k=rsa oder k=ed25519 schreiben."));

    public static readonly FindingRule KeyTooShort = new(
        "DKIM017", Error, "RFC 8301 section 3.2",
        new("The RSA key has {0} bits; keys with fewer than 1024 do not count.", "Der RSA-Schlüssel hat {0} Bit; Schlüssel unter 1024 zählen nicht."),
        new("Make a new key of 2048 bits.", "Einen neuen Schlüssel mit 2048 Bit erzeugen."));

    public static readonly FindingRule ShortKey = new(
        "DKIM018", Warning, "RFC 8301 section 3.2",
        new("The RSA key has {0} bits; 2048 are recommended.", "Der RSA-Schlüssel hat {0} Bit; empfohlen sind 2048."),
        new("Make a new key of 2048 bits under another selector.", "Unter einem anderen Selektor einen neuen Schlüssel mit 2048 Bit erzeugen."));

    public static readonly FindingRule LongKey = new(
        "DKIM019", Warning, "RFC 8301 section 3.2",
        new("The RSA key has {0} bits; verifiers need not take more than 4096.", "Der RSA-Schlüssel hat {0} Bit; Prüfer müssen nicht mehr als 4096 annehmen."),
        new("Make a new key of 2048 bits.", "Einen neuen Schlüssel mit 2048 Bit erzeugen."));

    public static readonly FindingRule NotForMail = new(
        "DKIM020", Warning, "RFC 6376 section 3.6.1 (s)",
        new("s={0}: the key is not for mail.", "s={0}: Der Schlüssel ist nicht für Mail."),
        new("Remove s if mail is to be signed with it.", "s entfernen, wenn damit Mail signiert werden soll."));

    public static readonly FindingRule Sha1Only = new(
        "DKIM021", Error, "RFC 8301 section 3.1",
        new("h={0} does not allow SHA-256, and other hashes do not count any more: no signature with this key can pass.",
            "h={0} erlaubt SHA-256 nicht, und andere Hashes zählen nicht mehr: Keine Signatur mit diesem Schlüssel kann bestehen."),
        new("Remove h, or write h=sha256.", "h entfernen oder h=sha256 schreiben."));

    public static readonly FindingRule Testing = new(
        "DKIM022", Info, "RFC 6376 section 3.6.1 (t)",
        new("t=y: the domain is testing DKIM.", "t=y: Die Domain erprobt DKIM."),
        new("Remove the flag when signing works.", "Das Kennzeichen entfernen, wenn das Signieren klappt."));

    public static readonly FindingRule ObsoleteTag = new(
        "DKIM023", Info, "RFC 6376 appendix C",
        new("The tag {0} is obsolete; verifiers ignore it.", "Das Tag {0} ist überholt; Prüfer übergehen es."),
        new("Remove it.", "Entfernen."));

    public static readonly FindingRule UnknownTag = new(
        "DKIM024", Info, "RFC 6376 section 3.6.1",
        new("The tag {0} is unknown; verifiers ignore it.", "Das Tag {0} ist unbekannt; Prüfer übergehen es."),
        new("Check the spelling, or remove it.", "Die Schreibweise prüfen oder entfernen."));

    public static readonly FindingRule DuplicateTag = new(
        "DKIM025", Error, "RFC 6376 section 3.2",
        new("The tag {0} occurs more than once; the whole record is invalid.", "Das Tag {0} kommt mehrmals vor; der ganze Eintrag ist ungültig."),
        new("Keep it once.", "Nur einmal behalten."));

    public static readonly FindingRule EscapedSemicolon = new(
        "DKIM026", Error, "RFC 6376 section 3.2",
        new("The record has backslashes before its semicolons: they belong into a zone file, not into the record.",
            "Der Eintrag hat Rückstriche vor den Semikolons: Sie gehören in eine Zonendatei, nicht in den Eintrag."),
        new("Remove the backslashes; the DNS provider's form takes the plain text.", "Die Rückstriche entfernen; das Formular des DNS-Anbieters nimmt den bloßen Text."));

    public static readonly FindingRule Quotes = new(
        "DKIM027", Error, "RFC 6376 section 3.2",
        new("The record has quotation marks in it: they belong into a zone file, not into the record.",
            "Der Eintrag enthält Anführungszeichen: Sie gehören in eine Zonendatei, nicht in den Eintrag."),
        new("Remove the quotation marks; the DNS provider's form takes the plain text.", "Die Anführungszeichen entfernen; das Formular des DNS-Anbieters nimmt den bloßen Text."));

    public static readonly FindingRule KeySyntax = new(
        "DKIM028", Error, "RFC 6376 section 3.2",
        new("A part of the record is no tag with a value: {0}", "Ein Teil des Eintrags ist kein Tag mit Wert: {0}"),
        new("Write name=value and separate the tags with semicolons.", "name=wert schreiben und die Tags mit Semikolons trennen."));

    public static readonly FindingRule SignatureSyntax = new(
        "DKIM040", Error, "RFC 6376 section 3.2",
        new("The signature field is no list of tags, or a tag occurs twice.", "Das Signaturfeld ist keine Tag-Liste, oder ein Tag kommt zweimal vor."),
        new("The signing program is broken, or the field was damaged on its way.", "Das signierende Programm ist fehlerhaft, oder das Feld wurde unterwegs beschädigt."));

    public static readonly FindingRule MissingTag = new(
        "DKIM041", Error, "RFC 6376 section 3.5",
        new("The tag {0} of the signature is missing.", "Das Tag {0} der Signatur fehlt."),
        new("Correct the signing program.", "Das signierende Programm berichtigen."));

    public static readonly FindingRule InvalidTag = new(
        "DKIM042", Error, "RFC 6376 section 3.5",
        new("{0}={1} of the signature is not valid.", "{0}={1} der Signatur ist nicht gültig."),
        new("Correct the signing program.", "Das signierende Programm berichtigen."));

    public static readonly FindingRule UnknownAlgorithm = new(
        "DKIM043", Error, "RFC 6376 section 3.3",
        new("a={0}: the algorithm of the signature is unknown.", "a={0}: Der Algorithmus der Signatur ist unbekannt."),
        new("Sign with rsa-sha256.", "Mit rsa-sha256 signieren."));

    public static readonly FindingRule Sha1Signature = new(
        "DKIM044", Error, "RFC 8301 section 3.1",
        new("The signature uses SHA-1, which must not be used any more.", "Die Signatur verwendet SHA-1, das nicht mehr verwendet werden darf."),
        new("Sign with rsa-sha256.", "Mit rsa-sha256 signieren."));

    public static readonly FindingRule FromNotSigned = new(
        "DKIM045", Error, "RFC 6376 section 5.4",
        new("The signature does not cover the From field.", "Die Signatur deckt das Feld From nicht ab."),
        new("Sign From.", "From mitsignieren."));

    public static readonly FindingRule IdentityOutside = new(
        "DKIM046", Error, "RFC 6376 section 3.5 (i)",
        new("i={0} does not lie in the signing domain {1}.", "i={0} liegt nicht in der signierenden Domain {1}."),
        new("Leave i out, or name an address of the domain.", "i weglassen oder eine Adresse der Domain nennen."));

    public static readonly FindingRule IdentityBelow = new(
        "DKIM047", Error, "RFC 6376 section 3.6.1 (t)",
        new("i={0} lies below the signing domain {1}, which the key forbids with t=s.", "i={0} liegt unter der signierenden Domain {1}, was der Schlüssel mit t=s verbietet."),
        new("Sign without i, or remove t=s from the key record.", "Ohne i signieren oder t=s aus dem Schlüsseleintrag entfernen."));

    public static readonly FindingRule LengthBeyondBody = new(
        "DKIM048", Error, "RFC 6376 section 3.5 (l)",
        new("l={0} is more than the {1} octets that the body has.", "l={0} ist mehr als die {1} Oktette, die der Text hat."),
        new("The message was cut on its way; do not sign with l.", "Die Nachricht wurde unterwegs gekürzt; nicht mit l signieren."));

    public static readonly FindingRule Expired = new(
        "DKIM049", Error, "RFC 6376 section 3.5 (x)",
        new("The signature expired at {0}.", "Die Signatur ist am {0} abgelaufen."),
        new("Send the message again, or sign for a longer time.", "Die Nachricht neu senden oder für längere Zeit signieren."));

    public static readonly FindingRule InTheFuture = new(
        "DKIM050", Info, "RFC 6376 section 3.5 (t)",
        new("The signature is dated {0}, in the future.", "Die Signatur ist auf {0} datiert, in der Zukunft."),
        new("Check the clock of the signing host.", "Die Uhr des signierenden Rechners prüfen."));

    public static readonly FindingRule BodyChanged = new(
        "DKIM051", Error, "RFC 6376 section 6.1.3",
        new("The body is not the one that was signed.", "Der Text ist nicht der, der signiert wurde."),
        new("Look for a mailing list, a gateway or a scanner that changes messages: footers, disclaimers, rewritten links.",
            "Nach einer Mailingliste, einem Gateway oder Scanner suchen, der Nachrichten ändert: Fußzeilen, Hinweise, umgeschriebene Links."));

    public static readonly FindingRule HeaderChanged = new(
        "DKIM052", Error, "RFC 6376 section 6.1.3",
        new("The body is as it was signed, but the header is not, or the key is another one.", "Der Text ist wie signiert, doch der Kopf ist es nicht, oder der Schlüssel ist ein anderer."),
        new("Compare the signed fields with the sent ones, and the key record with the signer's key.",
            "Die signierten Felder mit den gesendeten vergleichen und den Schlüsseleintrag mit dem Schlüssel des Signierers."));

    public static readonly FindingRule WrongKeyType = new(
        "DKIM053", Error, "RFC 6376 section 6.1.2",
        new("The key record is for another kind of key than the signature says.", "Der Schlüsseleintrag ist für eine andere Art von Schlüssel, als die Signatur sagt."),
        new("Publish the key that signs, with its k.", "Den Schlüssel veröffentlichen, der signiert, mit seinem k."));

    public static readonly FindingRule BodyNotCovered = new(
        "DKIM054", Warning, "RFC 6376 section 8.2",
        new("l={0} leaves {1} octets at the end of the body unsigned; anybody can have appended them.",
            "l={0} lässt {1} Oktette am Ende des Textes unsigniert; jeder kann sie angehängt haben."),
        new("Do not sign with l.", "Nicht mit l signieren."));

    public static readonly FindingRule SeveralFrom = new(
        "DKIM055", Warning, "RFC 6376 section 8.15",
        new("The message has {0} From fields, of which the signature covers only {1}; programs show different ones.",
            "Die Nachricht hat {0} Felder From, von denen die Signatur nur {1} abdeckt; Programme zeigen verschiedene an."),
        new("Treat the message with suspicion; sign From once more than it occurs.", "Die Nachricht mit Misstrauen behandeln; From einmal öfter signieren, als es vorkommt."));

    public static readonly FindingRule TooManySignatures = new(
        "DKIM056", Warning, "RFC 6376 section 8.4",
        new("The message has {0} signatures; only the first {1} were looked at.", "Die Nachricht hat {0} Signaturen; nur die ersten {1} wurden betrachtet."),
        new("Treat the message with suspicion.", "Die Nachricht mit Misstrauen behandeln."));

    public static readonly FindingRule KeyTooLong = new(
        "DKIM057", Error, "RFC 8301 section 3.2",
        new("The RSA key has {0} bits; more than {1} are not verified.", "Der RSA-Schlüssel hat {0} Bit; mehr als {1} werden nicht geprüft."),
        new("Make a new key of 2048 bits.", "Einen neuen Schlüssel mit 2048 Bit erzeugen."));

    public static readonly FindingRule HeaderTooLong = new(
        "DKIM058", Error, "RFC 6376 section 8.4",
        new("The header is longer than {0} octets; its signatures were not verified.", "Der Kopf ist länger als {0} Oktette; seine Signaturen wurden nicht geprüft."),
        new("Treat the message as hostile.", "Die Nachricht als feindlich behandeln."));

    public static readonly FindingRule NotOversigned = new(
        "DKIM059", Info, "RFC 6376 section 8.15",
        new("The signature covers From, but does not exclude a second one.", "Die Signatur deckt From ab, schließt aber ein zweites nicht aus."),
        new("Name From in h once more than it occurs.", "From in h einmal öfter nennen, als es vorkommt."));
}
