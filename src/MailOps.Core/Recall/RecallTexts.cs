namespace MailOps.Recall;

/// <summary>Words that statuses are explained with.</summary>
internal static class RecallTexts
{
    public static readonly Localized GivenUp = new("Not tried again after 24 hours.", "Nach 24 Stunden nicht weiter versucht.");

    public static readonly Localized OnlyOthers = new(
        "A message with this Message-ID lies there, but with another author or other content: not touched.",
        "Dort liegt eine Nachricht mit dieser Message-ID, aber mit anderem Verfasser oder anderem Inhalt: nicht angerührt.");

    public static readonly Localized NotInQuarantine = new("The copy is not in quarantine any more.", "Die Kopie liegt nicht mehr in Quarantäne.");

    public static readonly Localized OnHold = new("On the exclusion list.", "Auf der Ausschlussliste.");

    public static readonly Localized NotOurs = new(
        "Not a mailbox of ours: nothing can be taken back there.", "Kein Postfach von uns: Dort lässt sich nichts zurückholen.");

    public static readonly Localized Unreadable = new(
        "Delivered to a program, a file or an included list: look there by hand.",
        "An ein Programm, eine Datei oder eine eingebundene Liste zugestellt: dort von Hand nachsehen.");

    public static readonly Localized StillQueued = new("Would be cancelled: it has not left the outbox.", "Würde storniert: Sie hat den Postausgang noch nicht verlassen.");

    public static readonly Localized NeverLeft = new("It had not left the outbox.", "Sie hatte den Postausgang noch nicht verlassen.");

    public static readonly Localized TakeBack = new("Recall", "Zurückrufen");

    public static readonly Localized DeleteForGood = new("Delete for good", "Endgültig löschen");

    /// <summary>{0} names of files.</summary>
    public static readonly Localized HandedOut = new("attachments: {0}", "Anhänge: {0}");

    /// <summary>{0} links.</summary>
    public static readonly Localized StillReachable = new("still reachable: {0}", "weiter erreichbar: {0}");

    public static readonly Localized NotLookedAt = new("Not looked at in time.", "Nicht rechtzeitig angesehen.");

    public static readonly Localized NoAnswer = new("The server did not answer in time.", "Der Server antwortete nicht rechtzeitig.");

    public static readonly Localized Stopped = new("Stopped by a person.", "Von einem Menschen angehalten.");
}
