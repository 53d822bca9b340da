using static MailOps.FindingSeverity;

namespace MailOps.Authentication.Spf;

/// <summary>All findings about SPF: 001 to 009 where the record is, 010 to 019 its grammar, 020 to 039 its terms, 040 and up the tree of its includes.</summary>
internal static class SpfFindings
{
    public static readonly FindingRule NoRecord = new(
        "SPF001", Error, "RFC 7208 section 4.5",
        new("{0} has no SPF record.", "{0} hat keinen SPF-Eintrag."),
        new("Publish a TXT record at {0}: v=spf1, the servers that send, and -all or ~all. For a domain that sends no mail: v=spf1 -all",
            "Einen TXT-Eintrag bei {0} veröffentlichen: v=spf1, die sendenden Server und -all oder ~all. Für eine Domain, die keine Mail sendet: v=spf1 -all"));

    public static readonly FindingRule NotSpf = new(
        "SPF002", Error, "RFC 7208 section 4.5",
        new("The text does not begin with v=spf1 and a space; receivers ignore it: {0}",
            "Der Text beginnt nicht mit v=spf1 und einem Leerzeichen; Empfänger übergehen ihn: {0}"),
        new("Begin the record with v=spf1 and a space, without quotation marks.", "Den Eintrag mit v=spf1 und einem Leerzeichen beginnen, ohne Anführungszeichen."));

    public static readonly FindingRule MultipleRecords = new(
        "SPF003", Error, "RFC 7208 section 4.5",
        new("{0} has {1} SPF records; receivers give permerror.", "{0} hat {1} SPF-Einträge; Empfänger geben permerror."),
        new("Merge them into one record.", "Zu einem Eintrag zusammenführen."));

    public static readonly FindingRule LookupFailed = new(
        "SPF004", Info, "RFC 7208 section 2.6.6",
        new("The DNS did not answer for {0}: {1} Nothing can be said about it.", "Das DNS hat für {0} nicht geantwortet: {1} Darüber lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the domain.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver der Domain prüfen."));

    public static readonly FindingRule SendsNoMail = new(
        "SPF005", Info, "RFC 7208 section 10.1.2",
        new("The record says that {0} sends no mail.", "Der Eintrag sagt, dass {0} keine Mail sendet."),
        new("Nothing needs to change if that is so.", "Nichts muss sich ändern, wenn das stimmt."));

    public static readonly FindingRule OutOfTime = new(
        "SPF006", Info, "RFC 7208 section 4.6.4",
        new("The check of {0} took longer than {1} seconds and was given up.", "Die Prüfung von {0} dauerte länger als {1} Sekunden und wurde abgebrochen."),
        new("Try again later; slow name servers among the includes delay every mail.", "Später noch einmal versuchen; langsame Nameserver unter den Includes verzögern jede Mail."));

    public static readonly FindingRule UnknownMechanism = new(
        "SPF010", Error, "RFC 7208 section 4.6.1",
        new("\"{0}\" is no mechanism; receivers give permerror for the whole record.", "„{0}“ ist kein Mechanismus; Empfänger geben permerror für den ganzen Eintrag."),
        new("Correct or remove the term. The mechanisms are all, include, a, mx, ptr, ip4, ip6 and exists.",
            "Den Term berichtigen oder entfernen. Mechanismen sind all, include, a, mx, ptr, ip4, ip6 und exists."));

    public static readonly FindingRule WrongNetworkName = new(
        "SPF011", Error, "RFC 7208 section 5.6",
        new("\"{0}\": networks are written with ip4 or ip6; receivers give permerror for the whole record.",
            "„{0}“: Netze schreibt man mit ip4 oder ip6; Empfänger geben permerror für den ganzen Eintrag."),
        new("Write ip4: for IPv4 and ip6: for IPv6.", "ip4: für IPv4 und ip6: für IPv6 schreiben."));

    public static readonly FindingRule WrongSeparator = new(
        "SPF012", Error, "RFC 7208 section 4.6.1",
        new("\"{0}\": mechanisms take a colon, the modifiers redirect and exp an equals sign; receivers give permerror for the whole record.",
            "„{0}“: Mechanismen brauchen einen Doppelpunkt, redirect und exp ein Gleichheitszeichen; Empfänger geben permerror für den ganzen Eintrag."),
        new("Exchange the sign.", "Das Zeichen austauschen."));

