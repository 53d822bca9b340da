using static MailOps.FindingSeverity;

namespace MailOps.Addresses;

/// <summary>All findings about addresses: 001 to 019 syntax and characters, 020 to 039 the domain in the DNS, 040 to 059 hygiene, 060 to 069 lists, 070 to 079 asking the
/// mail server.</summary>
internal static class AddressFindings
{
    public static readonly FindingRule Syntax = new(
        "ADDR001", Error, "RFC 5321 section 4.1.2",
        new("This is no mail address (position {0}): {1}", "Das ist keine Mailadresse (Stelle {0}): {1}"),
        new("Correct the address.", "Die Adresse berichtigen."));

    public static readonly FindingRule Cleaned = new(
        "ADDR002", Info, "",
        new("The text was mended before the check: {0}", "Der Text wurde vor der Prüfung bereinigt: {0}"),
        new("Keep the mended form in your data.", "Die bereinigte Form in den Daten behalten."));

    public static readonly FindingRule NeedsSmtpUtf8 = new(
        "ADDR003", Info, "RFC 6531 section 3.1",
        new("The local part holds letters beyond ASCII; only servers with SMTPUTF8 take such mail, on the whole way.",
            "Der lokale Teil enthält Zeichen außerhalb von ASCII; nur Server mit SMTPUTF8 nehmen solche Post an, auf dem ganzen Weg."),
        new("Have a plain ASCII address at hand as well.", "Zusätzlich eine reine ASCII-Adresse bereithalten."));

    public static readonly FindingRule Literal = new(
        "ADDR004", Info, "RFC 5321 section 4.1.3",
        new("The address names a host by its IP address; few servers take such mail.",
            "Die Adresse nennt einen Rechner mit seiner IP-Adresse; nur wenige Server nehmen solche Post an."),
        new("Use an address with a domain.", "Eine Adresse mit einer Domain verwenden."));

    public static readonly FindingRule HiddenCharacters = new(
        "ADDR005", Warning, "RFC 8264 section 9",
        new("The local part holds a character that cannot be seen, or that turns the direction of writing: {0}.",
            "Der lokale Teil enthält ein Zeichen, das man nicht sieht oder das die Schreibrichtung ändert: {0}."),
        new("Ask for the address again, typed and not copied.", "Die Adresse neu erfragen, getippt und nicht kopiert."));

    public static readonly FindingRule MixedScripts = new(
        "ADDR006", Warning, "UTS 39 section 5.1",
        new("\"{0}\" mixes letters of several scripts ({1}) that can look alike.",
            "„{0}“ mischt Buchstaben mehrerer Schriften ({1}), die gleich aussehen können."),
        new("Make sure that the address is what it seems to be.", "Prüfen, ob die Adresse ist, was sie scheint."));

    public static readonly FindingRule FakeALabel = new(
        "ADDR007", Warning, "RFC 5890 section 2.3.2.1",
        new("\"{0}\" begins with xn-- but is no valid internationalised label.",
            "„{0}“ beginnt mit xn--, ist aber kein gültiger internationalisierter Namensteil."),
        new("Check the domain.", "Die Domain prüfen."));

    public static readonly FindingRule NotNormalized = new(
        "ADDR008", Info, "RFC 6532 section 3.1",
        new("The local part is not in Normalization Form C; other programs may not find it again.",
            "Der lokale Teil ist nicht in Normalisierungsform C; andere Programme finden ihn womöglich nicht wieder."),
        new("Keep the address in Normalization Form C.", "Die Adresse in Normalisierungsform C aufbewahren."));

    public static readonly FindingRule DomainNotFound = new(
        "ADDR020", Error, "RFC 5321 section 5.1",
        new("The domain {0} does not exist.", "Die Domain {0} gibt es nicht."),
        new("Correct or remove the address.", "Die Adresse berichtigen oder entfernen."));

    public static readonly FindingRule NullMx = new(
        "ADDR021", Error, "RFC 7505 section 3",
        new("The domain {0} says that it takes no mail.", "Die Domain {0} gibt an, keine Post anzunehmen."),
        new("Remove the address.", "Die Adresse entfernen."));

