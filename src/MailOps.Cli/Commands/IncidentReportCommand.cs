using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops incident report</c>: the documentation of an incident.</summary>
internal static class IncidentReportCommand
{
    private static readonly Option<DateTime?> AwareSince = Time("--aware-since", "Since when the organisation has known of the breach: starts the clock of 72 hours.");
    private static readonly Option<DateTime?> NotifiedAt = Time("--notified-at", "When the supervisory authority was told.");
    private static readonly Option<string?> DelayReason = Text("--delay-reason", "Why it was told later than after 72 hours.");
    private static readonly Option<string?> Controller = Text("--controller", "The organisation that is responsible.");
    private static readonly Option<string?> Contact = Text("--contact", "Name and contact details of the data protection officer or another contact point.");
    private static readonly Option<string?> Nature = Text("--nature", "What happened, and how it came about.");
    private static readonly Option<string[]> PersonCategory = Texts("--person-category", "Whose data the mail held, such as employees.");
    private static readonly Option<long?> PersonCount = new("--person-count") { Description = "How many persons' data, approximately; these are not the recipients.", HelpName = "count" };
    private static readonly Option<string[]> DataCategory = Texts("--data-category", "Which kinds of data, such as salaries.");
    private static readonly Option<long?> RecordCount = new("--record-count") { Description = "How many records, approximately.", HelpName = "count" };
    private static readonly Option<string?> Consequences = Text("--consequences", "The likely consequences.");
    private static readonly Option<string[]> Measure = Texts("--measure", "A measure taken or proposed, besides those that the store tells of.");
    private static readonly Option<MailIncidentRisk?> Risk = new("--risk") { Description = "How great the risk is: unlikely, likely or high.", HelpName = "risk" };
    private static readonly Option<string?> RiskReason = Text("--risk-reason", "Why the risk is assessed so.");
    private static readonly Option<MailIncidentDecision> InformPersons = new("--inform-persons") { Description = "Whether the persons concerned are told: open, yes or no.", HelpName = "decision" };
    private static readonly Option<string?> InformPersonsReason = Text("--inform-persons-reason", "Why they are or are not.");
    private static readonly Option<DateTime?> InformedAt = Time("--informed-at", "When they were told.");
    private static readonly Option<string[]> Recommendation = Texts("--recommendation", "What the persons concerned can do themselves.");
    private static readonly Option<string[]> Lesson = Texts("--lesson", "What was learned from it.");
    private static readonly Option<string?> Html = new("--html") { Description = "Write the report as one web page to this file.", HelpName = "file" };

    public static Command Build()
    {
        var report = new Command("report", "Document the incident, with the fields of GDPR Art. 33 and 34; what is not said stays an open field.");
        IncidentCommands.AddNaming(report);
        DraftCommands.AddAll(
            report,
            [
                AwareSince, NotifiedAt, DelayReason, Controller, Contact, Nature, PersonCategory, PersonCount, DataCategory, RecordCount, Consequences, Measure, Risk, RiskReason,
                InformPersons, InformPersonsReason, InformedAt, Recommendation, Lesson, Html, CommonOptions.Json, CommonOptions.Store,
            ]);
        report.SetAction(ReportAsync);
        return report;
    }

    private static async Task<int> ReportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var mail = await IncidentCommands.FindAsync(parsed, store, cancellationToken).ConfigureAwait(false);
        var reporter = new MailIncidentReporter(store.Recalls, store.Journal, new MailRecallerOptions { Clock = session.Clock, Actor = store.Account });
        var report = await reporter.CreateAsync(mail, ReadStatement(parsed), IncidentCommands.Culture(parsed), cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(Html) is { } path)
        {
            ReportFile.Write(path, report.WriteHtml);
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            Console.WriteLine(MailOpsJson.Serialize(report));
            return ExitCode.Done;
        }

        Show(report);
        return ExitCode.Done;
    }

    private static void Show(MailIncidentReport report)
    {
        Console.WriteLine(Tables.Visible(report.ToString()));
        if (report.Deadline is { } deadline)
        {
            Console.WriteLine($"Authority to be told until {OutboxCommands.Local(deadline)} ({deadline.ToString("u", CultureInfo.InvariantCulture)}){(report.IsLate ? ": late" : "")}");
        }

        if (report.OpenFields.Count > 0)
        {
            Console.WriteLine("To be filled in: " + report.OpenFields);
        }

        using var output = new ResultWriter<MailIncidentRecipient>(
            json: false,
            [
                new("Address", r => r.Address),
                new("Status", r => r.Status),
                new("Has it", r => r.IsUndecided ? "open" : r.HasMail ? "yes" : "no"),
                new("Marked as read", r => r.IsMarkedRead is { } read ? read ? "yes" : "no" : "not known"),
                new("Correction", r => r.Correction?.ToString()),
            ]);
        foreach (var recipient in report.Recipients)
        {
            output.Write(recipient);
        }
    }

    private static MailIncidentStatement ReadStatement(ParseResult parsed) => new()
    {
        AwareSince = parsed.GetValue(AwareSince),
        NotifiedAt = parsed.GetValue(NotifiedAt),
        DelayReason = parsed.GetValue(DelayReason) ?? "",
        Controller = parsed.GetValue(Controller) ?? "",
        Contact = parsed.GetValue(Contact) ?? "",
        Nature = parsed.GetValue(Nature) ?? "",
        PersonCategories = new TextList(parsed.GetValue(PersonCategory) ?? []),
        PersonCount = parsed.GetValue(PersonCount),
        DataCategories = new TextList(parsed.GetValue(DataCategory) ?? []),
        RecordCount = parsed.GetValue(RecordCount),
        Consequences = parsed.GetValue(Consequences) ?? "",
        Measures = new TextList(parsed.GetValue(Measure) ?? []),
        Risk = parsed.GetValue(Risk),
        RiskReason = parsed.GetValue(RiskReason) ?? "",
        InformPersons = parsed.GetValue(InformPersons),
        InformPersonsReason = parsed.GetValue(InformPersonsReason) ?? "",
        InformedAt = parsed.GetValue(InformedAt),
        Recommendations = new TextList(parsed.GetValue(Recommendation) ?? []),
        Lessons = new TextList(parsed.GetValue(Lesson) ?? []),
    };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "text" };

    private static Option<string[]> Texts(string name, string description) => new(name) { Description = description + " May be given several times.", HelpName = "text" };

    // As everywhere: a time without an offset is local.
    private static Option<DateTime?> Time(string name, string description) => new(name)
    {
        Description = description + " Such as 2026-03-02T09:15 (local) or 2026-03-02T09:15Z.",
        HelpName = "time",
        CustomParser = ParseTime,
    };

    private static DateTime? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time))
        {
            return time.UtcDateTime;
        }

        result.AddError($"'{text}' is no time: write 2026-03-02T09:15, or 2026-03-02T09:15Z for UTC.");
        return null;
    }
}
