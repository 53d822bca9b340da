using static MailOps.FindingSeverity;

namespace MailOps.Domains.Mx;

/// <summary>All findings about MX records: 001 to 009 about the domain, 010 and up about one mail server, 020 and up about all of them.</summary>
internal static class MxFindings
{
    public static readonly FindingRule ImplicitMx = new(
        "MX001", Warning, "RFC 5321 section 5.1",
        new("{0} has no MX record; mail goes to its own address ({1}), often a web server that takes none.",
            "{0} hat keinen MX-Eintrag; Mail geht an die Adresse der Domain selbst ({1}), oft ein Webserver, der keine annimmt."),
        new("Publish an MX record with the mail server; or, for a domain that takes no mail: {0} MX 0 .",
            "Einen MX-Eintrag mit dem Mailserver veröffentlichen; oder, wenn die Domain keine Mail annimmt: {0} MX 0 ."));

    public static readonly FindingRule LookupFailed = new(
        "MX002", Info, "RFC 5321 section 5.1",
        new("The DNS did not answer for {0}: {1} Nothing can be said about its mail servers.",
            "Das DNS hat für {0} nicht geantwortet: {1} Über die Mailserver lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the domain.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver der Domain prüfen."));

    public static readonly FindingRule DomainNotFound = new(
        "MX003", Error, "RFC 5321 section 5.1",
        new("The domain {0} does not exist; mail to it bounces at once.", "Die Domain {0} gibt es nicht; Mail dorthin kommt sofort zurück."),
        new("Check the name, and whether the domain is still registered.", "Den Namen prüfen, und ob die Domain noch registriert ist."));

    public static readonly FindingRule NoMailServer = new(
        "MX004", Warning, "RFC 7505 section 1",
        new("{0} has neither an MX record nor an address: mail to it bounces, with some senders after days only.",
            "{0} hat weder einen MX-Eintrag noch eine Adresse: Mail dorthin kommt zurück, bei manchen Sendern erst nach Tagen."),
        new("Publish an MX record with the mail server; or, for a domain that takes no mail: {0} MX 0 .",
            "Einen MX-Eintrag mit dem Mailserver veröffentlichen; oder, wenn die Domain keine Mail annimmt: {0} MX 0 ."));

    public static readonly FindingRule NullMx = new(
        "MX005", Info, "RFC 7505 section 3",
        new("{0} says that it takes no mail (null MX).", "{0} erklärt, dass sie keine Mail annimmt (Null-MX)."),
        new("Nothing to do, unless the domain should take mail, or send it: some receivers refuse senders who take no replies.",
            "Nichts zu tun, es sei denn, die Domain soll Mail annehmen oder senden: Manche Empfänger weisen Absender ab, die keine Antwort annehmen."));

    public static readonly FindingRule NullMxBesideOthers = new(
        "MX006", Error, "RFC 7505 section 3",
        new("{0} says that it takes no mail (null MX) and names mail servers too; the standard forbids it, and senders do as they please.",
            "{0} erklärt, keine Mail anzunehmen (Null-MX), und nennt doch Mailserver; der Standard verbietet das, und Sender verfahren nach Belieben."),
        new("Remove the record MX 0 . or all the others.", "Den Eintrag MX 0 . entfernen oder alle anderen."));

    public static readonly FindingRule NullMxPreference = new(
        "MX007", Warning, "RFC 7505 section 3",
        new("The null MX of {0} has the preference {1}, not 0.", "Der Null-MX von {0} hat die Präferenz {1} statt 0."),
        new("Write {0} MX 0 .", "{0} MX 0 . schreiben."));

    public static readonly FindingRule IsAlias = new(
        "MX010", Warning, "RFC 2181 section 10.3, RFC 5321 section 5.1",
        new("The mail server {0} is an alias (CNAME) of {1}; the standard forbids it, and some senders do not deliver there.",
            "Der Mailserver {0} ist ein Alias (CNAME) von {1}; der Standard verbietet das, und manche Sender stellen dort nicht zu."),
        new("Name {1} in the MX record, or give {0} addresses of its own.", "Im MX-Eintrag {1} nennen, oder {0} eigene Adressen geben."));

    public static readonly FindingRule IsAddress = new(
        "MX011", Error, "RFC 5321 section 5.1",
        new("The MX record names the IP address {0} where a host name must stand; senders find no host of that name.",
            "Der MX-Eintrag nennt die IP-Adresse {0}, wo ein Hostname stehen muss; Sender finden keinen Host dieses Namens."),
        new("Give the server a name with that address, and name it in the MX record.",
            "Dem Server einen Namen mit dieser Adresse geben und diesen im MX-Eintrag nennen."));

    public static readonly FindingRule LeadsNowhere = new(
        "MX012", Error, "RFC 6761 section 6.3, RFC 1912 section 2.5",
        new("The mail server {0} leads senders to themselves or to nobody ({1}).", "Der Mailserver {0} führt Sender zu sich selbst oder zu niemandem ({1})."),
        new("Correct or remove the record.", "Den Eintrag berichtigen oder entfernen."));

    public static readonly FindingRule HasNoAddress = new(
        "MX013", Error, "RFC 5321 section 5.1",
        new("The mail server {0} has no address.", "Der Mailserver {0} hat keine Adresse."),
        new("Give it an A or AAAA record, or remove the MX record.", "Ihm einen A- oder AAAA-Eintrag geben, oder den MX-Eintrag entfernen."));

