namespace MailOps.Addresses;

/// <summary>The words of the report page.</summary>
internal static class AddressReportTexts
{
    public static readonly Localized Title = new("Address list", "Adressliste");

    /// <summary>{0} how many, {1} when.</summary>
    public static readonly Localized Checked = new("{0:N0} addresses, checked {1}", "{0:N0} Adressen, geprüft {1}");

    public static readonly Localized Shares = new("Shares of the verdicts", "Anteile der Urteile");

    /// <summary>{0} roles, {1} free providers.</summary>
    public static readonly Localized Remarks = new(
        "{0:N0} addresses belong to tasks and not to persons (such as info), {1:N0} are at free providers.",
        "{0:N0} Adressen gehören Aufgaben und keinen Personen (etwa info), {1:N0} liegen bei kostenlosen Anbietern.");

    public static readonly Localized Reasons = new("What to do", "Was zu tun ist");
    public static readonly Localized Corrections = new("Suggested corrections", "Vorgeschlagene Berichtigungen");
    public static readonly Localized Duplicates = new("Mailboxes that are there several times", "Mehrfach vorhandene Postfächer");
    public static readonly Localized Domains = new("Domains with the most doubtful addresses", "Domains mit den meisten fraglichen Adressen");
    public static readonly Localized Verdict = new("Verdict", "Urteil");
    public static readonly Localized Reason = new("Reason", "Grund");
    public static readonly Localized Count = new("Addresses", "Adressen");
    public static readonly Localized Share = new("Share", "Anteil");
    public static readonly Localized ToDo = new("To do", "Zu tun");
    public static readonly Localized Given = new("As given", "Wie angegeben");
    public static readonly Localized Meant = new("Likely meant", "Wohl gemeint");
    public static readonly Localized Mailbox = new("Mailbox", "Postfach");
    public static readonly Localized Spellings = new("Spellings in the list", "Schreibweisen in der Liste");
    public static readonly Localized Domain = new("Domain", "Domain");

    /// <summary>{0} shown, {1} all.</summary>
    public static readonly Localized More = new("Shown are {0:N0} of {1:N0}; the CSV file has all of them.", "Gezeigt sind {0:N0} von {1:N0}; die CSV-Datei enthält alle.");

    public static readonly Localized Footer = new(
        "Made with MailOps. Deliverable means that nothing speaks against sending; Unknown means that nobody knows yet, and is no reason to remove an address.",
        "Erstellt mit MailOps. Zustellbar heißt, dass nichts gegen das Senden spricht; unbekannt heißt, dass es noch niemand weiß, und ist kein Grund, eine Adresse zu entfernen.");

    public static Localized NameOf(AddressVerdict verdict) => verdict switch
    {
        AddressVerdict.Deliverable => new("Deliverable", "Zustellbar"),
        AddressVerdict.Risky => new("Risky", "Riskant"),
        AddressVerdict.Undeliverable => new("Undeliverable", "Unzustellbar"),
        _ => new("Unknown", "Unbekannt"),
    };
}
