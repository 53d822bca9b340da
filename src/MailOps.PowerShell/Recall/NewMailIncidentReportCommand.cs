using System;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Documents that a mail went to the wrong people, with the fields of GDPR Art. 33 and 34.</summary>
/// <remarks>
/// <para>The report tells what the store knows: what was sent, to whom, marked as read or not (which is not opened), taken back when, corrected, and what is
/// open. What only a person can say is a parameter, or a marked open field; nothing is assumed. -AwareSince starts the clock of 72 hours.</para>
/// <para>-Html writes a page for screen and paper, -Json the form of ConvertTo-MailOpsJson; existing files are replaced. The property Letter is the letter to the persons
/// concerned (Art. 34). The report takes no decision and is no legal advice.</para>
/// </remarks>
/// <example>
/// <code>New-MailIncidentReport 3 -AwareSince '2026-03-02 09:15' -Html incident.html</code>
/// Documents the mail that recall 3 took back; what is not known yet is marked in the page.
/// </example>
/// <example>
/// <code>$facts = @{ Contact = 'Eva Muster, dsb@corp.example'; DataCategory = 'names', 'salaries'; PersonCount = 120; Risk = 'High'; InformPersons = 'Yes' }
/// (Get-MailRecall 3 | New-MailIncidentReport @facts -Language de).Letter | Set-Content letter.txt</code>
/// Writes the letter to the persons concerned, in German.
/// </example>
[Cmdlet(VerbsCommon.New, "MailIncidentReport", DefaultParameterSetName = InputSet)]
[OutputType(typeof(MailIncidentReport))]
public sealed class NewMailIncidentReportCommand : SentMailCmdlet
{
    private bool _isWritten;

    /// <summary>Since when the organisation has known of the breach; a time that does not say that it is UTC is local.</summary>
    [Parameter]
    public DateTime? AwareSince { get; set; }

    /// <summary>When the supervisory authority was told.</summary>
    [Parameter]
    public DateTime? NotifiedAt { get; set; }

    /// <summary>Why it was told later than after 72 hours (Art. 33(1)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string DelayReason { get; set; } = "";

    /// <summary>The organisation that is responsible.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Controller { get; set; } = "";

    /// <summary>Name and contact details of the data protection officer or another contact point (Art. 33(3)(b)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Contact { get; set; } = "";

    /// <summary>What happened, and how it came about (Art. 33(3)(a)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Nature { get; set; } = "";

    /// <summary>Whose data the mail held, such as employees (Art. 33(3)(a)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] PersonCategory { get; set; } = [];

    /// <summary>How many persons' data it held, approximately; these are not the recipients.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? PersonCount { get; set; }

    /// <summary>Which kinds of data, such as salaries (Art. 33(3)(a)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] DataCategory { get; set; } = [];

    /// <summary>How many records, approximately.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? RecordCount { get; set; }

    /// <summary>The likely consequences (Art. 33(3)(c)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Consequences { get; set; } = "";

    /// <summary>Measures taken or proposed, besides those that the store tells of (Art. 33(3)(d)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Measure { get; set; } = [];

    /// <summary>How great the risk for the persons concerned is.</summary>
    [Parameter]
    public MailIncidentRisk? Risk { get; set; }

    /// <summary>Why the risk is assessed so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string RiskReason { get; set; } = "";

    /// <summary>Whether the persons concerned are told (Art. 34).</summary>
    [Parameter]
    public MailIncidentDecision InformPersons { get; set; }

    /// <summary>Why they are or are not (Art. 34(3)).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string InformPersonsReason { get; set; } = "";

    /// <summary>When they were told.</summary>
    [Parameter]
    public DateTime? InformedAt { get; set; }

    /// <summary>What the persons concerned can do themselves.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Recommendation { get; set; } = [];

    /// <summary>What was learned from it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Lesson { get; set; } = [];

    /// <summary>The language of the report. Default: that of the session.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string? Language { get; set; }

    /// <summary>The file for the report as a web page.</summary>
    [Parameter]
    [Alias("HtmlPath")]
    [ValidateNotNullOrEmpty]
    public string? Html { get; set; }

    /// <summary>The file for the report as JSON.</summary>
    [Parameter]
    [Alias("JsonPath")]
    [ValidateNotNullOrEmpty]
    public string? Json { get; set; }

    private protected override void Take(SentMail mail, string? address, object? source)
    {
        var store = OpenStore(StoreAccess.ReadOnly);
        var reporter = new MailIncidentReporter(store.Recalls, store.Journal, new MailRecallerOptions { Clock = Session.Clock, Actor = store.Account });
        var culture = ReportLanguage.Find(Language);
        var report = Await(new ValueTask<MailIncidentReport>(reporter.CreateAsync(mail, ReadStatement(), culture, StopToken)));
        if ((Html ?? Json) is not null)
        {
            // A second mail would replace the page of the first one unseen.
            if (_isWritten)
            {
                throw RecallErrors.OneReport();
            }

            _isWritten = true;
            Write(report);
        }

        WriteObject(report);
    }

    private void Write(MailIncidentReport report)
    {
        if (Html is not null)
        {
            ReportFile.Write(FullPath(Html), report.WriteHtml);
        }

        if (Json is not null)
        {
            ReportFile.Write(FullPath(Json), writer => writer.Write(MailOps.Json.MailOpsJson.Serialize(report) + "\n"));
        }
    }

    private MailIncidentStatement ReadStatement() => new()
    {
        AwareSince = AwareSince?.ToUniversalTime(),
        NotifiedAt = NotifiedAt?.ToUniversalTime(),
        DelayReason = DelayReason,
        Controller = Controller,
        Contact = Contact,
        Nature = Nature,
        PersonCategories = new TextList(PersonCategory),
        PersonCount = PersonCount,
        DataCategories = new TextList(DataCategory),
        RecordCount = RecordCount,
        Consequences = Consequences,
        Measures = new TextList(Measure),
        Risk = Risk,
        RiskReason = RiskReason,
        InformPersons = InformPersons,
        InformPersonsReason = InformPersonsReason,
        InformedAt = InformedAt?.ToUniversalTime(),
        Recommendations = new TextList(Recommendation),
        Lessons = new TextList(Lesson),
    };
}