    public static readonly FindingRule DuplicateModifier = new(
        "SPF013", Error, "RFC 7208 section 6",
        new("\"{0}\": the modifier occurs twice; receivers give permerror for the whole record.",
            "„{0}“: Die Angabe kommt zweimal vor; Empfänger geben permerror für den ganzen Eintrag."),
        new("Keep one of them.", "Eine davon behalten."));

    public static readonly FindingRule InvalidDomain = new(
        "SPF014", Error, "RFC 7208 section 7.1",
        new("\"{0}\" has no valid domain; receivers give permerror for the whole record.", "„{0}“ hat keine gültige Domain; Empfänger geben permerror für den ganzen Eintrag."),
        new("Write a full domain name, such as include:_spf.example.com.", "Einen vollen Domainnamen schreiben, etwa include:_spf.example.com."));

    public static readonly FindingRule AddressAsDomain = new(
        "SPF015", Error, "RFC 7208 section 5.6",
        new("\"{0}\" has an address where a domain belongs; receivers give permerror for the whole record.",
            "„{0}“ hat eine Adresse, wo eine Domain hingehört; Empfänger geben permerror für den ganzen Eintrag."),
        new("Write ip4: and the address.", "ip4: und die Adresse schreiben."));

    public static readonly FindingRule InvalidMacro = new(
        "SPF016", Error, "RFC 7208 section 7.1",
        new("\"{0}\" has a percent sign that begins no valid macro; receivers give permerror for the whole record.",
            "„{0}“ hat ein Prozentzeichen, mit dem kein gültiges Makro beginnt; Empfänger geben permerror für den ganzen Eintrag."),
        new("Write macros as %{{i}}, %{{d}}, %{{l}} and so on, and a percent sign itself as %%.", "Makros als %{{i}}, %{{d}}, %{{l}} usw. schreiben, ein Prozentzeichen selbst als %%."));

    public static readonly FindingRule InvalidNetwork = new(
        "SPF017", Error, "RFC 7208 section 5.6",
        new("\"{0}\" has no valid network; receivers give permerror for the whole record.", "„{0}“ hat kein gültiges Netz; Empfänger geben permerror für den ganzen Eintrag."),
        new("Write an address, and behind a slash the length: 0 to 32 for IPv4, 0 to 128 for IPv6, without leading zeros.",
            "Eine Adresse schreiben, hinter einem Schrägstrich die Länge: 0 bis 32 bei IPv4, 0 bis 128 bei IPv6, ohne führende Nullen."));

    public static readonly FindingRule ValueNotAllowed = new(
        "SPF018", Error, "RFC 7208 section 5",
        new("\"{0}\": the mechanism takes no such value; receivers give permerror for the whole record.",
            "„{0}“: Der Mechanismus nimmt keinen solchen Wert; Empfänger geben permerror für den ganzen Eintrag."),
        new("Remove what follows the name.", "Entfernen, was dem Namen folgt."));

    public static readonly FindingRule InvalidCharacter = new(
        "SPF019", Error, "RFC 7208 section 3.1",
        new("\"{0}\" has a character that is not visible ASCII; receivers give permerror for the whole record.",
            "„{0}“ hat ein Zeichen, das kein sichtbares ASCII ist; Empfänger geben permerror für den ganzen Eintrag."),
        new("Type the term anew: long dashes, curly quotation marks and special spaces come from word processors.",
            "Den Term neu tippen: lange Striche, typografische Anführungszeichen und besondere Leerzeichen stammen aus Textprogrammen."));

    public static readonly FindingRule PassesEverybody = new(
        "SPF020", Error, "RFC 7208 section 5.1",
        new("{0} lets every host on the Internet send in the name of the domain.", "{0} lässt jeden Rechner im Internet im Namen der Domain senden."),
        new("Write -all or ~all, and name the servers that send.", "-all oder ~all schreiben und die sendenden Server nennen."));

    public static readonly FindingRule NeutralEnd = new(
        "SPF021", Warning, "RFC 7208 section 2.6.2",
        new("The record ends in ?all: it says nothing about all other hosts.", "Der Eintrag endet mit ?all: Er sagt über alle anderen Rechner nichts."),
        new("Write ~all or -all.", "~all oder -all schreiben."));

