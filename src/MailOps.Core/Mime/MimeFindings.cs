namespace MailOps.Mime;

/// <summary>What can be noticed while a message is read; all ids are explained in docs/findings.md.</summary>
public static class MimeFindings
{
    /// <summary>MIME001: nested deeper than the limit.</summary>
    public static readonly FindingRule DepthLimit = Warning("MIME001", "",
        new("Parts nest deeper than the limit; the deepest one read is kept whole.",
            "Die Teile sind tiefer verschachtelt als erlaubt; der tiefste gelesene bleibt unzerlegt."),
        new("No mail program nests like this: treat the message as hostile, or raise MaxDepth.",
            "Kein Mailprogramm verschachtelt so: Behandeln Sie die Nachricht als feindlich oder erhöhen Sie MaxDepth."));

    /// <summary>MIME002: more parts than the limit.</summary>
    public static readonly FindingRule PartLimit = Warning("MIME002", "",
        new("The message has more parts than the limit; the rest was not read.",
            "Die Nachricht hat mehr Teile als erlaubt; der Rest wurde nicht gelesen."),
        new("Treat the message as hostile, or raise MaxParts.",
            "Behandeln Sie die Nachricht als feindlich oder erhöhen Sie MaxParts."));

    /// <summary>MIME003: more header fields than the limit.</summary>
    public static readonly FindingRule HeaderCountLimit = Warning("MIME003", "",
        new("A header has more fields than the limit; the later ones were left out.",
            "Ein Kopf hat mehr Felder als erlaubt; die späteren fehlen."),
        new("Look for a mail loop or a broken program on the way, or raise MaxHeaders.",
            "Suchen Sie eine Mailschleife oder ein defektes Programm auf dem Weg, oder erhöhen Sie MaxHeaders."));

    /// <summary>MIME004: a header field longer than the limit.</summary>
    public static readonly FindingRule HeaderLengthLimit = Warning("MIME004", "",
        new("A header field is longer than the limit and was cut.", "Ein Kopffeld ist länger als erlaubt und wurde gekürzt."),
        new("Treat the message as hostile, or raise MaxHeaderLength.",
            "Behandeln Sie die Nachricht als feindlich oder erhöhen Sie MaxHeaderLength."));

    /// <summary>MIME005: the fields of a header together longer than the limit.</summary>
    public static readonly FindingRule HeaderBytesLimit = Warning("MIME005", "",
        new("The fields of a header are together longer than the limit; the later ones were left out.",
            "Die Felder eines Kopfes sind zusammen länger als erlaubt; die späteren fehlen."),
        new("Treat the message as hostile, or raise MaxHeaderBytes.",
            "Behandeln Sie die Nachricht als feindlich oder erhöhen Sie MaxHeaderBytes."));

    /// <summary>MIME006: a text longer than the limit.</summary>
    public static readonly FindingRule TextLimit = Warning("MIME006", "",
        new("A text is longer than the limit and was cut.", "Ein Text ist länger als erlaubt und wurde gekürzt."),
        new("Read the bytes of the part instead of its text, or raise MaxTextBytes.",
            "Lesen Sie die Bytes des Teils statt seines Textes, oder erhöhen Sie MaxTextBytes."));

    /// <summary>MIME010: a UTF-8 byte order mark before the header.</summary>
    public static readonly FindingRule ByteOrderMark = Info("MIME010", "RFC 5322 section 2.1",
        new("A byte order mark stands before the header; it was skipped.",
            "Vor dem Kopf steht eine Bytereihenfolge-Marke; sie wurde übersprungen."),
        new("Save messages as raw bytes, not through a text editor.", "Speichern Sie Nachrichten als Bytes, nicht mit einem Texteditor."));

