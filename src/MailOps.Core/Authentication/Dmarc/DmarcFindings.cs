using static MailOps.FindingSeverity;

namespace MailOps.Authentication.Dmarc;

/// <summary>All findings about DMARC. The records' own are 010 and up; 001 to 009 and 040 and up come from where a record was found.</summary>
internal static class DmarcFindings
{
    public static readonly FindingRule NoRecord = new(
        "DMARC001", Error, "RFC 9989 section 4.10.1",
        new("There is no DMARC record for {0}, neither there nor at a domain above it.",
            "Für {0} gibt es keinen DMARC-Eintrag, weder dort noch bei einer Domain darüber."),
        new("Publish a TXT record at _dmarc.{0}, to begin with: v=DMARC1; p=none; rua=mailto:an-address-of-yours",
            "Einen TXT-Eintrag bei _dmarc.{0} veröffentlichen, für den Anfang: v=DMARC1; p=none; rua=mailto:eine-Adresse-von-Ihnen"));

    public static readonly FindingRule NotDmarc = new(
        "DMARC002", Error, "RFC 9989 section 4.7 (v)",
        new("The text does not begin with v=DMARC1; receivers ignore it: {0}",
            "Der Text beginnt nicht mit v=DMARC1; Empfänger übergehen ihn: {0}"),
        new("Make v=DMARC1 the first tag of the record.", "v=DMARC1 zum ersten Tag des Eintrags machen."));

    public static readonly FindingRule VersionCase = new(
        "DMARC003", Error, "RFC 9989 section 4.7 (v)",
        new("The version is written {0}; only DMARC1 in capital letters counts, so receivers ignore the record.",
            "Die Version ist {0} geschrieben; nur DMARC1 in Großbuchstaben zählt, Empfänger übergehen den Eintrag."),
        new("Write v=DMARC1.", "v=DMARC1 schreiben."));

    public static readonly FindingRule LeadingSpace = new(
        "DMARC004", Error, "RFC 9989 section 4.8",
        new("White space stands before v=DMARC1; receivers may ignore the record.",
            "Vor v=DMARC1 stehen Leerzeichen; Empfänger übergehen den Eintrag womöglich."),
        new("Remove the white space at the beginning.", "Die Leerzeichen am Anfang entfernen."));

    public static readonly FindingRule MultipleRecords = new(
        "DMARC005", Error, "RFC 9989 section 4.10",
        new("_dmarc.{0} has {1} DMARC records; receivers discard all of them.",
            "_dmarc.{0} hat {1} DMARC-Einträge; Empfänger verwerfen sie alle."),
        new("Keep one of the records and remove the others.", "Einen der Einträge behalten, die anderen entfernen."));

    public static readonly FindingRule LookupFailed = new(
        "DMARC006", Info, "RFC 9989 section 5.3.6",
        new("The DNS did not answer for {0}: {1} Nothing can be said about the record.",
            "Das DNS hat für {0} nicht geantwortet: {1} Über den Eintrag lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the domain.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver der Domain prüfen."));

    public static readonly FindingRule WrongPlace = new(
        "DMARC007", Error, "RFC 9989 section 4.5",
        new("The domain {0} itself has a DMARC record; receivers look for it at _dmarc.{0} only.",
            "Die Domain {0} selbst hat einen DMARC-Eintrag; Empfänger suchen ihn nur bei _dmarc.{0}."),
        new("Move the record to _dmarc.{0}.", "Den Eintrag nach _dmarc.{0} verlegen."));

    public static readonly FindingRule OtherText = new(
        "DMARC008", Info, "RFC 9989 section 4.10",
        new("_dmarc.{0} also has {1} TXT record(s) that are not DMARC; receivers ignore them.",
            "_dmarc.{0} hat auch {1} TXT-Eintrag/Einträge, die nicht DMARC sind; Empfänger übergehen sie."),
        new("Remove them; often they come from a wildcard record.", "Entfernen; oft stammen sie von einem Wildcard-Eintrag."));