    public static readonly FindingRule NoEnd = new(
        "SPF022", Warning, "RFC 7208 section 4.7",
        new("The record has neither all nor redirect: it says nothing about all other hosts.", "Der Eintrag hat weder all noch redirect: Er sagt über alle anderen Rechner nichts."),
        new("Add ~all or -all at the end.", "Am Ende ~all oder -all hinzufügen."));

    public static readonly FindingRule SoftEnd = new(
        "SPF023", Info, "RFC 7208 section 8.5",
        new("The record ends in ~all: other hosts get softfail.", "Der Eintrag endet mit ~all: andere Rechner bekommen softfail."),
        new("With DMARC enforced this is enough; -all lets some receivers reject before they have seen DKIM.",
            "Mit durchgesetztem DMARC genügt das; bei -all lehnen manche Empfänger ab, bevor sie DKIM gesehen haben."));

    public static readonly FindingRule Unreachable = new(
        "SPF024", Warning, "RFC 7208 section 5.1",
        new("\"{0}\" stands behind all and is never reached.", "„{0}“ steht hinter all und wird nie erreicht."),
        new("Move it before all, or remove it.", "Vor all setzen oder entfernen."));

    public static readonly FindingRule RedirectUnused = new(
        "SPF025", Warning, "RFC 7208 section 6.1",
        new("\"{0}\" has no effect, since the record has all.", "„{0}“ wirkt nicht, da der Eintrag all hat."),
        new("Remove all to use the redirect, or remove the redirect.", "all entfernen, damit redirect wirkt, oder redirect entfernen."));

    public static readonly FindingRule UsesPtr = new(
        "SPF026", Warning, "RFC 7208 section 5.5",
        new("\"{0}\": ptr is slow and unreliable and should not be published any more.", "„{0}“: ptr ist langsam und unzuverlässig und sollte nicht mehr veröffentlicht werden."),
        new("Name the hosts with a, mx, ip4 or ip6.", "Die Rechner mit a, mx, ip4 oder ip6 nennen."));

    public static readonly FindingRule UnknownModifier = new(
        "SPF027", Info, "RFC 7208 section 6",
        new("\"{0}\" is an unknown modifier without effect.", "„{0}“ ist eine unbekannte Angabe ohne Wirkung."),
        new("Check the spelling, or remove it.", "Die Schreibweise prüfen oder entfernen."));

    public static readonly FindingRule LargeNetwork = new(
        "SPF028", Warning, "RFC 7208 section 11.4",
        new("\"{0}\" authorizes {1} addresses.", "„{0}“ berechtigt {1} Adressen."),
        new("Name only the networks that send mail.", "Nur die Netze nennen, die Mail senden."));

    public static readonly FindingRule PrivateNetwork = new(
        "SPF029", Warning, "RFC 1918, RFC 6890",
        new("\"{0}\" is a network that is not routed in the Internet; no receiver sees mail from it.",
            "„{0}“ ist ein Netz, das im Internet nicht erreichbar ist; kein Empfänger sieht Mail von dort."),
        new("Name the public addresses from which the mail leaves.", "Die öffentlichen Adressen nennen, von denen die Mail ausgeht."));

    public static readonly FindingRule HostBits = new(
        "SPF030", Info, "RFC 7208 section 5.6",
        new("\"{0}\" has bits behind the prefix; it means {1}.", "„{0}“ hat Bits hinter dem Präfix; gemeint ist {1}."),
        new("Check whether the address or the length is wrong.", "Prüfen, ob die Adresse oder die Länge falsch ist."));

    public static readonly FindingRule LongRecord = new(
        "SPF031", Warning, "RFC 7208 section 3.4",
        new("The record has {0} octets; with more than 450 the answer may not fit into one UDP packet of 512.",
            "Der Eintrag hat {0} Oktette; ab 450 passt die Antwort womöglich nicht in ein UDP-Paket von 512."),
        new("Move a part of it into a record of its own and include that.", "Einen Teil in einen eigenen Eintrag auslagern und diesen einbinden."));

    public static readonly FindingRule SplitRecord = new(
        "SPF032", Info, "RFC 7208 section 3.3",
        new("The record has {0} octets, more than one string of a TXT record holds (255).", "Der Eintrag hat {0} Oktette, mehr als eine Zeichenkette eines TXT-Eintrags fasst (255)."),
        new("Publish it as several strings of one record; they are joined without a space.",
            "Als mehrere Zeichenketten eines Eintrags veröffentlichen; sie werden ohne Leerzeichen verbunden."));