    public static readonly FindingRule NoMailServer = new(
        "ADDR022", Error, "RFC 5321 section 5.1",
        new("The domain {0} has neither a mail server nor an address.", "Die Domain {0} hat weder einen Mailserver noch eine Adresse."),
        new("Correct or remove the address.", "Die Adresse berichtigen oder entfernen."));

    public static readonly FindingRule NoUsableMx = new(
        "ADDR023", Error, "RFC 5321 section 5.1",
        new("None of the mail servers of {0} can be reached by its name.", "Keiner der Mailserver von {0} ist unter seinem Namen erreichbar."),
        new("Tell the owner of the domain; until then no mail arrives.", "Den Inhaber der Domain benachrichtigen; bis dahin kommt keine Post an."));

    public static readonly FindingRule ImplicitMx = new(
        "ADDR024", Warning, "RFC 5321 section 5.1",
        new("The domain {0} has no MX record, only an address: often a web server that takes no mail.",
            "Die Domain {0} hat keinen MX-Eintrag, nur eine Adresse: oft ein Webserver, der keine Post annimmt."),
        new("Confirm the address before a large send.", "Die Adresse vor einem großen Versand bestätigen lassen."));

    public static readonly FindingRule MxIsAlias = new(
        "ADDR025", Warning, "RFC 2181 section 10.3, RFC 5321 section 5.1",
        new("The mail server {0} is an alias (CNAME); some senders do not deliver there.",
            "Der Mailserver {0} ist ein Alias (CNAME); manche Absender stellen dort nicht zu."),
        new("The owner of the domain should name the host itself.", "Der Inhaber der Domain sollte den Rechner selbst nennen."));

    public static readonly FindingRule MxIsAddress = new(
        "ADDR026", Warning, "RFC 5321 section 5.1",
        new("The mail server {0} is an IP address where a name must stand; senders find no host of that name.",
            "Der Mailserver {0} ist eine IP-Adresse, wo ein Name stehen muss; Absender finden keinen Rechner dieses Namens."),
        new("The owner of the domain should name a host.", "Der Inhaber der Domain sollte einen Rechnernamen angeben."));

    public static readonly FindingRule MxIsLocal = new(
        "ADDR027", Warning, "RFC 1912 section 2.5, RFC 6761 section 6.3",
        new("The mail server {0} leads to the sender's own host or to nobody ({1}).",
            "Der Mailserver {0} führt zum eigenen Rechner des Absenders oder zu niemandem ({1})."),
        new("The owner of the domain should correct or remove the record.", "Der Inhaber der Domain sollte den Eintrag berichtigen oder entfernen."));

    public static readonly FindingRule MxHasNoAddress = new(
        "ADDR028", Warning, "RFC 5321 section 5.1",
        new("The mail server {0} has no address.", "Der Mailserver {0} hat keine Adresse."),
        new("The owner of the domain should correct or remove the record.", "Der Inhaber der Domain sollte den Eintrag berichtigen oder entfernen."));

    public static readonly FindingRule NullMxBesideOthers = new(
        "ADDR029", Warning, "RFC 7505 section 3",
        new("The domain {0} says that it takes no mail, and names mail servers too; the first is ignored then.",
            "Die Domain {0} gibt an, keine Post anzunehmen, und nennt doch Mailserver; Ersteres gilt dann nicht."),
        new("The owner of the domain should decide for one of them.", "Der Inhaber der Domain sollte sich für eines entscheiden."));

