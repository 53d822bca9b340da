namespace MailOps.Outbox;

/// <summary>What the preflight may find in a mail.</summary>
internal static class DraftFindings
{
    public static readonly FindingRule Unresolved = new(
        "DRAFT001", FindingSeverity.Error, "",
        new("{0} holds {1}, for which no value was put in.", "{0} enthält {1}, wofür kein Wert eingesetzt wurde."),
        new("Send with -Template, so that values are put in, or take the braces out.", "Senden Sie mit -Template, damit Werte eingesetzt werden, oder nehmen Sie die Klammern heraus."));

    public static readonly FindingRule ForeignPlaceholder = new(
        "DRAFT002", FindingSeverity.Warning, "",
        new("{0} holds {1}, which looks like the place of a value in another program.", "{0} enthält {1}, das wie die Stelle für einen Wert eines anderen Programms aussieht."),
        new("Write {{{{Name}}}} in a -Template, or reword the text.", "Schreiben Sie {{{{Name}}}} in einer -Template, oder formulieren Sie um."));

    public static readonly FindingRule NoSubject = new(
        "DRAFT003", FindingSeverity.Warning, "RFC 5322 section 3.6.5",
        new("The subject is empty.", "Der Betreff ist leer."),
        new("Say in a few words what the mail is about.", "Sagen Sie in wenigen Worten, worum es geht."));

    public static readonly FindingRule Shouting = new(
        "DRAFT004", FindingSeverity.Warning, "",
        new("The subject shouts: capitals or exclamation marks throughout.", "Der Betreff schreit: durchweg Großbuchstaben oder Ausrufezeichen."),
        new("Write it as one would say it; filters count this.", "Schreiben Sie ihn, wie man ihn spräche; Filter zählen das."));

    public static readonly FindingRule FalseReply = new(
        "DRAFT005", FindingSeverity.Warning, "RFC 5322 section 3.6.5",
        new("The subject begins with '{0}', but the mail answers and forwards nothing.", "Der Betreff beginnt mit '{0}', aber die Mail antwortet auf nichts und leitet nichts weiter."),
        new("Take it out, or send the mail with In-Reply-To.", "Nehmen Sie es heraus, oder senden Sie die Mail mit In-Reply-To."));

    public static readonly FindingRule AttachmentForgotten = new(
        "DRAFT006", FindingSeverity.Warning, "",
        new("The text speaks of an attachment ('{0}'), but there is none.", "Der Text spricht von einer Anlage ('{0}'), aber es gibt keine."),
        new("Attach the file, or reword the text.", "Hängen Sie die Datei an, oder formulieren Sie um."));

    public static readonly FindingRule SpamWords = new(
        "DRAFT007", FindingSeverity.Warning, "",
        new("The text holds words that filters know from spam: {0}.", "Der Text enthält Wörter, die Filter aus Spam kennen: {0}."),
        new("Reword it; -WordList takes a list of your own.", "Formulieren Sie um; -WordList nimmt eine eigene Liste."));

    public static readonly FindingRule ShortLink = new(
        "DRAFT008", FindingSeverity.Warning, "",
        new("The link {0} is shortened: nobody sees where it leads, and spam uses the same services.", "Der Link {0} ist verkürzt: Niemand sieht, wohin er führt, und Spam benutzt dieselben Dienste."),
        new("Put in the real address.", "Setzen Sie die wirkliche Adresse ein."));

    public static readonly FindingRule LinkDeceives = new(
        "DRAFT009", FindingSeverity.Warning, "",
        new("A link shows {0} but leads to {1}: that is how phishing looks.", "Ein Link zeigt {0}, führt aber zu {1}: So sieht Phishing aus."),
        new("Show the host it leads to, or words in place of an address.", "Zeigen Sie den Host, zu dem er führt, oder Worte statt einer Adresse."));

    public static readonly FindingRule LinkListed = new(
        "DRAFT010", FindingSeverity.Error, "RFC 5782",
        new("The domain {0} of a link is on the blocklist {1}.", "Die Domain {0} eines Links steht auf der Sperrliste {1}."),
        new("Take the link out; receivers refuse mail with it.", "Nehmen Sie den Link heraus; Empfänger lehnen Mail damit ab."));