    public static readonly FindingRule LargeAnswer = new(
        "SPF033", Warning, "RFC 7208 section 3.4",
        new("All TXT records of {0} together have {1} octets; the answer does not fit into a UDP packet of 512.",
            "Alle TXT-Einträge von {0} haben zusammen {1} Oktette; die Antwort passt nicht in ein UDP-Paket von 512."),
        new("Remove TXT records that nobody needs any more.", "TXT-Einträge entfernen, die niemand mehr braucht."));

    public static readonly FindingRule QualifiedTerm = new(
        "SPF034", Info, "RFC 7208 section 4.6.2",
        new("\"{0}\": hosts that match here do not pass.", "„{0}“: Rechner, auf die das zutrifft, bestehen nicht."),
        new("Remove the qualifier if the hosts are yours.", "Das Vorzeichen entfernen, wenn es Ihre Rechner sind."));

    public static readonly FindingRule TooManyLookups = new(
        "SPF040", Error, "RFC 7208 section 4.6.4",
        new("The record of {0} needs {1} DNS look-ups with its includes; more than {2} are a permerror.",
            "Der Eintrag von {0} braucht mit seinen Includes {1} DNS-Abfragen; mehr als {2} sind ein permerror."),
        new("Remove includes that are not used any more, or replace a and mx by ip4 and ip6.",
            "Nicht mehr benutzte Includes entfernen, oder a und mx durch ip4 und ip6 ersetzen."));

    public static readonly FindingRule ManyLookups = new(
        "SPF041", Info, "RFC 7208 section 4.6.4",
        new("The record of {0} needs {1} of {2} DNS look-ups; an included domain that adds some breaks it.",
            "Der Eintrag von {0} braucht {1} von {2} DNS-Abfragen; fügt eine eingebundene Domain welche hinzu, bricht er."),
        new("Remove includes that are not used any more.", "Nicht mehr benutzte Includes entfernen."));

    public static readonly FindingRule TooManyVoidLookups = new(
        "SPF042", Error, "RFC 7208 section 4.6.4",
        new("{1} DNS look-ups for {0} find nothing; more than {2} are a permerror.", "{1} DNS-Abfragen für {0} finden nichts; mehr als {2} sind ein permerror."),
        new("Remove the terms whose names do not exist.", "Die Terme entfernen, deren Namen es nicht gibt."));

    public static readonly FindingRule VoidLookup = new(
        "SPF043", Warning, "RFC 7208 section 4.6.4",
        new("\"{0}\" in the record of {1} finds nothing: the name {2} does not exist or has no such record.",
            "„{0}“ im Eintrag von {1} findet nichts: Den Namen {2} gibt es nicht, oder er hat keinen solchen Eintrag."),
        new("Correct or remove the term; the third one that finds nothing breaks the record.",
            "Den Term berichtigen oder entfernen; der dritte, der nichts findet, macht den Eintrag unbrauchbar."));

    public static readonly FindingRule IncludeWithoutRecord = new(
        "SPF044", Error, "RFC 7208 section 5.2",
        new("\"{0}\" in the record of {1}: {2} has no SPF record; receivers give permerror.", "„{0}“ im Eintrag von {1}: {2} hat keinen SPF-Eintrag; Empfänger geben permerror."),
        new("Correct or remove the term.", "Den Term berichtigen oder entfernen."));

    public static readonly FindingRule IncludeInvalid = new(
        "SPF045", Error, "RFC 7208 section 5.2",
        new("\"{0}\" in the record of {1}: the record of {2} has an error ({3}); receivers give permerror.",
            "„{0}“ im Eintrag von {1}: Der Eintrag von {2} hat einen Fehler ({3}); Empfänger geben permerror."),
        new("Tell the owner of {2}, or remove the term.", "Den Betreiber von {2} benachrichtigen oder den Term entfernen."));

    public static readonly FindingRule Loop = new(
        "SPF046", Error, "RFC 7208 section 4.6.4",
        new("\"{0}\" in the record of {1} leads back to {2}; receivers give permerror when they come there.",
            "„{0}“ im Eintrag von {1} führt zurück zu {2}; Empfänger, die dorthin kommen, geben permerror."),
        new("Remove the term.", "Den Term entfernen."));