    public static readonly FindingRule DnsTempError = new(
        "ADDR030", Info, "RFC 5321 section 5.1",
        new("The DNS did not answer for {0}: {1} Nothing can be said about the address.",
            "Das DNS hat für {0} nicht geantwortet: {1} Über die Adresse lässt sich nichts sagen."),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule ReservedDomain = new(
        "ADDR031", Info, "RFC 2606, RFC 6761",
        new("{0} is reserved for tests and examples, and takes no mail.",
            "{0} ist für Tests und Beispiele reserviert und nimmt keine Post an."),
        new("Ask for the real address.", "Die wirkliche Adresse erfragen."));

    public static readonly FindingRule Suppressed = new(
        "ADDR040", Error, "",
        new("The address is on the suppression list since {0}: {1}", "Die Adresse steht seit {0} auf der Sperrliste: {1}"),
        new("Send nothing there, or look at the entry with Get-MailSuppression.", "Nichts dorthin senden, oder den Eintrag mit Get-MailSuppression ansehen."));

    public static readonly FindingRule Disposable = new(
        "ADDR041", Warning, "",
        new("{0} offers throw-away addresses.", "{0} bietet Wegwerfadressen an."),
        new("Ask for a lasting address.", "Eine dauerhafte Adresse erfragen."));

    public static readonly FindingRule DisposableMx = new(
        "ADDR042", Warning, "",
        new("The mail of {0} goes to {1}, a service for throw-away addresses.", "Die Post von {0} geht an {1}, einen Dienst für Wegwerfadressen."),
        new("Ask for a lasting address.", "Eine dauerhafte Adresse erfragen."));

    public static readonly FindingRule DomainTypo = new(
        "ADDR043", Warning, "",
        new("{0} looks like a mistyped {1}.", "{0} sieht nach einem vertippten {1} aus."),
        new("Ask whether {1} was meant.", "Nachfragen, ob {1} gemeint war."));

    public static readonly FindingRule PossibleTypo = new(
        "ADDR044", Info, "",
        new("{0} resembles {1}.", "{0} ähnelt {1}."),
        new("If the address bounces, try {1}.", "Falls die Adresse unzustellbar ist, {1} versuchen."));

    public static readonly FindingRule UnknownTopLevel = new(
        "ADDR045", Warning, "",
        new("There is no top-level domain .{0}.", "Es gibt keine Top-Level-Domain .{0}."),
        new("Correct the domain.", "Die Domain berichtigen."));

    public static readonly FindingRule SpamTrap = new(
        "ADDR046", Warning, "",
        new("The address looks like one that is kept to catch senders of unwanted mail ({0}).",
            "Die Adresse sieht aus wie eine, die Absender unerwünschter Post fangen soll ({0})."),
        new("Remove it unless its owner confirms it.", "Entfernen, sofern der Inhaber sie nicht bestätigt."));

    public static readonly FindingRule ClosedProvider = new(
        "ADDR047", Warning, "",
        new("{0} closed its mailboxes years ago; what still answers there may be a trap.",
            "{0} hat seine Postfächer vor Jahren geschlossen; was dort noch antwortet, kann eine Falle sein."),
        new("Remove the address.", "Die Adresse entfernen."));

    public static readonly FindingRule Junk = new(
        "ADDR048", Warning, "",
        new("\"{0}\" is what people type to get past a form.", "„{0}“ tippt man, um an einem Formular vorbeizukommen."),
        new("Remove the address, or ask for the real one.", "Die Adresse entfernen oder die wirkliche erfragen."));

    public static readonly FindingRule Role = new(
        "ADDR049", Info, "RFC 2142",
        new("\"{0}\" is the mailbox of a task, not of a person.", "„{0}“ ist das Postfach einer Aufgabe, nicht einer Person."),
        new("Such mailboxes are read by several people; send there only what they asked for.",
            "Solche Postfächer lesen mehrere; nur senden, worum sie gebeten haben."));

    public static readonly FindingRule FreeProvider = new(
        "ADDR050", Info, "",
        new("{0} gives addresses to anyone for nothing.", "{0} vergibt Adressen kostenlos an jeden."),
        new("No action is needed.", "Nichts zu tun."));

    public static readonly FindingRule UrlShortener = new(
        "ADDR051", Info, "",
        new("{0} shortens links; hardly anybody has a mailbox there.", "{0} kürzt Links; kaum jemand hat dort ein Postfach."),
        new("Check the address.", "Die Adresse prüfen."));

    public static readonly FindingRule NameHoldsOtherAddress = new(
        "ADDR060", Warning, "",
        new("The display name holds another address than the one behind it: {0}.",
            "Der Anzeigename enthält eine andere Adresse als die dahinter: {0}."),
        new("Trust the address, not the name.", "Der Adresse trauen, nicht dem Namen."));

    public static readonly FindingRule LooseList = new(
        "ADDR061", Info, "RFC 5322 section 3.4",
        new("The list is not written as the standard asks: {0}", "Die Liste ist nicht geschrieben, wie der Standard es verlangt: {0}"),
        new("No action is needed; the address is clear.", "Nichts zu tun; die Adresse ist klar."));

    public static readonly FindingRule MailboxRefused = new(
        "ADDR070", Error, "RFC 5321 section 3.3, RFC 3463 section 3.2",
        new("The mail server {0} refuses the mailbox: {1}", "Der Mailserver {0} lehnt das Postfach ab: {1}"),
        new("Correct or remove the address.", "Die Adresse berichtigen oder entfernen."));

    public static readonly FindingRule MailboxAccepted = new(
        "ADDR071", Info, "RFC 5321 section 3.3",
        new("The mail server {0} takes the recipient, and refused one that was made up. It says nothing about whether anybody reads the mail.",
            "Der Mailserver {0} nimmt den Empfänger an und lehnte einen erfundenen ab. Ob jemand die Post liest, sagt das nicht."),
        new("No action is needed.", "Nichts zu tun."));

    public static readonly FindingRule CatchAll = new(
        "ADDR072", Warning, "",
        new("The mail server {0} takes any recipient at {1}: whether this mailbox exists cannot be asked.",
            "Der Mailserver {0} nimmt für {1} jeden Empfänger an: Ob es dieses Postfach gibt, lässt sich nicht erfragen."),
        new("Watch the bounces of the first mail.", "Auf Rückläufer der ersten Nachricht achten."));

    public static readonly FindingRule CatchAllUnknown = new(
        "ADDR073", Info, "",
        new("The mail server {0} takes the recipient; whether it takes any other as well it did not say.",
            "Der Mailserver {0} nimmt den Empfänger an; ob er jeden anderen auch annimmt, hat er nicht gesagt."),
        new("No action is needed.", "Nichts zu tun."));

    public static readonly FindingRule ProbeTempError = new(
        "ADDR074", Info, "RFC 5321 section 4.2.1, RFC 6647",
        new("The mail server {0} did not decide: {1} A first attempt is often put off (greylisting); it says nothing about the mailbox.",
            "Der Mailserver {0} hat nicht entschieden: {1} Ein erster Versuch wird oft aufgeschoben (Greylisting); über das Postfach sagt das nichts."),
        new("Try again in an hour.", "In einer Stunde noch einmal versuchen."));

    public static readonly FindingRule ProbeRefused = new(
        "ADDR075", Info, "RFC 3463 section 3.8",
        new("The mail server {0} does not answer us: {1} That concerns this host or sender, not the mailbox.",
            "Der Mailserver {0} gibt uns keine Auskunft: {1} Das betrifft diesen Rechner oder Absender, nicht das Postfach."),
        new("Probe from a host with a good reputation, a name in the DNS (HELO) and a sender that exists, or not at all.",
            "Von einem Rechner mit gutem Ruf, einem Namen im DNS (HELO) und einem bestehenden Absender fragen, oder gar nicht."));

    public static readonly FindingRule NotProbed = new(
        "ADDR076", Info, "",
        new("The mail server was not asked: {0}", "Der Mailserver wurde nicht gefragt: {0}"),
        new("The verdict rests on the DNS alone.", "Das Urteil beruht allein auf dem DNS."));

    public static readonly FindingRule PortBlocked = new(
        "ADDR077", Warning, "",
        new("No mail server could be reached at port {0} so far; most access and cloud providers block it. After three such servers no more are asked.",
            "Bisher war kein Mailserver an Port {0} erreichbar; die meisten Zugangs- und Cloudanbieter sperren ihn. Nach drei solchen Servern wird keiner mehr gefragt."),
        new("Probe from a host that may send mail directly.", "Von einem Rechner aus fragen, der selbst Mail senden darf."));
}
