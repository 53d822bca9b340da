using static MailOps.FindingSeverity;

namespace MailOps.Authentication.Arc;

/// <summary>All findings about ARC: 001 to 019 validating, 020 and up sealing.</summary>
internal static class ArcFindings
{
    private static readonly Localized LookAtSealer = new(
        "The host that sealed, or one behind it, is broken; look at its set in the header.",
        "Der siegelnde Host oder einer hinter ihm ist fehlerhaft; seinen Satz im Kopf ansehen.");

    public static readonly FindingRule TooManySets = new(
        "ARC001", Error, "RFC 8617 section 4.2.1",
        new("The chain has more than {0} sets.", "Die Kette hat mehr als {0} Sätze."),
        new("Look for a loop of forwarding.", "Nach einer Weiterleitungsschleife suchen."));

    public static readonly FindingRule IncompleteSet = new(
        "ARC002", Error, "RFC 8617 section 5.2 (step 3)",
        new("Set {0} has not exactly one {1}.", "Satz {0} hat nicht genau ein Feld {1}."), LookAtSealer);

    public static readonly FindingRule InvalidField = new(
        "ARC003", Error, "RFC 8617 section 4.1",
        new("{0} of set {1} cannot be used: {2}", "{0} von Satz {1} ist nicht verwendbar: {2}"), LookAtSealer);

    public static readonly FindingRule FailedBefore = new(
        "ARC004", Error, "RFC 8617 section 5.2 (step 2)",
        new("The chain was broken already when {0} sealed it (cv=fail).", "Die Kette war schon zerbrochen, als {0} sie siegelte (cv=fail)."),
        new("Look for the host before it that changed the message without sealing.", "Den Host davor suchen, der die Nachricht ohne Siegel geändert hat."));

    public static readonly FindingRule WrongState = new(
        "ARC005", Error, "RFC 8617 section 5.2 (step 3)",
        new("Set {0} says cv={1}, where only cv={2} can stand.", "Satz {0} sagt cv={1}, wo nur cv={2} stehen kann."), LookAtSealer);

    public static readonly FindingRule MessageChanged = new(
        "ARC006", Error, "RFC 8617 section 5.2 (step 4)",
        new("The message was changed after {0} sealed it: {1}", "Die Nachricht wurde geändert, nachdem {0} sie gesiegelt hat: {1}"),
        new("A host that changes messages must seal them afterwards.", "Ein Host, der Nachrichten ändert, muss sie danach siegeln."));

    public static readonly FindingRule SealBroken = new(
        "ARC007", Error, "RFC 8617 section 5.2 (step 6)",
        new("The seal of set {0} by {1} does not fit: an ARC field was changed, or the key is another one.",
            "Das Siegel von Satz {0} durch {1} passt nicht: Ein ARC-Feld wurde geändert, oder der Schlüssel ist ein anderer."), LookAtSealer);

    public static readonly FindingRule KeyUnusable = new(
        "ARC008", Error, "RFC 6376 section 6.1.2",
        new("The key of set {0} cannot be used: {1}", "Der Schlüssel von Satz {0} ist nicht verwendbar: {1}"),
        new("The sealing domain should publish the key again, also for old mail.", "Die siegelnde Domain sollte den Schlüssel wieder veröffentlichen, auch für alte Mail."));

    public static readonly FindingRule LookupFailed = new(
        "ARC009", Info, "RFC 8617 section 5.2",
        new("The DNS did not answer for the key of set {0}: {1}", "Das DNS hat für den Schlüssel von Satz {0} nicht geantwortet: {1}"),
        new("Try again later.", "Später noch einmal versuchen."));

    public static readonly FindingRule NotSealed = new(
        "ARC020", Info, "RFC 8617 section 5.1",
        new("The chain is broken or full; nothing is added to it.", "Die Kette ist zerbrochen oder voll; ihr wird nichts hinzugefügt."),
        new("No action is needed.", "Nichts zu tun."));

    public static readonly FindingRule NoResults = new(
        "ARC021", Error, "RFC 8617 section 5.1",
        new("The message has no Authentication-Results of {0} that could be sealed.", "Die Nachricht hat kein Authentication-Results von {0}, das sich siegeln ließe."),
        new("Check the message when it arrives, write the results into its header, and seal it when it leaves.",
            "Die Nachricht beim Eintreffen prüfen, die Ergebnisse in den Kopf schreiben und sie beim Verlassen siegeln."));

    public static readonly FindingRule StateUnknown = new(
        "ARC022", Error, "RFC 8617 section 5.1.1",
        new("The results of {0} do not say what became of the chain (arc=).", "Die Ergebnisse von {0} sagen nicht, was aus der Kette wurde (arc=)."),
        new("Validate the chain when the message arrives, before it is changed.", "Die Kette beim Eintreffen prüfen, bevor die Nachricht geändert wird."));
}