    public static readonly FindingRule TooManyExchangers = new(
        "SPF047", Error, "RFC 7208 section 4.6.4",
        new("\"{0}\" in the record of {1}: {2} has {3} mail exchangers; more than 10 are a permerror.",
            "„{0}“ im Eintrag von {1}: {2} hat {3} Mail-Exchanger; mehr als 10 sind ein permerror."),
        new("Replace mx by ip4 and ip6.", "mx durch ip4 und ip6 ersetzen."));

    public static readonly FindingRule Duplicate = new(
        "SPF048", Warning, "RFC 7208 section 10.1.1",
        new("\"{0}\" in the record of {1} was met before, in the record of {2}; it costs a look-up and adds nothing.",
            "„{0}“ im Eintrag von {1} kam schon im Eintrag von {2} vor; es kostet eine Abfrage und bringt nichts."),
        new("Remove one of the two.", "Eines der beiden entfernen."));

    public static readonly FindingRule Covered = new(
        "SPF049", Info, "RFC 7208 section 10.1.1",
        new("{0} is covered already by {1}.", "{0} ist schon durch {1} abgedeckt."),
        new("Remove it.", "Entfernen."));

    public static readonly FindingRule NotFollowed = new(
        "SPF050", Info, "RFC 7208 section 7",
        new("\"{0}\" in the record of {1} depends on the single message; what is behind it was not looked at.",
            "„{0}“ im Eintrag von {1} hängt von der einzelnen Nachricht ab; was dahinter liegt, wurde nicht betrachtet."),
        new("Check it with an address and a sender.", "Mit einer Adresse und einem Absender prüfen."));

    public static readonly FindingRule BadExplanation = new(
        "SPF051", Warning, "RFC 7208 section 6.2",
        new("\"{0}\": there is no usable explanation at {1}; receivers use their own.", "„{0}“: Bei {1} gibt es keine brauchbare Erklärung; Empfänger nehmen ihre eigene."),
        new("Publish exactly one TXT record of ASCII text there, or remove exp.", "Dort genau einen TXT-Eintrag aus ASCII-Text veröffentlichen, oder exp entfernen."));

    public static readonly FindingRule IncludedPassesEverybody = new(
        "SPF052", Error, "RFC 7208 section 5.2",
        new("\"{0}\" in the record of {1} lets every host on the Internet pass.", "„{0}“ im Eintrag von {1} lässt jeden Rechner im Internet bestehen."),
        new("Remove the term.", "Den Term entfernen."));

    public static readonly FindingRule TreeCut = new(
        "SPF053", Info, "RFC 7208 section 4.6.4",
        new("The includes of {0} are too many to be followed; {1} records were read.", "Die Includes von {0} sind zu viele, um ihnen zu folgen; {1} Einträge wurden gelesen."),
        new("Remove includes until the record needs ten look-ups at most.", "Includes entfernen, bis der Eintrag höchstens zehn Abfragen braucht."));

    public static readonly FindingRule OtherFamily = new(
        "SPF054", Info, "RFC 7208 section 4.6.4",
        new("For clients with {0} {1} look-ups find nothing, since the hosts have no such address; beyond {2} they get permerror, unless a term before lets them pass.",
            "Für Clients mit {0} finden {1} Abfragen nichts, da die Rechner keine solche Adresse haben; über {2} bekommen sie permerror, wenn kein Term davor sie bestehen lässt."),
        new("Put what such clients need first, or write ip4 and ip6 in place of a and mx.",
            "Was solche Clients brauchen, nach vorn setzen, oder ip4 und ip6 statt a und mx schreiben."));

    public static readonly FindingRule Flattened = new(
        "SPF060", Warning, "RFC 7208 section 10.1.1",
        new("The flattened record no longer follows its sources: when {0} change their servers, mail from the new ones fails until the record is made anew.",
            "Der abgeflachte Eintrag folgt seinen Quellen nicht mehr: Wechseln {0} ihre Server, schlägt Mail von den neuen fehl, bis er neu erzeugt ist."),
        new("Make it anew at least daily, by a scheduled task, and before that try to remove includes.",
            "Mindestens täglich neu erzeugen, durch eine geplante Aufgabe, und vorher versuchen, Includes zu entfernen."));

    public static readonly FindingRule NotFlattened = new(
        "SPF061", Info, "RFC 7208 section 7",
        new("\"{0}\" was kept: what it authorizes cannot be written as networks.", "„{0}“ blieb stehen: Was es berechtigt, lässt sich nicht als Netze schreiben."),
        new("Nothing needs to change.", "Nichts muss sich ändern."));
}