    /// <summary>MIME011: the message was saved as UTF-16.</summary>
    public static readonly FindingRule Utf16 = Warning("MIME011", "RFC 5322 section 2.1",
        new("The message is stored as UTF-16 text; it was read as UTF-8 instead, and 8-bit content may be damaged.",
            "Die Nachricht ist als UTF-16-Text gespeichert; sie wurde als UTF-8 gelesen, 8-Bit-Inhalt kann beschädigt sein."),
        new("Save messages as raw bytes; the > operator of Windows PowerShell writes UTF-16.",
            "Speichern Sie Nachrichten als Bytes; der Operator > der Windows PowerShell schreibt UTF-16."));

    /// <summary>MIME012: empty lines before the header.</summary>
    public static readonly FindingRule LeadingLines = Info("MIME012", "RFC 5322 section 3.5",
        new("Empty lines or remains of a protocol stand before the header; they were skipped.",
            "Vor dem Kopf stehen leere Zeilen oder Reste eines Protokolls; sie wurden übersprungen."),
        new("Nothing has to be done.", "Es ist nichts zu tun."));

    /// <summary>MIME013: no header at all.</summary>
    public static readonly FindingRule NoHeader = Warning("MIME013", "RFC 5322 section 3.6",
        new("There is no header: everything was read as body.", "Es gibt keinen Kopf: Alles wurde als Rumpf gelesen."),
        new("Check that the input is a mail at all.", "Prüfen Sie, ob die Eingabe überhaupt eine Mail ist."));

    /// <summary>MIME014: the empty line between header and body is missing.</summary>
    public static readonly FindingRule MissingSeparator = Warning("MIME014", "RFC 5322 section 2.1",
        new("The empty line between header and body is missing.", "Die leere Zeile zwischen Kopf und Rumpf fehlt."),
        new("Nothing has to be done; the program that made the message is broken.",
            "Es ist nichts zu tun; das Programm, das die Nachricht erzeugt hat, ist fehlerhaft."));

    /// <summary>MIME015: a line in the header is no field.</summary>
    public static readonly FindingRule StrayHeaderLine = Warning("MIME015", "RFC 5322 section 2.2",
        new("A line in a header is neither a field nor a continuation; it was skipped.",
            "Eine Zeile in einem Kopf ist weder Feld noch Fortsetzung; sie wurde übersprungen."),
        new("Nothing has to be done; the program that made the message is broken.",
            "Es ist nichts zu tun; das Programm, das die Nachricht erzeugt hat, ist fehlerhaft."));

    /// <summary>MIME016: 8-bit bytes in a header that are not UTF-8.</summary>
    public static readonly FindingRule HeaderCharset = Warning("MIME016", "RFC 6532 section 3.2",
        new("A header field holds bytes that are not UTF-8; they were read as Windows-1252.",
            "Ein Kopffeld enthält Bytes, die kein UTF-8 sind; sie wurden als Windows-1252 gelesen."),
        new("The sender has to encode the field (RFC 2047).", "Der Absender muss das Feld kodieren (RFC 2047)."));

    /// <summary>MIME017: an encoded word that cannot be decoded as it stands.</summary>
    public static readonly FindingRule EncodedWord = Info("MIME017", "RFC 2047 section 6.3",
        new("An encoded word in a header is broken or names an unknown charset; it was kept or guessed.",
            "Ein kodiertes Wort in einem Kopf ist defekt oder nennt einen unbekannten Zeichensatz; es blieb stehen oder wurde geraten."),
        new("Nothing has to be done; the text may look odd.", "Es ist nichts zu tun; der Text kann seltsam aussehen."));

    /// <summary>MIME018: CR, LF or NUL hidden in a header value.</summary>
    public static readonly FindingRule HeaderControl = Warning("MIME018", "RFC 5322 section 2.2",
        new("A header value hides a line break or a NUL; each was read as a space.",
            "Ein Kopfwert verbirgt einen Zeilenumbruch oder ein NUL; beides wurde als Leerzeichen gelesen."),
        new("Treat the message with care: this is how header injection is tried.",
            "Behandeln Sie die Nachricht mit Vorsicht: So wird das Einschleusen von Kopfzeilen versucht."));