    public static readonly FindingRule MissingPolicyAssumed = new(
        "DMARC010", Warning, "RFC 9989 section 4.10.1",
        new("The tag p is missing. Reports are asked for, so receivers act as if it were p=none; those of RFC 7489 may ignore the record.",
            "Das Tag p fehlt. Da Berichte gewünscht sind, handeln Empfänger wie bei p=none; solche nach RFC 7489 übergehen den Eintrag womöglich."),
        new("Add p=none, p=quarantine or p=reject behind v=DMARC1.", "p=none, p=quarantine oder p=reject hinter v=DMARC1 einfügen."));

    public static readonly FindingRule MissingPolicy = new(
        "DMARC011", Error, "RFC 9989 section 4.10.1",
        new("The tag p is missing and no valid rua asks for reports: DMARC does not apply.",
            "Das Tag p fehlt, und kein gültiges rua wünscht Berichte: DMARC gilt nicht."),
        new("Add p=none, p=quarantine or p=reject behind v=DMARC1.", "p=none, p=quarantine oder p=reject hinter v=DMARC1 einfügen."));

    public static readonly FindingRule InvalidPolicyAssumed = new(
        "DMARC012", Error, "RFC 9989 section 4.10.1",
        new("{0}={1} is no policy. Reports are asked for, so receivers act as if the record said only p=none: failing mail is not stopped.",
            "{0}={1} ist keine Richtlinie. Da Berichte gewünscht sind, handeln Empfänger, als stünde nur p=none da: nichts wird aufgehalten."),
        new("Write {0}=none, {0}=quarantine or {0}=reject.", "{0}=none, {0}=quarantine oder {0}=reject schreiben."));

    public static readonly FindingRule InvalidPolicy = new(
        "DMARC013", Error, "RFC 9989 section 4.10.1",
        new("{0}={1} is no policy and no valid rua asks for reports: DMARC does not apply.",
            "{0}={1} ist keine Richtlinie, und kein gültiges rua wünscht Berichte: DMARC gilt nicht."),
        new("Write {0}=none, {0}=quarantine or {0}=reject.", "{0}=none, {0}=quarantine oder {0}=reject schreiben."));

    public static readonly FindingRule InvalidValue = new(
        "DMARC014", Warning, "RFC 9989 section 4.8",
        new("{0}={1} is not valid; receivers take the default, {0}={2}.", "{0}={1} ist ungültig; Empfänger nehmen die Vorgabe, {0}={2}."),
        new("Write one of the valid values ({3}), or leave the tag out.", "Einen gültigen Wert ({3}) schreiben oder das Tag weglassen."));

    public static readonly FindingRule Percent = new(
        "DMARC015", Warning, "RFC 9989 appendix A.6, RFC 7489 section 6.3",
        new("pct={0}: RFC 9989 removed the tag, so receivers that follow it apply the policy to all failing mail; those of RFC 7489 to a share of it.",
            "pct={0}: RFC 9989 hat das Tag gestrichen; Empfänger danach wenden die Richtlinie auf alles an, solche nach RFC 7489 auf einen Teil."),
        new("Remove pct. To try a policy out, use t=y: one step less than the policy says.",
            "pct entfernen. Zum Erproben einer Richtlinie t=y nehmen: eine Stufe weniger, als die Richtlinie sagt."));

    public static readonly FindingRule RemovedTag = new(
        "DMARC016", Info, "RFC 9989 appendix C.5.2",
        new("{0}={1}: RFC 9989 removed the tag; receivers ignore it.", "{0}={1}: RFC 9989 hat das Tag gestrichen; Empfänger übergehen es."),
        new("Remove {0}.", "{0} entfernen."));

    public static readonly FindingRule UnknownTag = new(
        "DMARC017", Warning, "RFC 9989 section 4.7",
        new("The tag {0} is unknown; receivers ignore it.", "Das Tag {0} ist unbekannt; Empfänger übergehen es."),
        new("Check the spelling, or remove the tag.", "Die Schreibweise prüfen oder das Tag entfernen."));

    public static readonly FindingRule DuplicateTag = new(
        "DMARC018", Error, "RFC 6376 section 3.2",
        new("The tag {0} occurs more than once: some receivers take the first, some the last, some ignore the record.",
            "Das Tag {0} kommt mehrmals vor: manche Empfänger nehmen das erste, manche das letzte, manche übergehen den Eintrag."),
        new("Keep {0} once.", "{0} nur einmal behalten."));

