using static MailOps.FindingSeverity;

namespace MailOps.Authentication;

/// <summary>All findings about the authentication of whole messages: 001 to 009 what is known of them, 010 and up what to fix.</summary>
internal static class MessageFindings
{
    public static readonly FindingRule ClientFromHeader = new(
        "AUTH001", Info, "RFC 5321 section 4.4",
        new("The client {0} stands in the Received field of {1}; it is right only if that host is yours.",
            "Der Client {0} steht im Feld Received von {1}; das stimmt nur, wenn dieser Host Ihrer ist."),
        new("Name the client's address, or the host that you trust.", "Die Adresse des Clients nennen oder den Host, dem Sie vertrauen."));

    public static readonly FindingRule ClientUnknown = new(
        "AUTH002", Info, "RFC 7208 section 2.3",
        new("Nothing says which client sent the message, so SPF cannot be judged.", "Nichts sagt, welcher Client die Nachricht sandte; SPF lässt sich nicht beurteilen."),
        new("Name the client's address.", "Die Adresse des Clients nennen."));

    public static readonly FindingRule SenderUnknown = new(
        "AUTH003", Info, "RFC 5321 section 4.4",
        new("There is no Return-Path field; the HELO name was checked in place of the envelope sender.",
            "Es gibt kein Feld Return-Path; statt des Umschlagabsenders wurde der HELO-Name geprüft."),
        new("Name the sender of the envelope.", "Den Absender des Umschlags nennen."));

    public static readonly FindingRule NoAuthor = new(
        "AUTH004", Error, "RFC 9989 section 5.3.1",
        new("The From field names no domain, so nobody can vouch for the author.", "Das Feld From nennt keine Domain; niemand kann für den Autor bürgen."),
        new("Write one address with a domain into From.", "Eine Adresse mit Domain in From schreiben."));

    public static readonly FindingRule SeveralAuthors = new(
        "AUTH005", Warning, "RFC 9989 section 5.3.1",
        new("The From fields name {0} domains; receivers may refuse such mail. {1} of them were judged, and the strictest outcome was taken.",
            "Die Felder From nennen {0} Domains; Empfänger können solche Mail ablehnen. {1} davon wurden beurteilt, und das strengste Ergebnis zählt."),
        new("Write addresses of one domain into one From field.", "Adressen einer Domain in ein einziges Feld From schreiben."));

    public static readonly FindingRule RelayUnknown = new(
        "AUTH006", Info, "RFC 5321 section 5.1",
        new("The DNS gives no address for {0}.", "Das DNS gibt keine Adresse für {0}."),
        new("Name the address that the relay sends from.", "Die Adresse nennen, von der das Relay sendet."));

    public static readonly FindingRule Unsigned = new(
        "AUTH010", Warning, "RFC 9989 section 4.4.1",
        new("The message is not signed for {0}; SPF alone does not survive forwarding.", "Die Nachricht ist nicht für {0} signiert; SPF allein übersteht keine Weiterleitung."),
        new("Sign it with DKIM as {0}.", "Mit DKIM als {0} signieren."));

    public static readonly FindingRule SignedForOther = new(
        "AUTH011", Warning, "RFC 9989 section 4.4.1",
        new("It is signed for {1}, which is not aligned with {0}.", "Sie ist für {1} signiert; das passt nicht zu {0}."),
        new("Let {1} sign as {0} too; services call that domain authentication.", "{1} auch als {0} signieren lassen; Dienste nennen das Domain-Authentifizierung."));

    public static readonly FindingRule SignatureFails = new(
        "AUTH012", Warning, "RFC 6376 section 6.1.3",
        new("The signature of {0} fails: {1}", "Die Signatur von {0} besteht nicht: {1}"),
        new("Make the signature of {0} hold: {2}", "Die Signatur von {0} zum Bestehen bringen: {2}"));

    public static readonly FindingRule NoSpfRecord = new(
        "AUTH013", Warning, "RFC 7208 section 3",
        new("{0} has no SPF record.", "{0} hat keinen SPF-Eintrag."),
        new("Publish at {0}, with all else that sends: v=spf1 ip{2}:{1} -all", "Bei {0} veröffentlichen, mit allem, was sonst noch sendet: v=spf1 ip{2}:{1} -all"));

    public static readonly FindingRule SpfDenies = new(
        "AUTH014", Warning, "RFC 7208 section 2.6",
        new("The SPF record of {0} does not let {1} send.", "Der SPF-Eintrag von {0} lässt {1} nicht senden."),
        new("If {1} sends for {0}, add ip{2}:{1} to its SPF record.", "Wenn {1} für {0} sendet, ip{2}:{1} in den SPF-Eintrag aufnehmen."));

    public static readonly FindingRule SpfBroken = new(
        "AUTH015", Warning, "RFC 7208 section 2.6.7",
        new("The SPF record of {0} is broken: {1}", "Der SPF-Eintrag von {0} ist fehlerhaft: {1}"),
        new("Mend it; Test-SpfRecord {0} shows where.", "Berichtigen; Test-SpfRecord {0} zeigt, wo."));

    public static readonly FindingRule SpfForOther = new(
        "AUTH016", Info, "RFC 9989 section 4.4.2",
        new("SPF passes for {1}, which is not aligned with {0}.", "SPF besteht für {1}; das passt nicht zu {0}."),
        new("Send with an envelope sender of {0}, or a domain below it.", "Mit einem Umschlagabsender von {0} oder einer Domain darunter senden."));

    public static readonly FindingRule NoPolicy = new(
        "AUTH017", Warning, "RFC 9989 section 4.10.1",
        new("{0} has no DMARC policy; large receivers want one of bulk senders.", "{0} hat keine DMARC-Richtlinie; große Empfänger verlangen eine von Massenversendern."),
        new("Publish at _dmarc.{0}: v=DMARC1; p=none; rua=mailto:an-address-of-yours", "Bei _dmarc.{0} veröffentlichen: v=DMARC1; p=none; rua=mailto:eine-Adresse-von-Ihnen"));

    public static readonly FindingRule ArcMayHelp = new(
        "AUTH018", Info, "RFC 8617 section 7.2.1",
        new("DMARC fails, but the ARC chain passes: a receiver that trusts {0} may deliver all the same.",
            "DMARC schlägt fehl, doch die ARC-Kette besteht: Ein Empfänger, der {0} vertraut, kann trotzdem zustellen."),
        new("If you are the receiver and trust {0}, list it as a trusted sealer.", "Wenn Sie der Empfänger sind und {0} vertrauen, es als vertrauenswürdigen Siegler eintragen."));
}