    /// <summary>MIME020: a Content-Type that is none.</summary>
    public static readonly FindingRule ContentType = Warning("MIME020", "RFC 2045 section 5.2",
        new("A Content-Type field cannot be read; text/plain was assumed.",
            "Ein Content-Type-Feld ist unlesbar; text/plain wurde angenommen."),
        new("Nothing has to be done; the program that made the message is broken.",
            "Es ist nichts zu tun; das Programm, das die Nachricht erzeugt hat, ist fehlerhaft."));

    /// <summary>MIME021: a Content field given twice.</summary>
    public static readonly FindingRule DuplicateContentField = Warning("MIME021", "RFC 2045 section 3",
        new("A Content-Type or Content-Transfer-Encoding field is there more than once; the first one counts.",
            "Ein Content-Type- oder Content-Transfer-Encoding-Feld ist mehrfach da; das erste zählt."),
        new("Treat the message with care: two programs may read it differently.",
            "Behandeln Sie die Nachricht mit Vorsicht: Zwei Programme können sie verschieden lesen."));

    /// <summary>MIME022: a parameter that is broken.</summary>
    public static readonly FindingRule Parameter = Info("MIME022", "RFC 2231 section 4",
        new("A parameter of a Content field is broken; it was read as well as possible.",
            "Ein Parameter eines Content-Feldes ist defekt; er wurde so gut wie möglich gelesen."),
        new("Nothing has to be done; a file name may look odd.", "Es ist nichts zu tun; ein Dateiname kann seltsam aussehen."));

    /// <summary>MIME030: a multipart without boundary parameter.</summary>
    public static readonly FindingRule NoBoundary = Warning("MIME030", "RFC 2046 section 5.1.1",
        new("A multipart names no boundary, or one that does not occur; it was guessed from the body where possible.",
            "Ein Multipart nennt keine Grenze oder eine, die nicht vorkommt; sie wurde nach Möglichkeit aus dem Rumpf erraten."),
        new("Nothing has to be done; the program that made the message is broken.",
            "Es ist nichts zu tun; das Programm, das die Nachricht erzeugt hat, ist fehlerhaft."));

    /// <summary>MIME031: the boundary never occurs.</summary>
    public static readonly FindingRule BoundaryNotFound = Warning("MIME031", "RFC 2046 section 5.1.1",
        new("The boundary of a multipart never occurs: it has no parts.", "Die Grenze eines Multiparts kommt nie vor: Er hat keine Teile."),
        new("The message may be cut; the text is in the raw body.", "Die Nachricht ist vielleicht abgeschnitten; der Text steht im rohen Rumpf."));

    /// <summary>MIME032: a multipart is not closed.</summary>
    public static readonly FindingRule NotClosed = Info("MIME032", "RFC 2046 section 5.1.1",
        new("A multipart has no closing boundary.", "Einem Multipart fehlt die schließende Grenze."),
        new("The message may be cut at its end.", "Die Nachricht ist vielleicht am Ende abgeschnitten."));

    /// <summary>MIME033: a multipart uses the boundary of one around it.</summary>
    public static readonly FindingRule SharedBoundary = Warning("MIME033", "RFC 2046 section 5.1.2",
        new("A multipart uses the boundary of another one around it; each line was taken for the inner one until it was closed.",
            "Ein Multipart benutzt die Grenze eines äußeren; jede Zeile zählte zum inneren, bis er geschlossen war."),
        new("Treat the message with care: two programs may read it differently.",
            "Behandeln Sie die Nachricht mit Vorsicht: Zwei Programme können sie verschieden lesen."));

    /// <summary>MIME034: parts behind the closing boundary.</summary>
    public static readonly FindingRule PartsBehindClose = Warning("MIME034", "RFC 2046 section 5.1.1",
        new("Parts follow the closing boundary of a multipart; they were read.",
            "Auf die schließende Grenze eines Multiparts folgen weitere Teile; sie wurden gelesen."),
        new("Treat the message with care: two programs may read it differently.",
            "Behandeln Sie die Nachricht mit Vorsicht: Zwei Programme können sie verschieden lesen."));