    public static readonly FindingRule Syntax = new(
        "DMARC019", Warning, "RFC 9989 section 4.8",
        new("\"{0}\" is no tag with a value; receivers ignore it.", "„{0}“ ist kein Tag mit Wert; Empfänger übergehen es."),
        new("Write name=value and separate the tags with semicolons.", "name=wert schreiben und die Tags mit Semikolons trennen."));

    public static readonly FindingRule PolicyNotSecond = new(
        "DMARC020", Warning, "RFC 7489 section 6.3",
        new("p does not stand directly behind v=DMARC1. RFC 9989 allows it; receivers that follow RFC 7489 may ignore the record.",
            "p steht nicht direkt hinter v=DMARC1. RFC 9989 erlaubt das; Empfänger nach RFC 7489 übergehen den Eintrag womöglich."),
        new("Move p to the second place.", "p an die zweite Stelle setzen."));

    public static readonly FindingRule NoAggregateReports = new(
        "DMARC021", Warning, "RFC 9989 section 5.1.3",
        new("No rua: nobody gets the reports that show who sends mail in the name of the domain.",
            "Kein rua: Niemand bekommt die Berichte, die zeigen, wer im Namen der Domain sendet."),
        new("Add rua=mailto:an-address-of-yours.", "rua=mailto:eine-Adresse-von-Ihnen hinzufügen."));

    public static readonly FindingRule InvalidUri = new(
        "DMARC022", Warning, "RFC 9989 section 4.8",
        new("{0}: \"{1}\" is no valid URI; no reports go there.", "{0}: „{1}“ ist keine gültige URI; dorthin gehen keine Berichte."),
        new("Write mailto:address; several are separated with commas, and , and ! inside become %2C and %21.",
            "mailto:adresse schreiben; mehrere trennt ein Komma, , und ! darin werden zu %2C und %21."));

    public static readonly FindingRule UnsupportedScheme = new(
        "DMARC023", Warning, "RFC 9989 section 4.7 (rua, ruf)",
        new("{0}: reports to {1} are not sent by receivers that support only mailto, which is nearly all.",
            "{0}: Berichte an {1} senden Empfänger nicht, die nur mailto unterstützen, also fast alle."),
        new("Use a mailto address.", "Eine mailto-Adresse verwenden."));

    public static readonly FindingRule ObsoleteSize = new(
        "DMARC024", Info, "RFC 9989 section 4.8",
        new("{0}: the size limit behind {1} is obsolete and ignored.", "{0}: Die Größengrenze hinter {1} ist überholt und wird übergangen."),
        new("Remove the ! and what follows it.", "Das ! und was ihm folgt entfernen."));

    public static readonly FindingRule ManyUris = new(
        "DMARC025", Info, "RFC 7489 section 6.2",
        new("{0} names {1} addresses; receivers need to send to the first two only.",
            "{0} nennt {1} Adressen; Empfänger müssen nur an die ersten zwei senden."),
        new("Name two addresses at most, and distribute the reports from there.", "Höchstens zwei Adressen nennen und die Berichte von dort verteilen."));

    public static readonly FindingRule FailureOptionsConflict = new(
        "DMARC026", Warning, "RFC 9989 section 4.7 (fo)",
        new("fo={0}: 0 and 1 exclude each other; receivers may take the default, fo=0.",
            "fo={0}: 0 und 1 schließen einander aus; Empfänger nehmen womöglich die Vorgabe fo=0."),
        new("Keep 1 for more reports, or 0 for fewer.", "1 für mehr oder 0 für weniger Berichte behalten."));

    public static readonly FindingRule FailureOptionsUnused = new(
        "DMARC027", Info, "RFC 9989 section 4.7 (fo)",
        new("fo has no effect without ruf.", "fo wirkt ohne ruf nicht."),
        new("Remove fo, or add ruf if failure reports are wanted.", "fo entfernen, oder ruf hinzufügen, wenn Fehlerberichte gewünscht sind."));

    public static readonly FindingRule SubdomainsUnprotected = new(
        "DMARC028", Warning, "RFC 9989 section 4.7 (sp)",
        new("sp=none: the domain asks for {0}, but mail in the name of its subdomains is let through.",
            "sp=none: Die Domain wünscht {0}, doch Mail im Namen ihrer Subdomains wird durchgelassen."),
        new("Remove sp, or give each subdomain that needs it a record of its own.",
            "sp entfernen, oder jeder Subdomain, die es braucht, einen eigenen Eintrag geben."));