    public static readonly FindingRule HtmlOnly = new(
        "DRAFT011", FindingSeverity.Warning, "RFC 2046 section 5.1.4",
        new("The mail has HTML and no text part.", "Die Mail hat HTML und keinen Textteil."),
        new("Add a text part; Send-DelayedMail -Html writes one by itself.", "Fügen Sie einen Textteil hinzu; Send-DelayedMail -Html schreibt ihn von selbst."));

    public static readonly FindingRule TooBig = new(
        "DRAFT012", FindingSeverity.Warning, "",
        new("The mail has {0:N1} MB, more than the {1:N1} MB that were set as the limit.", "Die Mail hat {0:N1} MB, mehr als die {1:N1} MB, die als Grenze gesetzt sind."),
        new("Send a link in place of the files, or raise -MaxSize.", "Senden Sie einen Link statt der Dateien, oder erhöhen Sie -MaxSize."));

    public static readonly FindingRule TooBigForServer = new(
        "DRAFT013", FindingSeverity.Error, "RFC 1870 section 6.1",
        new("The mail has {0:N1} MB; the server {2} takes {1:N1} MB.", "Die Mail hat {0:N1} MB; der Server {2} nimmt {1:N1} MB."),
        new("Make it smaller, or send a link in place of the files.", "Verkleinern Sie sie, oder senden Sie einen Link statt der Dateien."));

    public static readonly FindingRule ManyVisible = new(
        "DRAFT014", FindingSeverity.Warning, "",
        new("{0} recipients stand in To and Cc, where all of them read all addresses.", "{0} Empfänger stehen in To und Cc, wo alle alle Adressen lesen."),
        new("Pipe the recipients, so that each gets a mail of its own, or use -Bcc.", "Leiten Sie die Empfänger weiter, damit jeder eine eigene Mail bekommt, oder benutzen Sie -Bcc."));

    public static readonly FindingRule NamedTwice = new(
        "DRAFT015", FindingSeverity.Info, "",
        new("{0} is named more than once in To and Cc; the mail goes there once.", "{0} ist in To und Cc mehrfach genannt; die Mail geht einmal dorthin."),
        new("Name it once.", "Nennen Sie die Adresse einmal."));

    public static readonly FindingRule SentTwice = new(
        "DRAFT016", FindingSeverity.Warning, "",
        new("{0} gets the same mail twice from this call.", "{0} bekommt aus diesem Aufruf zweimal dieselbe Mail."),
        new("Take the address out of the list, or let -Key or -Campaign drop the repeat.", "Nehmen Sie die Adresse aus der Liste, oder lassen Sie -Key oder -Campaign die Wiederholung verwerfen."));

    public static readonly FindingRule SuppressedRecipient = new(
        "DRAFT017", FindingSeverity.Warning, "",
        new("{0} is on the suppression list: {1}", "{0} steht auf der Sperrliste: {1}"),
        new("The outbox leaves it out by itself.", "Der Postausgang lässt die Adresse von selbst weg."));

    public static readonly FindingRule InvalidRecipient = new(
        "DRAFT018", FindingSeverity.Error, "RFC 5321 section 4.1.2",
        new("The recipient {0} is no address: {1}", "Der Empfänger {0} ist keine Adresse: {1}"),
        new("Correct it or take it out.", "Berichtigen Sie ihn, oder nehmen Sie ihn heraus."));

    public static readonly FindingRule NotAligned = new(
        "DRAFT019", FindingSeverity.Warning, "RFC 9989 section 4.4",
        new("Receivers that know the policy of {0} will {2} this mail from {1}: SPF does not allow the relay, and no DKIM key of the domain is named.", "Empfänger, die die Richtlinie von {0} kennen, werden diese Mail von {1} behandeln als: {2}; SPF erlaubt das Relay nicht, und kein DKIM-Schlüssel der Domain ist genannt."),
        new("Sign with -DkimKey, add the relay to the SPF record, or ignore this finding where the relay signs for the domain.", "Signieren Sie mit -DkimKey, nehmen Sie das Relay in den SPF-Eintrag auf, oder übergehen Sie diesen Befund, wo das Relay für die Domain signiert."));