    /// <summary>MIME035: a multipart with a transfer encoding.</summary>
    public static readonly FindingRule EncodedMultipart = Info("MIME035", "RFC 2045 section 6.4",
        new("A multipart claims a transfer encoding, which only its parts may have; the claim was ignored.",
            "Ein Multipart nennt eine Transferkodierung, die nur seine Teile haben dürfen; sie wurde ignoriert."),
        new("Nothing has to be done.", "Es ist nichts zu tun."));

    /// <summary>MIME040: an unknown transfer encoding.</summary>
    public static readonly FindingRule UnknownEncoding = Warning("MIME040", "RFC 2045 section 6.4",
        new("A transfer encoding is unknown; the content was left as it is.",
            "Eine Transferkodierung ist unbekannt; der Inhalt blieb, wie er ist."),
        new("Treat the part as application/octet-stream.", "Behandeln Sie den Teil als application/octet-stream."));

    /// <summary>MIME041: broken base64.</summary>
    public static readonly FindingRule Base64 = Warning("MIME041", "RFC 2045 section 6.8",
        new("Base64 content holds foreign characters or ends early; the rest was decoded.",
            "Base64-Inhalt enthält fremde Zeichen oder endet zu früh; der Rest wurde dekodiert."),
        new("The content may be damaged or cut.", "Der Inhalt ist vielleicht beschädigt oder abgeschnitten."));

    /// <summary>MIME042: broken quoted-printable.</summary>
    public static readonly FindingRule QuotedPrintable = Info("MIME042", "RFC 2045 section 6.7",
        new("Quoted-printable content holds an equals sign without two hexadecimal digits; it was kept.",
            "Quoted-printable-Inhalt enthält ein Gleichheitszeichen ohne zwei Hexadezimalziffern; es blieb stehen."),
        new("The content may be damaged.", "Der Inhalt ist vielleicht beschädigt."));

    /// <summary>MIME043: broken uuencode.</summary>
    public static readonly FindingRule Uuencode = Warning("MIME043", "",
        new("Uuencoded content is broken or ends early; what could be decoded was.",
            "Uuencode-Inhalt ist defekt oder endet zu früh; dekodiert wurde, was möglich war."),
        new("The content may be damaged or cut.", "Der Inhalt ist vielleicht beschädigt oder abgeschnitten."));

    /// <summary>MIME050: an unknown charset.</summary>
    public static readonly FindingRule UnknownCharset = Warning("MIME050", "RFC 2046 section 4.1.2",
        new("A text names an unknown charset; it was read as UTF-8 or else Windows-1252.",
            "Ein Text nennt einen unbekannten Zeichensatz; er wurde als UTF-8 oder sonst als Windows-1252 gelesen."),
        new("The text may look odd.", "Der Text kann seltsam aussehen."));

    /// <summary>MIME051: bytes that the charset does not have.</summary>
    public static readonly FindingRule WrongCharset = Info("MIME051", "RFC 2046 section 4.1.2",
        new("A text holds bytes that its charset does not have; they were guessed or replaced.",
            "Ein Text enthält Bytes, die sein Zeichensatz nicht hat; sie wurden geraten oder ersetzt."),
        new("The text may look odd.", "Der Text kann seltsam aussehen."));

    /// <summary>MIME052: 8-bit text without a charset.</summary>
    public static readonly FindingRule NoCharset = Info("MIME052", "RFC 2046 section 4.1.2",
        new("A text with 8-bit bytes names no charset that has them; it was read as UTF-8 or else Windows-1252.",
            "Ein Text mit 8-Bit-Bytes nennt keinen Zeichensatz, der sie hat; er wurde als UTF-8 oder sonst als Windows-1252 gelesen."),
        new("The text may look odd.", "Der Text kann seltsam aussehen."));

    private static FindingRule Info(string id, string reference, Localized message, Localized advice) =>
        new(id, FindingSeverity.Info, reference, message, advice);

    private static FindingRule Warning(string id, string reference, Localized message, Localized advice) =>
        new(id, FindingSeverity.Warning, reference, message, advice);
}
