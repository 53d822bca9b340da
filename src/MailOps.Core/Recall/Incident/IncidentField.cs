using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Recall;

/// <summary>A field of the report that a person fills in.</summary>
internal sealed class IncidentField(string name, Localized label, Func<MailIncidentReport, bool> isOpen)
{
    /// <summary>Its name in the JSON form.</summary>
    public string Name => name;

    /// <summary>What is to be filled in, in words.</summary>
    public Localized Label => label;

    public bool IsOpen(MailIncidentReport report) => isOpen(report);
}

/// <summary>All fields that a person fills in, and when they are open.</summary>
internal static class IncidentFields
{
    public static readonly IncidentField Controller = new(
        "controller", new("the organisation that is responsible", "die verantwortliche Stelle"), r => r.Statement.Controller.Length == 0);

    public static readonly IncidentField Contact = new(
        "contact", new("name and contact details of the data protection officer or another contact point", "Name und Kontaktdaten des Datenschutzbeauftragten oder einer anderen Anlaufstelle"),
        r => r.Statement.Contact.Length == 0);

    public static readonly IncidentField AwareSince = new(
        "awareSince", new("since when the breach has been known: from then on 72 hours count", "seit wann die Verletzung bekannt ist: Ab dann zählen 72 Stunden"),
        r => r.Statement.AwareSince is null);

    public static readonly IncidentField Nature = new(
        "nature", new("what happened, and how it came about", "was geschehen ist und wie es dazu kam"), r => r.Statement.Nature.Length == 0);

    public static readonly IncidentField PersonCategories = new(
        "personCategories", new("whose data the mail held, such as employees or customers", "wessen Daten die Mail enthielt, etwa Beschäftigte oder Kunden"),
        r => r.Statement.PersonCategories.Count == 0);

    public static readonly IncidentField PersonCount = new(
        "personCount", new("how many persons, approximately", "wie viele Personen ungefähr"), r => r.Statement.PersonCount is null);

    public static readonly IncidentField DataCategories = new(
        "dataCategories", new("which kinds of data, such as names or salaries", "welche Arten von Daten, etwa Namen oder Gehälter"), r => r.Statement.DataCategories.Count == 0);

    public static readonly IncidentField RecordCount = new(
        "recordCount", new("how many records, approximately", "wie viele Datensätze ungefähr"), r => r.Statement.RecordCount is null);

    public static readonly IncidentField Consequences = new(
        "consequences", new("what this may mean for the persons concerned", "was das für die betroffenen Personen bedeuten kann"), r => r.Statement.Consequences.Length == 0);

    public static readonly IncidentField Measures = new(
        "measures", new("what was done or is to be done", "was getan wurde oder zu tun ist"), r => r.Statement.Measures.Count == 0 && r.MeasuresTaken.Count == 0);

    public static readonly IncidentField Risk = new(
        "risk", new("how great the risk for the persons concerned is: unlikely, a risk, a high risk", "wie groß das Risiko für die betroffenen Personen ist: unwahrscheinlich, ein Risiko, ein hohes Risiko"),
        r => r.Statement.Risk is null);

    public static readonly IncidentField RiskReason = new(
        "riskReason", new("why the risk is assessed so", "warum das Risiko so bewertet wird"), r => r.Statement.RiskReason.Length == 0);

    public static readonly IncidentField NotifiedAt = new(
        "notifiedAt", new("when the supervisory authority was told", "wann die Aufsichtsbehörde unterrichtet wurde"),
        r => r.Statement is { NotifiedAt: null, Risk: not MailIncidentRisk.Unlikely });

    public static readonly IncidentField DelayReason = new(
        "delayReason", new("why it was not told within 72 hours", "warum sie nicht binnen 72 Stunden unterrichtet wurde"), r => r.IsLate && r.Statement.DelayReason.Length == 0);

    public static readonly IncidentField InformPersons = new(
        "informPersons", new("whether the persons concerned are told", "ob die betroffenen Personen benachrichtigt werden"), r => r.Statement.InformPersons == MailIncidentDecision.Open);

    public static readonly IncidentField InformPersonsReason = new(
        "informPersonsReason", new("why they are not told", "warum sie nicht benachrichtigt werden"),
        r => r.Statement is { InformPersons: MailIncidentDecision.No, InformPersonsReason.Length: 0 });

    public static readonly IncidentField InformedAt = new(
        "informedAt", new("when the persons concerned were told", "wann die betroffenen Personen benachrichtigt wurden"),
        r => r.Statement is { InformPersons: MailIncidentDecision.Yes, InformedAt: null });

    public static readonly IncidentField Recommendations = new(
        "recommendations", new("what the persons concerned can do themselves", "was die betroffenen Personen selbst tun können"),
        r => r.Statement is { InformPersons: not MailIncidentDecision.No, Recommendations.Count: 0 });

    public static readonly IncidentField Lessons = new(
        "lessons", new("what was learned, and what is done so that it does not happen again", "was daraus gelernt wurde und was geschieht, damit es nicht wieder vorkommt"),
        r => r.Statement.Lessons.Count == 0);

    private static readonly IncidentField[] All =
    [
        Controller, Contact, AwareSince, Nature, PersonCategories, PersonCount, DataCategories, RecordCount, Consequences, Measures, Risk, RiskReason, NotifiedAt,
        DelayReason, InformPersons, InformPersonsReason, InformedAt, Recommendations, Lessons,
    ];

    public static IEnumerable<IncidentField> FindOpen(MailIncidentReport report) => All.Where(field => field.IsOpen(report));
}
