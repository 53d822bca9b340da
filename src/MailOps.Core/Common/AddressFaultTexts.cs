namespace MailOps;

/// <summary>The words for each <see cref="AddressFault"/>.</summary>
internal static class AddressFaultTexts
{
    public static Localized Of(AddressFault fault) => fault switch
    {
        AddressFault.None => new("", ""),
        AddressFault.Empty => new("There is no text.", "Es steht nichts da."),
        AddressFault.AtMissing => new("There is no @.", "Es fehlt das @."),
        AddressFault.LocalPartMissing => new("Nothing stands before the @.", "Vor dem @ steht nichts."),
        AddressFault.DomainMissing => new("Nothing stands after the @.", "Nach dem @ steht nichts."),
        AddressFault.AngleBrackets => new(
            "A display name or angle brackets stand around the address.",
            "Um die Adresse stehen ein Anzeigename oder spitze Klammern."),
        AddressFault.SeveralAddresses => new("Several addresses stand in one field.", "Mehrere Adressen stehen in einem Feld."),
        AddressFault.SecondAt => new("A second @ stands in the domain.", "In der Domain steht ein zweites @."),
        AddressFault.WhiteSpace => new("White space stands where none may stand.", "Hier darf kein Leerraum stehen."),
        AddressFault.ControlCharacter => new(
            "A control character, such as NUL or a line break, may not stand here.",
            "Ein Steuerzeichen wie NUL oder ein Zeilenumbruch darf hier nicht stehen."),
        AddressFault.UnpairedSurrogate => new(
            "Half of a surrogate pair: the text is no Unicode text.",
            "Ein halbes Surrogatpaar: Der Text ist kein Unicode-Text."),
        AddressFault.LeadingDot => new("The local part begins with a dot.", "Der lokale Teil beginnt mit einem Punkt."),
        AddressFault.TrailingDot => new("The local part ends with a dot.", "Der lokale Teil endet mit einem Punkt."),
        AddressFault.ConsecutiveDots => new(
            "Two dots follow each other in the local part.", "Im lokalen Teil folgen zwei Punkte aufeinander."),
        AddressFault.LocalPartCharacter => new(
            "The local part may hold this character only within quotes.",
            "Dieses Zeichen darf im lokalen Teil nur in Anführungszeichen stehen."),
        AddressFault.QuoteNotClosed => new("The closing quote is missing.", "Das schließende Anführungszeichen fehlt."),
        AddressFault.QuoteMisplaced => new(
            "A quoted local part must be quoted from its first to its last character.",
            "Ein lokaler Teil in Anführungszeichen muss ganz darin stehen."),
        AddressFault.QuotedCharacter => new(
            "This character may not stand even within quotes.",
            "Dieses Zeichen darf auch in Anführungszeichen nicht stehen."),
        AddressFault.LocalPartTooLong => new(
            "The local part has more than 64 octets.", "Der lokale Teil hat mehr als 64 Oktette."),
        AddressFault.LabelEmpty => new(
            "A part of the domain between two dots is empty.", "Ein Teil der Domain zwischen zwei Punkten ist leer."),
        AddressFault.DomainTrailingDot => new("The domain ends with a dot.", "Die Domain endet mit einem Punkt."),
        AddressFault.LabelLeadingHyphen => new(
            "A part of the domain begins with a hyphen.", "Ein Teil der Domain beginnt mit einem Bindestrich."),
        AddressFault.LabelTrailingHyphen => new(
            "A part of the domain ends with a hyphen.", "Ein Teil der Domain endet mit einem Bindestrich."),
        AddressFault.DomainCharacter => new("A domain holds no such character.", "Eine Domain enthält dieses Zeichen nicht."),
        AddressFault.DomainUnderscore => new(
            "A mail domain holds no underscore.", "Eine Mail-Domain enthält keinen Unterstrich."),
        AddressFault.LabelTooLong => new(
            "A part of the domain has more than 63 octets.", "Ein Teil der Domain hat mehr als 63 Oktette."),
        AddressFault.DomainTooLong => new("The domain has more than 253 octets.", "Die Domain hat mehr als 253 Oktette."),
        AddressFault.AddressTooLong => new("The address has more than 254 octets.", "Die Adresse hat mehr als 254 Oktette."),
        AddressFault.LiteralNotClosed => new(
            "The closing bracket of the address literal is missing.", "Die schließende Klammer des Adressliterals fehlt."),
        AddressFault.LiteralMisplaced => new(
            "An address literal stands alone after the @.", "Ein Adressliteral steht nach dem @ allein."),
        AddressFault.LiteralIPv4 => new(
            "The address literal is no IPv4 address: four numbers from 0 to 255.",
            "Das Adressliteral ist keine IPv4-Adresse: vier Zahlen von 0 bis 255."),
        AddressFault.LiteralIPv6 => new("The address literal is no IPv6 address.", "Das Adressliteral ist keine IPv6-Adresse."),
        AddressFault.LiteralIPv6Compression => new(
            "The :: of the IPv6 address stands for one group only; it has to stand for two at least.",
            "Das :: der IPv6-Adresse steht nur für eine Gruppe; es muss für mindestens zwei stehen."),
        AddressFault.LiteralTag => new(
            "The kind of this address literal is unknown: only IPv4 addresses and IPv6: are.",
            "Die Art dieses Adressliterals ist unbekannt: Es gibt nur IPv4-Adressen und IPv6:."),
        AddressFault.CommentNotAllowed => new(
            "A comment in parentheses may stand only in a message header.",
            "Ein Kommentar in Klammern darf nur in einem Nachrichtenkopf stehen."),
        AddressFault.CommentNotClosed => new(
            "The comment is not closed.", "Der Kommentar ist nicht geschlossen."),
        AddressFault.ObsoleteForm => new(
            "A quoted part beside other parts is a form of old message headers.",
            "Ein Teil in Anführungszeichen neben anderen ist eine Form alter Nachrichtenköpfe."),
        AddressFault.FoldingBroken => new(
            "A line break must be CR LF and a blank at the beginning of the next line.",
            "Ein Zeilenumbruch muss aus CR LF und einem Leerzeichen am Anfang der nächsten Zeile bestehen."),
        AddressFault.IdnNotMapped => new(
            "A capital, full-width or compatibility letter must be replaced by its plain form.",
            "Ein Großbuchstabe, ein Zeichen voller Breite oder eine Kompatibilitätsform muss durch die einfache Form ersetzt werden."),
        AddressFault.IdnDisallowed => new(
            "An internationalised domain holds no such character.",
            "Eine internationalisierte Domain enthält dieses Zeichen nicht."),
        AddressFault.IdnUnassigned => new("This code point is not assigned.", "Dieser Codepunkt ist nicht vergeben."),
        AddressFault.IdnNotNormalized => new(
            "The label is not in Normalization Form C.", "Der Namensteil ist nicht in Normalisierungsform C."),
        AddressFault.IdnLeadingMark => new(
            "A label begins with a combining mark.", "Ein Namensteil beginnt mit einem kombinierenden Zeichen."),
        AddressFault.IdnHyphens => new(
            "Hyphens in third and fourth place of an internationalised label are reserved.",
            "Bindestriche an dritter und vierter Stelle eines internationalisierten Namensteils sind reserviert."),
        AddressFault.IdnContext => new(
            "This character may stand only beside certain others.", "Dieses Zeichen darf nur neben bestimmten anderen stehen."),
        AddressFault.IdnBidi => new("The label mixes writing directions.", "Der Namensteil mischt Schreibrichtungen."),
        AddressFault.IdnMixedEncoding => new(
            "A label that begins with xn-- holds ASCII only.", "Ein Namensteil, der mit xn-- beginnt, enthält nur ASCII."),
        AddressFault.DisplayNameCharacter => new(
            "The display name may hold this character only within quotes.",
            "Dieses Zeichen darf im Anzeigenamen nur in Anführungszeichen stehen."),
        AddressFault.AngleNotClosed => new(
            "The closing angle bracket is missing, or something stands behind it.",
            "Die schließende spitze Klammer fehlt, oder dahinter steht noch etwas."),
        _ => new(fault.ToString(), fault.ToString()),
    };
}