    public static readonly FindingRule SubdomainsWeaker = new(
        "DMARC029", Info, "RFC 9989 section 4.7 (sp)",
        new("Subdomains get {0}, less than the domain's own {1}.", "Subdomains bekommen {0}, weniger als die Domain selbst mit {1}."),
        new("Remove sp once the subdomains are ready.", "sp entfernen, sobald die Subdomains so weit sind."));

    public static readonly FindingRule NonexistentWeaker = new(
        "DMARC030", Info, "RFC 9989 section 4.7 (np)",
        new("np={0}: mail from subdomains that do not exist gets less than the {1} of those that do, though none of it can be genuine.",
            "np={0}: Mail von Subdomains, die es nicht gibt, bekommt weniger als {1} bei bestehenden, obwohl sie nie echt sein kann."),
        new("Write np=reject.", "np=reject schreiben."));

    public static readonly FindingRule TestMode = new(
        "DMARC031", Warning, "RFC 9989 section 4.7 (t)",
        new("t=y, test mode: receivers apply one step less than the policy says; those that follow RFC 7489 do not know the tag and apply it in full.",
            "t=y, Testbetrieb: Empfänger wenden eine Stufe weniger an, als die Richtlinie sagt; solche nach RFC 7489 kennen das Tag nicht und wenden sie ganz an."),
        new("Remove t=y when the reports show no failing mail of your own.", "t=y entfernen, wenn die Berichte keine eigene fehlschlagende Mail mehr zeigen."));

    public static readonly FindingRule MonitoringOnly = new(
        "DMARC032", Info, "RFC 9989 section 5.1.6",
        new("p=none: the domain only watches; forged mail is not stopped.", "p=none: Die Domain schaut nur zu; gefälschte Mail wird nicht aufgehalten."),
        new("When the reports show no failing mail of your own, go on to p=quarantine and p=reject.",
            "Zeigen die Berichte keine eigene fehlschlagende Mail mehr, zu p=quarantine und p=reject weitergehen."));

    public static readonly FindingRule NoEffect = new(
        "DMARC033", Warning, "RFC 9989 section 3.2.12",
        new("p=none and no reports: the record has no effect at all.", "p=none und keine Berichte: Der Eintrag bewirkt gar nichts."),
        new("Add rua, or choose p=quarantine or p=reject.", "rua hinzufügen, oder p=quarantine oder p=reject wählen."));

    public static readonly FindingRule NonexistentUnknownToOld = new(
        "DMARC034", Info, "RFC 9989 section 4.7 (np)",
        new("np={0}: receivers that follow RFC 7489 do not know the tag and apply {1}.", "np={0}: Empfänger nach RFC 7489 kennen das Tag nicht und wenden {1} an."),
        new("Nothing needs to change.", "Nichts muss sich ändern."));

    public static readonly FindingRule IsPublicSuffix = new(
        "DMARC035", Warning, "RFC 9989 section 4.7 (psd)",
        new("psd=y declares the domain a public suffix: each domain directly below it counts as an organization of its own.",
            "psd=y erklärt die Domain zum öffentlichen Suffix: jede Domain direkt darunter gilt als eigene Organisation."),
        new("Remove psd unless others register domains below this one.", "psd entfernen, außer andere registrieren Domains unterhalb."));

    public static readonly FindingRule IsOrganization = new(
        "DMARC036", Info, "RFC 9989 section 4.7 (psd)",
        new("psd=n makes the domain an organization of its own; receivers that follow RFC 7489 go by the public suffix list instead.",
            "psd=n macht die Domain zu einer eigenen Organisation; Empfänger nach RFC 7489 richten sich stattdessen nach der Public Suffix List."),
        new("Nothing needs to change if that is meant.", "Nichts muss sich ändern, wenn das so gemeint ist."));

    public static readonly FindingRule Inherited = new(
        "DMARC040", Info, "RFC 9989 section 4.10.1",
        new("{0} has no record of its own; the one of {1} applies, with {2}.", "{0} hat keinen eigenen Eintrag; es gilt der von {1}, mit {2}."),
        new("Publish a record at _dmarc.{0} if another policy is wanted.", "Einen Eintrag bei _dmarc.{0} veröffentlichen, wenn eine andere Richtlinie gewünscht ist."));

