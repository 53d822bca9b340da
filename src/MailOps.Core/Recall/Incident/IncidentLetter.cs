using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MailOps.Recall;

/// <summary>
/// The letter to the persons concerned, in clear and plain language, with what Art. 34(2) GDPR asks for: the nature of the breach, a contact, the likely
/// consequences, the measures. What nobody has said yet is a marked place.
/// </summary>
internal static class IncidentLetter
{
    private static readonly Localized Subject = new("Information about your data (Art. 34 GDPR)", "Information über Ihre Daten (Art. 34 DSGVO)");
    private static readonly Localized Salutation = new("Dear Sir or Madam,", "Sehr geehrte Damen und Herren,");
    private static readonly Localized Opening = new(
        "an e-mail that held data about you was sent to people it was not meant for. We apologise for this, and want you to know what happened.",
        "eine E-Mail mit Daten über Sie wurde an Personen gesendet, für die sie nicht bestimmt war. Dafür bitten wir um Entschuldigung; Sie sollen wissen, was geschehen ist.");
    private static readonly Localized When = new("The e-mail was sent on {0}.", "Die E-Mail wurde am {0} gesendet.");
    private static readonly Localized Happened = new("What happened", "Was geschehen ist");
    private static readonly Localized Data = new("Which data it held", "Welche Daten sie enthielt");
    private static readonly Localized Consequences = new("What this may mean for you", "Was das für Sie bedeuten kann");
    private static readonly Localized Done = new("What we have done", "Was wir getan haben");
    private static readonly Localized Yourself = new("What you can do yourself", "Was Sie selbst tun können");
    private static readonly Localized Ask = new("Whom you can ask", "Wen Sie fragen können");
    private static readonly Localized Closing = new("Yours faithfully", "Mit freundlichen Grüßen");

    public static string Write(MailIncidentReport report, CultureInfo culture)
    {
        var statement = report.Statement;
        string Words(Localized text) => text.For(culture);
        string Or(string text, IncidentField field) => text.Length > 0 ? text : "[▢ " + string.Format(culture, Words(IncidentTexts.ToFillIn), Words(field.Label)) + "]";
        string List(IEnumerable<string> texts, IncidentField field) => Or(string.Join("\n", texts.Select(text => "- " + text)), field);

        List<string> parts = [Words(Subject), Words(Salutation), Words(Opening)];
        void Add(Localized heading, string text) => parts.Add(Words(heading) + "\n" + text);

        var sent = report.SentAt is { } sentAt ? "\n" + string.Format(culture, Words(When), sentAt.ToLocalTime().ToString("D", culture)) : "";
        Add(Happened, Or(statement.Nature, IncidentFields.Nature) + sent);
        Add(Data, List(statement.DataCategories, IncidentFields.DataCategories));
        Add(Consequences, Or(statement.Consequences, IncidentFields.Consequences));
        Add(Done, List(report.MeasuresTaken.Concat(statement.Measures), IncidentFields.Measures));
        Add(Yourself, List(statement.Recommendations, IncidentFields.Recommendations));
        Add(Ask, Or(statement.Contact, IncidentFields.Contact));
        parts.Add(Words(Closing) + "\n" + Or(statement.Controller, IncidentFields.Controller));
        return string.Join("\n\n", parts) + "\n";
    }
}
