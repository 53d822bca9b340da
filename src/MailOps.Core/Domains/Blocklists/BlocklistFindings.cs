using static MailOps.FindingSeverity;

namespace MailOps.Domains.Blocklists;

/// <summary>All findings about blocklists.</summary>
internal static class BlocklistFindings
{
    public static readonly FindingRule Listed = new(
        "BLOCK001", Error, "RFC 5782 section 2",
        new("{0} is listed by {1} ({2}): {3}", "{0} steht auf der Liste {1} ({2}): {3}"),
        new("Find and end the cause first; then ask for removal at {4}", "Zuerst die Ursache finden und beenden, dann die Löschung beantragen bei {4}"));

    public static readonly FindingRule Refused = new(
        "BLOCK002", Info, "RFC 5782 section 2.1",
        new("{0} refused to answer ({1}); public resolvers and large askers often are.", "{0} hat die Auskunft verweigert ({1}); öffentlichen Resolvern und großen Abfragern geht es oft so."),
        new("Ask through a resolver of your own.", "Über einen eigenen Resolver fragen."));

    public static readonly FindingRule Rewritten = new(
        "BLOCK003", Info, "RFC 5782 section 2.1",
        new("The answer of {0} is {1}, not in 127.0.0.0/8: the list has gone, or a resolver rewrites answers.",
            "Die Antwort von {0} ist {1}, nicht in 127.0.0.0/8: Die Liste gibt es nicht mehr, oder ein Resolver schreibt Antworten um."),
        new("Ask through a resolver of your own.", "Über einen eigenen Resolver fragen."));

    public static readonly FindingRule LookupFailed = new(
        "BLOCK004", Info, "RFC 5782 section 2",
        new("The DNS did not answer for {0}: {1} Nothing can be said about it.", "Das DNS hat für {0} nicht geantwortet: {1} Darüber lässt sich nichts sagen."),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule NotWorking = new(
        "BLOCK005", Info, "RFC 5782 section 5",
        new("{0} does not work from here: it {1}.", "{0} funktioniert von hier aus nicht: {1}."),
        new("Ask through a resolver of your own; if it stays so, the list has been shut down.",
            "Über einen eigenen Resolver fragen; bleibt es so, wurde die Liste eingestellt."));

    public static readonly FindingRule NotPublic = new(
        "BLOCK006", Info, "RFC 6890",
        new("{0} is no public address; no list has it.", "{0} ist keine öffentliche Adresse; keine Liste führt sie."),
        new("Name the address from which mail leaves your network.", "Die Adresse nennen, von der Mail das Netz verlässt."));

    public static readonly FindingRule NoServers = new(
        "BLOCK007", Info, "RFC 5321 section 5.1",
        new("The addresses of the mail servers of {0} are not known; only the domain itself was looked up.",
            "Die Adressen der Mailserver von {0} sind unbekannt; nur die Domain selbst wurde nachgeschlagen."),
        new("Name the addresses that send.", "Die sendenden Adressen nennen."));

    public static string LacksTestPoint => new Localized("does not list its test entry", "Sie führt ihren Testeintrag nicht").Current;

    public static string ListsEverything => new Localized("lists what no list may have", "Sie führt, was keine Liste führen darf").Current;
}