    public static readonly FindingRule KeyNotPublished = new(
        "DRAFT020", FindingSeverity.Error, "RFC 6376 section 6.1.2",
        new("The signature with {0} would not verify: {1}", "Die Signatur mit {0} ließe sich nicht prüfen: {1}"),
        new("Publish the record of the key (New-DkimKey shows it), or name another key.", "Veröffentlichen Sie den Eintrag des Schlüssels (New-DkimKey zeigt ihn), oder nennen Sie einen anderen."));

    public static readonly FindingRule NoOneClick = new(
        "DRAFT021", FindingSeverity.Warning, "RFC 8058",
        new("This is bulk mail without one-click unsubscribing; the large mailbox providers want it.", "Das ist Massenmail ohne Abmeldung mit einem Klick; die großen Postfachanbieter verlangen sie."),
        new("Name an https: address with -ListUnsubscribe.", "Nennen Sie eine https:-Adresse mit -ListUnsubscribe."));

    public static readonly FindingRule OneClickUnsigned = new(
        "DRAFT022", FindingSeverity.Info, "RFC 8058 section 4",
        new("One-click unsubscribing counts only where a DKIM signature covers its fields, and no key is named.", "Die Abmeldung mit einem Klick gilt nur, wo eine DKIM-Signatur ihre Felder abdeckt, und kein Schlüssel ist genannt."),
        new("Sign with -DkimKey, or see that the relay signs List-Unsubscribe and List-Unsubscribe-Post.", "Signieren Sie mit -DkimKey, oder sorgen Sie dafür, dass das Relay List-Unsubscribe und List-Unsubscribe-Post signiert."));

    public static readonly FindingRule LongLine = new(
        "DRAFT023", FindingSeverity.Error, "RFC 5322 section 2.1.1",
        new("Line {0} of the message has {1} octets; 998 are allowed.", "Zeile {0} der Nachricht hat {1} Oktette; 998 sind erlaubt."),
        new("Encode the part as quoted-printable or base64.", "Kodieren Sie den Teil als quoted-printable oder base64."));

    public static readonly FindingRule BareLineEnd = new(
        "DRAFT024", FindingSeverity.Info, "RFC 5322 section 2.3",
        new("The message has lines that end without CRLF; they are corrected on the way, which breaks an existing signature.", "Die Nachricht hat Zeilen, die nicht mit CRLF enden; sie werden unterwegs berichtigt, was eine vorhandene Signatur bricht."),
        new("Save the message with CRLF line ends.", "Speichern Sie die Nachricht mit CRLF als Zeilenende."));

    public static readonly FindingRule Misspelled = new(
        "DRAFT025", FindingSeverity.Warning, "",
        new("The dictionary {0} does not know: {1}.", "Das Wörterbuch {0} kennt nicht: {1}."),
        new("Correct the words, or add right ones to your own dictionary of hunspell.", "Berichtigen Sie die Wörter, oder nehmen Sie richtige in Ihr eigenes Wörterbuch von hunspell auf."));

    public static readonly FindingRule ImageMissing = new(
        "DRAFT026", FindingSeverity.Warning, "RFC 2392",
        new("The HTML shows the image {0}, which the mail does not bring along.", "Das HTML zeigt das Bild {0}, das die Mail nicht mitbringt."),
        new("Add it with -InlineImage, or correct the name behind cid:.", "Fügen Sie es mit -InlineImage hinzu, oder berichtigen Sie den Namen hinter cid:."));

    public static readonly FindingRule Unknown = new(
        "DRAFT027", FindingSeverity.Info, "",
        new("{0} could not be checked: {1}", "{0} ließ sich nicht prüfen: {1}"),
        new("Nothing follows from that; check again when it is in reach.", "Daraus folgt nichts; prüfen Sie erneut, wenn es erreichbar ist."));
}