    public static readonly FindingRule SubdomainTagsUnused = new(
        "DMARC041", Info, "RFC 9989 section 4.7 (sp)",
        new("sp and np have no effect here: for domains below {0} the record of {1} applies.", "sp und np wirken hier nicht: Für Domains unter {0} gilt der Eintrag von {1}."),
        new("Set sp and np at {1}, or make {0} an organization of its own with psd=n.",
            "sp und np bei {1} setzen, oder {0} mit psd=n zu einer eigenen Organisation machen."));

    public static readonly FindingRule ExternalNotAuthorized = new(
        "DMARC042", Warning, "RFC 9990 section 4",
        new("{0}: {1} has not agreed to get reports about {2}; receivers send none there.",
            "{0}: {1} hat nicht zugestimmt, Berichte über {2} zu bekommen; Empfänger senden dorthin keine."),
        new("Let {1} publish the TXT record v=DMARC1 at {3}", "{1} muss den TXT-Eintrag v=DMARC1 bei {3} veröffentlichen."));

    public static readonly FindingRule ExternalUnknown = new(
        "DMARC043", Info, "RFC 9990 section 4",
        new("{0}: whether {1} has agreed to get reports is not known, since the DNS did not answer: {2}",
            "{0}: Ob {1} dem Empfang von Berichten zugestimmt hat, ist unbekannt, da das DNS nicht geantwortet hat: {2}"),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule OrganizationUnknown = new(
        "DMARC044", Info, "RFC 9989 section 4.10.2",
        new("The organizational domain of {0} is not known, since the DNS did not answer for {1}: {2}",
            "Die Organisationsdomain von {0} ist unbekannt, da das DNS für {1} nicht geantwortet hat: {2}"),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule OldReceiversDiffer = new(
        "DMARC045", Warning, "RFC 9989 appendix C.3",
        new("Receivers that still follow RFC 7489 come to another result for {0}: {1} instead of {2}.",
            "Empfänger, die noch RFC 7489 folgen, kommen für {0} zu einem anderen Ergebnis: {1} statt {2}."),
        new("Publish a record at _dmarc.{0}, or at the domain that the public suffix list gives: {3}.",
            "Einen Eintrag bei _dmarc.{0} veröffentlichen, oder bei der Domain, die die Public Suffix List ergibt: {3}."));

    public static readonly FindingRule PublicSuffixPolicy = new(
        "DMARC046", Info, "RFC 9989 section 4.10.1",
        new("The policy comes from the public suffix {0}, which another organization runs; the domain's owner gets no reports.",
            "Die Richtlinie stammt vom öffentlichen Suffix {0}, das eine andere Organisation betreibt; der Inhaber der Domain bekommt keine Berichte."),
        new("Publish a record at _dmarc.{1}.", "Einen Eintrag bei _dmarc.{1} veröffentlichen."));

    public static readonly FindingRule Alias = new(
        "DMARC047", Info, "RFC 9989 section 4.5",
        new("_dmarc.{0} is an alias; {1} decides what the record says.", "_dmarc.{0} ist ein Alias; was im Eintrag steht, bestimmt {1}."),
        new("Make sure that this is meant.", "Sicherstellen, dass das so gemeint ist."));

    public static readonly FindingRule ExternalRecord = new(
        "DMARC048", Info, "RFC 9990 section 4",
        new("This record belongs into the zone of {0}: it agrees to get reports about {1}.", "Dieser Eintrag gehört in die Zone von {0}: Er stimmt Berichten über {1} zu."),
        new("Let the owner of {0} publish it, unless both domains belong to one organization.",
            "Der Betreiber von {0} muss ihn veröffentlichen, außer beide Domains gehören einer Organisation."));

    public static readonly FindingRule JudgedByOldRules = new(
        "DMARC049", Info, "RFC 7489 section 6.6.3",
        new("{0} was judged by RFC 7489: the public suffix list makes {1} its organizational domain.",
            "{0} wurde nach RFC 7489 beurteilt: Nach der Public Suffix List ist {1} die Organisationsdomain."),
        new("Leave the choice of the standard out to judge by RFC 9989.", "Die Wahl des Standards weglassen, um nach RFC 9989 zu urteilen."));
}