    public static readonly FindingRule NotPublic = new(
        "MX014", Warning, "RFC 6890, RFC 1918",
        new("The mail server {0} has the address {1} from a private or reserved network; nobody outside reaches it.",
            "Der Mailserver {0} hat die Adresse {1} aus einem privaten oder reservierten Netz; von außen erreicht ihn niemand."),
        new("Publish its public address; private ones belong into the internal DNS only.",
            "Die öffentliche Adresse veröffentlichen; private gehören nur ins interne DNS."));

    public static readonly FindingRule HostLookupFailed = new(
        "MX015", Info, "RFC 5321 section 5.1",
        new("The DNS did not answer for the mail server {0}: {1} Nothing can be said about it.",
            "Das DNS hat für den Mailserver {0} nicht geantwortet: {1} Über ihn lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the host.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver des Hosts prüfen."));

    public static readonly FindingRule InvalidName = new(
        "MX016", Error, "RFC 5321 section 2.3.5",
        new("The MX record names '{0}', which is no host name; many senders do not deliver there.",
            "Der MX-Eintrag nennt '{0}', das ist kein Hostname; viele Sender stellen dort nicht zu."),
        new("Name the host with letters, digits and hyphens only.", "Den Host nur mit Buchstaben, Ziffern und Bindestrichen benennen."));

    public static readonly FindingRule NoneUsable = new(
        "MX020", Error, "RFC 5321 section 5.1",
        new("None of the mail servers of {0} can be reached by its name: mail does not arrive.",
            "Keiner der Mailserver von {0} ist über seinen Namen erreichbar: Mail kommt nicht an."),
        new("Correct the records named by the other findings.", "Die Einträge berichtigen, die die anderen Meldungen nennen."));

    public static readonly FindingRule OneMachine = new(
        "MX021", Info, "RFC 5321 section 5.1",
        new("All mail for {0} goes to one address ({1}); while it is down, senders can only wait.",
            "Alle Mail für {0} geht an eine Adresse ({1}); solange sie ausfällt, können Sender nur warten."),
        new("Senders try for days, so a second server is no must; have one when mail cannot wait, with the same spam filter.",
            "Sender versuchen es tagelang, ein zweiter Server ist also kein Muss; wo Mail nicht warten kann, einen mit demselben Spamfilter vorhalten."));

    public static readonly FindingRule Duplicate = new(
        "MX022", Warning, "RFC 5321 section 5.1",
        new("The MX records name {0} more than once ({1}).", "Die MX-Einträge nennen {0} mehrfach ({1})."),
        new("Keep the record with the lowest preference.", "Den Eintrag mit der kleinsten Präferenz behalten."));

    public static readonly FindingRule NoIPv6 = new(
        "MX023", Info, "RFC 3974 section 3",
        new("No mail server of {0} has an IPv6 address.", "Kein Mailserver von {0} hat eine IPv6-Adresse."),
        new("Nothing has to change; add AAAA records when the servers take mail over IPv6.",
            "Nichts muss sich ändern; AAAA-Einträge ergänzen, wenn die Server Mail über IPv6 annehmen."));

    public static readonly FindingRule NoIPv4 = new(
        "MX024", Warning, "RFC 3974 section 3",
        new("The mail servers of {0} have IPv6 addresses only; senders without IPv6 cannot deliver.",
            "Die Mailserver von {0} haben nur IPv6-Adressen; Sender ohne IPv6 können nicht zustellen."),
        new("Have at least one mail server with an A record.", "Mindestens einen Mailserver mit A-Eintrag vorhalten."));

    public static readonly FindingRule UnequalTimeToLive = new(
        "MX025", Warning, "RFC 2181 section 5.2",
        new("The MX records of {0} have different lifetimes ({1} s); the standard wants one for the whole set.",
            "Die MX-Einträge von {0} haben verschiedene Lebensdauern ({1} s); der Standard verlangt eine für den ganzen Satz."),
        new("Give all of them the same TTL, such as 3600.", "Allen dieselbe TTL geben, etwa 3600."));

    public static readonly FindingRule LongTimeToLive = new(
        "MX026", Info, "RFC 1912 section 2.2",
        new("The MX records of {0} live {1} seconds; after a move, mail goes to the old server for that long.",
            "Die MX-Einträge von {0} leben {1} Sekunden; nach einem Umzug geht Mail so lange an den alten Server."),
        new("A TTL of an hour to a day is enough.", "Eine TTL von einer Stunde bis zu einem Tag genügt."));

    public static readonly FindingRule ZeroTimeToLive = new(
        "MX027", Info, "RFC 1912 section 2.2",
        new("The MX records of {0} have the lifetime 0: every mail asks your name servers again.",
            "Die MX-Einträge von {0} haben die Lebensdauer 0: Jede Mail fragt die Nameserver von neuem."),
        new("Write a TTL of an hour to a day.", "Eine TTL von einer Stunde bis zu einem Tag schreiben."));

    public static readonly FindingRule TooMany = new(
        "MX028", Warning, "RFC 5321 section 5.1",
        new("{0} names {1} mail servers; senders try the first few, and only {2} were looked at.",
            "{0} nennt {1} Mailserver; Sender versuchen nur die ersten, und nur {2} wurden geprüft."),
        new("Keep those that take mail.", "Die behalten, die Mail annehmen."));
}
