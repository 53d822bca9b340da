using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Journal;

namespace MailOps.Recall;

/// <summary>The words of the report of an incident.</summary>
internal static class IncidentTexts
{
    public static readonly Localized Title = new("Report of an incident", "Bericht über einen Vorfall");
    public static readonly Localized Lead = new("A mail went to the wrong people. Made on {0} by {1}.", "Eine Mail ging an die Falschen. Erstellt am {0} von {1}.");
    public static readonly Localized Incomplete = new("{0} fields are still to be filled in; they are marked with ▢.", "{0} Felder sind noch auszufüllen; sie sind mit ▢ gekennzeichnet.");
    public static readonly Localized ToFillIn = new("To be filled in: {0}", "Auszufüllen: {0}");
    public static readonly Localized Clock = new("The 72-hour clock (GDPR Art. 33(1))", "Die 72-Stunden-Frist (Art. 33 Abs. 1 DSGVO)");
    public static readonly Localized AwareSince = new("Known since", "Bekannt seit");
    public static readonly Localized Deadline = new("Authority to be told until", "Aufsichtsbehörde zu unterrichten bis");
    public static readonly Localized NotifiedAt = new("Authority told", "Aufsichtsbehörde unterrichtet");
    public static readonly Localized DelayReason = new("Reasons for the delay", "Gründe für die Verzögerung");
    public static readonly Localized InTime = new("told in time", "rechtzeitig unterrichtet");
    public static readonly Localized Late = new("told too late", "zu spät unterrichtet");
    public static readonly Localized Overdue = new("the time is over", "die Frist ist abgelaufen");
    public static readonly Localized Running = new("{0} h {1} min left when this report was made", "noch {0} h {1} min, als dieser Bericht erstellt wurde");
    public static readonly Localized NotNeeded = new(
        "need not be told: a risk is unlikely (Art. 33(1)); the breach is documented here (Art. 33(5))",
        "muss nicht unterrichtet werden: Ein Risiko ist unwahrscheinlich (Art. 33 Abs. 1); die Verletzung ist hier dokumentiert (Art. 33 Abs. 5)");
    public static readonly Localized ClockRemark = new(
        "The 72 hours also run at night, on weekends and on holidays. What is not known yet may follow in phases (Art. 33(4)).",
        "Die 72 Stunden laufen auch nachts, am Wochenende und an Feiertagen. Was noch nicht bekannt ist, darf schrittweise folgen (Art. 33 Abs. 4).");
    public static readonly Localized Reach = new("Where it went", "Wohin sie ging");
    public static readonly Localized TileRecipients = new("recipients", "Empfänger");
    public static readonly Localized TileTaken = new("taken back or never sent", "zurückgeholt oder nie versandt");
    public static readonly Localized TileHave = new("have it as far as known", "haben sie, soweit bekannt");
    public static readonly Localized TileUndecided = new("still open", "noch offen");
    public static readonly Localized TileRead = new("marked as read", "als gelesen markiert");
    public static readonly Localized Correction = new("Correction", "Berichtigung");
    public static readonly Localized Has = new("Has it", "Hat sie");
    public static readonly Localized Undecided = new("open", "offen");
    public static readonly Localized NoRecall = new("There was no recall.", "Es gab keinen Rückruf.");
    public static readonly Localized Course = new("Course of events", "Verlauf");
    public static readonly Localized When = new("When", "Wann");
    public static readonly Localized What = new("What", "Was");
    public static readonly Localized WasSent = new("The mail was sent.", "Die Mail wurde gesendet.");
    public static readonly Localized BecameAware = new("The organisation became aware of the breach.", "Die Stelle erfuhr von der Verletzung.");
    public static readonly Localized AskedForRecall = new("{0} asked for a recall: {1}", "{0} veranlasste einen Rückruf: {1}");
    public static readonly Localized LastRecallStep = new("The recall last changed something ({0}).", "Der Rückruf änderte zuletzt etwas ({0}).");
    public static readonly Localized CorrectionsLeft = new("Corrections: {0} accepted by a server, {1} others.", "Berichtigungen: {0} von einem Server angenommen, {1} andere.");
    public static readonly Localized AuthorityTold = new("The supervisory authority was told.", "Die Aufsichtsbehörde wurde unterrichtet.");
    public static readonly Localized PersonsTold = new("The persons concerned were told.", "Die betroffenen Personen wurden benachrichtigt.");
    public static readonly Localized Notice = new("Notice to the supervisory authority (GDPR Art. 33(3))", "Meldung an die Aufsichtsbehörde (Art. 33 Abs. 3 DSGVO)");
    public static readonly Localized Controller = new("Responsible", "Verantwortlich");
    public static readonly Localized Nature = new("(a) Nature of the breach", "a) Art der Verletzung");
    public static readonly Localized Persons = new("(a) Persons concerned", "a) Betroffene Personen");
    public static readonly Localized PersonCount = new("(a) Their number, approximately", "a) Ihre ungefähre Zahl");
    public static readonly Localized Data = new("(a) Kinds of data", "a) Arten von Daten");
    public static readonly Localized RecordCount = new("(a) Number of records, approximately", "a) Ungefähre Zahl der Datensätze");
    public static readonly Localized Contact = new("(b) Contact", "b) Anlaufstelle");
    public static readonly Localized Consequences = new("(c) Likely consequences", "c) Wahrscheinliche Folgen");
    public static readonly Localized Taken = new("(d) Measures taken, by the log", "d) Ergriffene Maßnahmen laut Protokoll");
    public static readonly Localized Measures = new("(d) Measures taken or proposed", "d) Ergriffene oder vorgeschlagene Maßnahmen");
    public static readonly Localized PersonsRemark = new(
        "The persons concerned are those whose data the mail held, not its recipients.", "Betroffen sind die Personen, deren Daten die Mail enthielt, nicht ihre Empfänger.");
    public static readonly Localized Decision = new("Telling the persons concerned (GDPR Art. 34)", "Benachrichtigung der betroffenen Personen (Art. 34 DSGVO)");
    public static readonly Localized Risk = new("Risk for them", "Risiko für sie");
    public static readonly Localized RiskReason = new("Why", "Begründung");
    public static readonly Localized RiskUnlikely = new("unlikely", "unwahrscheinlich");
    public static readonly Localized RiskLikely = new("a risk", "ein Risiko");
    public static readonly Localized RiskHigh = new("a high risk: they are to be told without undue delay (Art. 34(1))", "ein hohes Risiko: Sie sind unverzüglich zu benachrichtigen (Art. 34 Abs. 1)");
    public static readonly Localized Inform = new("They are told", "Sie werden benachrichtigt");
    public static readonly Localized InformReason = new("Reason for it", "Grund dafür");
    public static readonly Localized InformedAt = new("They were told", "Sie wurden benachrichtigt");
    public static readonly Localized HighButNo = new(
        "At a high risk this is allowed only where the data were made unreadable to others, where measures taken since have removed the high risk, or where it would take disproportionate "
        + "effort and a public communication takes its place (Art. 34(3)).",
        "Bei hohem Risiko ist das nur zulässig, wo die Daten für Unbefugte unlesbar waren, wo spätere Maßnahmen das hohe Risiko beseitigt haben, oder wo es unverhältnismäßigen Aufwand "
        + "bedeutete und eine öffentliche Bekanntmachung an seine Stelle tritt (Art. 34 Abs. 3).");
    public static readonly Localized Letter = new("Letter to the persons concerned", "Schreiben an die betroffenen Personen");
    public static readonly Localized Lessons = new("Lessons", "Lehren");
    public static readonly Localized OpenPoints = new("What is open", "Was offen ist");
    public static readonly Localized OpenRecipient = new(
        "Recipients who have the mail as far as is known: {0}; for whom it is not known yet: {1}.", "Empfänger, die die Mail haben, soweit bekannt: {0}; bei denen es noch nicht feststeht: {1}.");
    public static readonly Localized NothingOpen = new("Nothing.", "Nichts.");
    public static readonly Localized LinksOpen = new(
        "What the mail links to can be reached by everybody who has the address, until it is taken down.", "Was die Mail verlinkt, erreicht jeder, der die Adresse hat, bis es entfernt wird.");
    public static readonly Localized AuditWhole = new("The audit of the recalls has {0} entries; its chain is whole.", "Das Prüfprotokoll der Rückrufe hat {0} Einträge; die Kette ist unversehrt.");
    public static readonly Localized AuditBroken = new(
        "The audit of the recalls has {0} entries; from entry {1} on the chain is broken: entries were changed or left out.",
        "Das Prüfprotokoll der Rückrufe hat {0} Einträge; ab Eintrag {1} ist die Kette gebrochen: Einträge wurden geändert oder ausgelassen.");
    public static readonly Localized Footer = new(
        "Made by MailOps from its store and from what was stated. It helps with the documentation of Art. 33(5) GDPR and takes no decision; what is marked ▢ only a person can say.",
        "Von MailOps aus seinem Speicher und den gemachten Angaben erstellt. Der Bericht hilft bei der Dokumentation nach Art. 33 Abs. 5 DSGVO und trifft keine Entscheidung; was mit ▢ gekennzeichnet ist, kann nur ein Mensch sagen.");

