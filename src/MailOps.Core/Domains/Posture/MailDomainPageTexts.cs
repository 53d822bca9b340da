namespace MailOps.Domains.Posture;

/// <summary>The words of the page about domains.</summary>
internal static class MailDomainPageTexts
{
    public static readonly Localized Title = new("Mail domain", "Mail-Domain");
    public static readonly Localized Domain = new("Domain", "Domain");
    public static readonly Localized Grade = new("Grade", "Note");
    public static readonly Localized Points = new("Points", "Punkte");
    public static readonly Localized Verdict = new("Verdict", "Urteil");
    public static readonly Localized First = new("To do first", "Zuerst zu tun");
    public static readonly Localized Score = new("{0} of 100 points", "{0} von 100 Punkten");

    public static readonly Localized Unknown = new(
        "Not known, so B is the best grade: {0}", "Unbekannt, daher höchstens Note B: {0}");

    public static readonly Localized CheckedAt = new("Checked {0}", "Geprüft {0}");
    public static readonly Localized Fixes = new("What to do", "Was zu tun ist");
    public static readonly Localized NothingToDo = new("Nothing that would bring points.", "Nichts, was Punkte brächte.");

    /// <summary>{0} points, {1} findings.</summary>
    public static readonly Localized Gain = new("+{0} points ({1})", "+{0} Punkte ({1})");

    public static readonly Localized Checks = new("Checks", "Prüfungen");
    public static readonly Localized Check = new("Check", "Prüfung");
    public static readonly Localized Published = new("Published", "Veröffentlicht");
    public static readonly Localized Requirements = new("Rules of Gmail, Yahoo and Microsoft for bulk mail", "Regeln von Gmail, Yahoo und Microsoft für Massenmail");
    public static readonly Localized Rule = new("Rule", "Regel");
    public static readonly Localized State = new("Met", "Erfüllt");
    public static readonly Localized Why = new("Why", "Warum");
    public static readonly Localized Receivers = new("Receivers", "Empfänger");
    public static readonly Localized Findings = new("Findings", "Befunde");
    public static readonly Localized Severity = new("Severity", "Schwere");
    public static readonly Localized Finding = new("Finding", "Befund");
    public static readonly Localized ToDo = new("To do", "Zu tun");

    public static readonly Localized Footer = new(
        "Made with MailOps. Unknown means that nobody could tell; it is neither good nor bad and costs no points. Check every value before you publish it.",
        "Erstellt mit MailOps. Unbekannt heißt, dass es niemand sagen konnte; das ist weder gut noch schlecht und kostet keine Punkte. Jeden Wert vor dem Veröffentlichen prüfen.");

    public static Localized NameOf(MailDomainVerdict verdict) => verdict switch
    {
        MailDomainVerdict.Good => new("Good", "Gut"),
        MailDomainVerdict.Weak => new("Should be better", "Sollte besser sein"),
        MailDomainVerdict.Broken => new("Broken or unprotected", "Fehlerhaft oder ungeschützt"),
        _ => new("Unknown", "Unbekannt"),
    };

    public static Localized NameOf(RequirementState state) => state switch
    {
        RequirementState.Met => new("yes", "ja"),
        RequirementState.NotMet => new("no", "nein"),
        _ => new("unknown", "unbekannt"),
    };

    public static Localized NameOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => new("Error", "Fehler"),
        FindingSeverity.Warning => new("Warning", "Warnung"),
        _ => new("Info", "Hinweis"),
    };

    public static Localized NameOf(MailRequirement rule) => rule.Name switch
    {
        "SpfPass" => new("SPF passes", "SPF besteht"),
        "DkimPass" => new("DKIM passes", "DKIM besteht"),
        "DmarcRecord" => new("DMARC record", "DMARC-Eintrag"),
        "DmarcAligned" => new("DMARC aligned", "DMARC passt zum Absender"),
        "ReverseDns" => new("Reverse name (PTR)", "Rückwärtsname (PTR)"),
        "Tls" => new("Sent over TLS", "Über TLS gesendet"),
        "OneClickUnsubscribe" => new("One-click unsubscription", "Abmeldung mit einem Klick"),
        "OwnFromDomain" => new("Own domain in From", "Eigene Domain in From"),
        "SpamRate" => new("Spam rate", "Spam-Rate"),
        _ => new(rule.Name, rule.Name),
    };
}