    private static readonly Localized TookBack = new("The mail was taken out of mailboxes on our servers (number: {0}; asked for on {1}).", "Die Mail wurde aus Postfächern auf unseren Servern entfernt (Zahl: {0}; veranlasst am {1}).");
    private static readonly Localized NeverLeft = new("The mail was cancelled before it left (number of recipients: {0}).", "Die Mail wurde storniert, bevor sie hinausging (Zahl der Empfänger: {0}).");
    private static readonly Localized Corrected = new("A correction was sent by mail (number of recipients: {0}).", "Eine Berichtigung wurde per Mail gesendet (Zahl der Empfänger: {0}).");

    /// <summary>The measures that statuses prove.</summary>
    public static TextList MeasuresOf(IReadOnlyList<MailIncidentRecipient> recipients, MailRecall? recall, CultureInfo culture)
    {
        List<string> measures = [];
        void Add(Localized text, int count, string? time = null)
        {
            if (count > 0)
            {
                measures.Add(string.Format(culture, text.For(culture), count, time));
            }
        }

        Add(
            TookBack, recipients.Count(r => r.Recall is MailRecallStatus.Recalled or MailRecallStatus.RecalledUnread or MailRecallStatus.Forwarded),
            recall is null ? "" : recall.CreatedAt.ToLocalTime().ToString("g", culture));
        Add(NeverLeft, recipients.Count(r => r.Recall == MailRecallStatus.Cancelled || r.Log == MailLogStatus.Cancelled));
        Add(Corrected, recipients.Count(r => r.Correction is MailLogStatus.Accepted or MailLogStatus.Delivered));
        return new TextList(measures);
    }
}
