using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Json;
using MailOps.Outbox;
using MailOps.Recall;
using Xunit;

namespace MailOps.Tests.Recall;

public sealed class IncidentTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    // Everything that a person can say.
    private static MailIncidentStatement Complete(DateTime now) => new()
    {
        Controller = "Corp GmbH",
        Contact = "Eva Muster, dsb@corp.example",
        AwareSince = now.AddHours(-1),
        NotifiedAt = now,
        Nature = "A list went to all.",
        PersonCategories = new TextList(["employees"]),
        PersonCount = 120,
        DataCategories = new TextList(["names", "salaries"]),
        RecordCount = 240,
        Consequences = "Colleagues know the salaries.",
        Measures = new TextList(["Lists need an approval."]),
        Risk = MailIncidentRisk.High,
        RiskReason = "Salaries are sensitive.",
        InformPersons = MailIncidentDecision.Yes,
        InformPersonsReason = "High risk.",
        InformedAt = now,
        Recommendations = new TextList(["Ask us."]),
        Lessons = new TextList(["Two pairs of eyes."]),
    };

    private static async Task<MailIncidentReport> ReportAsync(TestStore store, SentMail mail, MailIncidentStatement? statement = null, CultureInfo? culture = null) =>
        await new MailIncidentReporter(store.Store.Recalls, store.Store.Journal, new MailRecallerOptions { Clock = store.Clock, Actor = "admin" })
            .CreateAsync(mail, statement ?? new MailIncidentStatement(), culture ?? English, None);

    private static async Task<SentMail> RecalledAsync(TestStore store) =>
        await WrongMail.Reader(store).FindByRecallAsync((await WrongMail.RecallAsync(store)).Id, None);

    private static string Page(MailIncidentReport report)
    {
        var text = new StringWriter();
        report.WriteHtml(text);
        return text.ToString();
    }

    private static SentMail Named(string subject = "Salaries", params SentMailRecipient[] recipients) =>
        new() { MessageId = "wrong@corp.example", Sender = "boss@corp.example", Subject = subject, Recipients = recipients };

    [Fact]
    public async Task The_report_tells_who_has_the_mail_whether_marked_read_and_what_is_open()
    {
        await using var store = await TestStore.OpenAsync();
        var report = await ReportAsync(store, await RecalledAsync(store));

        var byName = report.Recipients.ToDictionary(r => r.Address.Split('@')[0]);
        Assert.Equal((MailRecallStatus.RecalledUnread, false, false, false), Facts(byName["anna"]));
        Assert.Equal((MailRecallStatus.SkippedRead, true, true, false), Facts(byName["ben"]));
        Assert.Equal((MailRecallStatus.NotFound, null, false, true), Facts(byName["cleo"]));
        Assert.Equal((MailRecallStatus.NoAccess, null, true, false), Facts(byName["dora"]));
        Assert.Equal((MailRecallStatus.External, null, true, false), Facts(byName["guest"]));
        Assert.Equal((4, "admin", "internal reason"), (report.OpenRecipients, report.RequestedBy, report.RecallReason));
        Assert.Null(report.AuditBreak);
        Assert.True(report.AuditEntries > 5);
        Assert.Contains("taken out of mailboxes on our servers (number: 1;", report.MeasuresTaken.ToString());

        static (MailRecallStatus?, bool?, bool, bool) Facts(MailIncidentRecipient r) => (r.Recall, r.IsMarkedRead, r.HasMail, r.IsUndecided);
    }

    [Fact]
    public async Task Corrections_are_found_and_counted()
    {
        await using var store = await TestStore.OpenAsync();
        var mail = await RecalledAsync(store);
        var outbox = WrongMail.Outbox(store);
        var common = new OutgoingMail { Content = default, Recipients = [], Due = MailDueTime.Now };
        await outbox.EnqueueAsync([.. new MailCorrector(new MailCorrectionOptions()).Compose(mail, mail.Choose([]), common).Select(outbox.Prepare)], whatIf: false, None);
        await WrongMail.DeliverAsync(store, new ScriptedTransport
        {
            Script = (r, _) => r.StartsWith("guest", StringComparison.Ordinal) ? ScriptedTransport.Answer(r, 550, "5.1.1 no") : ScriptedTransport.Accept(r),
        });

        var report = await ReportAsync(store, mail);

        Assert.Equal(MailLogStatus.Accepted, report.Recipients.Single(r => r.Address.StartsWith("ben", StringComparison.Ordinal)).Correction);
        Assert.Equal(MailLogStatus.Bounced, report.Recipients.Single(r => r.Address.StartsWith("guest", StringComparison.Ordinal)).Correction);
        Assert.Null(report.Recipients.Single(r => r.Address.StartsWith("anna", StringComparison.Ordinal)).Correction);
        Assert.Contains("A correction was sent by mail (number of recipients: 2)", report.MeasuresTaken.ToString());
    }

    [Fact]
    public async Task What_nobody_said_is_an_open_field_and_never_a_guess()
    {
        await using var store = await TestStore.OpenAsync();
        var mail = await RecalledAsync(store);
        var report = await ReportAsync(store, mail);

        Assert.Equal(
            "controller, contact, awareSince, nature, personCategories, personCount, dataCategories, recordCount, consequences, risk, riskReason, notifiedAt, informPersons, "
            + "recommendations, lessons",
            report.OpenFields.ToString());
        Assert.Null(report.Deadline);
        Assert.False(report.IsLate);
        Assert.Contains("To be filled in: how many persons, approximately", Page(report));
        Assert.Empty((await ReportAsync(store, mail, Complete(store.Clock.UtcNow))).OpenFields);
        Assert.DoesNotContain("To be filled in", Page(await ReportAsync(store, mail, Complete(store.Clock.UtcNow))));
    }

    [Theory]
    [InlineData(-71, null, null, false)]
    [InlineData(-73, null, null, true)]
    [InlineData(-73, -2, null, false)]
    [InlineData(-80, -7, null, true)]
    [InlineData(-80, null, MailIncidentRisk.Unlikely, false)]
    [InlineData(-80, null, MailIncidentRisk.High, true)]
    public async Task The_clock_runs_72_hours_from_when_it_was_known(int awareHours, int? notifiedHours, MailIncidentRisk? risk, bool isLate)
    {
        await using var store = await TestStore.OpenAsync();
        var now = store.Clock.UtcNow;
        var statement = new MailIncidentStatement { AwareSince = now.AddHours(awareHours), NotifiedAt = notifiedHours is { } told ? now.AddHours(told) : null, Risk = risk };

        var report = await ReportAsync(store, Named(), statement);

        Assert.Equal(now.AddHours(awareHours + 72), report.Deadline);
        Assert.Equal(isLate, report.IsLate);
        Assert.Equal(isLate, report.OpenFields.Contains("delayReason"));
    }

    [Fact]
    public async Task A_time_that_has_not_come_yet_is_refused()
    {
        await using var store = await TestStore.OpenAsync();
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => ReportAsync(store, Named(), new MailIncidentStatement { AwareSince = store.Clock.UtcNow.AddMinutes(1) }));
        Assert.Equal("MailOps.Recall.TimeInFuture", error.ErrorId);
    }

    [Fact]
    public async Task The_letter_goes_to_those_concerned_unless_it_was_decided_that_they_get_none()
    {
        await using var store = await TestStore.OpenAsync();
        var now = store.Clock.UtcNow;
        var english = (await ReportAsync(store, Named(), Complete(now))).Letter;
        var german = (await ReportAsync(store, Named(), new MailIncidentStatement(), German)).Letter;

        foreach (var said in new[] { "A list went to all.", "- salaries", "Colleagues know the salaries.", "- Lists need an approval.", "- Ask us.", "Eva Muster, dsb@corp.example", "Corp GmbH" })
        {
            Assert.Contains(said, english);
        }

        Assert.DoesNotContain("▢", english);
        Assert.Contains("[▢ Auszufüllen: was geschehen ist und wie es dazu kam]", german);
        var none = await ReportAsync(store, Named(), new MailIncidentStatement { InformPersons = MailIncidentDecision.No, Risk = MailIncidentRisk.High });
        Assert.Equal("", none.Letter);
        Assert.Contains("informPersonsReason", none.OpenFields);
        Assert.Contains("Art. 34(3)", Page(none));
    }

    [Theory]
    [InlineData("en", "\"Marked as read\" does not mean that somebody opened the mail", "GDPR Art. 33(3)")]
    [InlineData("de", "„Als gelesen markiert“ heißt nicht, dass jemand die Mail geöffnet hat", "Art. 33 Abs. 3 DSGVO")]
    public async Task The_page_says_what_read_means_in_both_languages(string language, string caveat, string clause)
    {
        await using var store = await TestStore.OpenAsync();
        var page = Page(await ReportAsync(store, await RecalledAsync(store), null, language == "de" ? German : English));

        Assert.Contains("<html lang=\"" + language + "\">", page);
        Assert.Contains(HtmlPage.Escape(caveat), page);
        Assert.Contains(clause, page);
        Assert.Contains("POP", page);
        foreach (var outside in new[] { "<script", "src=", "href=", "url(", "@import", "<link", "<img" })
        {
            Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Foreign_text_can_do_nothing_in_the_page()
    {
        await using var store = await TestStore.OpenAsync();
        const string Evil = "<script>alert(1)</script>\u202E\u001b[31m\"'&";
        var recall = await WrongMail.RecallAsync(store);
        var mail = Named(
            Evil, new SentMailRecipient { Address = Evil, SentTo = "b", Recall = recall.Recipients[0] with { Detail = Evil } }) with
        {
            MessageId = Evil,
            Sender = Evil,
            Recall = recall with { Reason = Evil, RequestedBy = Evil },
            Exposure = new MailRecallExposure { Attachments = new TextList([Evil, Evil]), Links = new TextList([Evil]) },
        };
        var said = new TextList([Evil]);
        var page = Page(await ReportAsync(store, mail, new MailIncidentStatement
        {
            Controller = Evil, Contact = Evil, DelayReason = Evil, Nature = Evil, PersonCategories = said, DataCategories = said, Consequences = Evil, Measures = said,
            RiskReason = Evil, InformPersonsReason = Evil, Recommendations = said, Lessons = said,
        }));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u001b', page);
        Assert.Contains("&lt;script&gt;", page);
    }

    [Fact]
    public async Task The_json_form_holds_everything_that_the_page_does()
    {
        await using var store = await TestStore.OpenAsync();
        var json = MailOpsJson.Serialize(await ReportAsync(store, await RecalledAsync(store), Complete(store.Clock.UtcNow)));

        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        var root = parsed.RootElement;
        Assert.Equal(5, root.GetProperty("recipients").GetArrayLength());
        Assert.Equal("skippedRead", root.GetProperty("recipients")[1].GetProperty("recall").GetString());
        Assert.Equal("2026-03-04T11:00:00Z", root.GetProperty("deadline").GetString());
        Assert.Equal(120, root.GetProperty("personCount").GetInt64());
        Assert.Equal(0, root.GetProperty("openFields").GetArrayLength());
    }

    [Fact]
    public async Task A_mail_without_a_recall_is_documented_from_the_log()
    {
        await using var store = await TestStore.OpenAsync();
        var queued = await WrongMail.Outbox(store).EnqueueAsync(
            new OutgoingMail { Content = Encoding.UTF8.GetBytes(WrongMail.Text()), Recipients = ["anna@corp.example"], Due = MailDueTime.Now }, whatIf: false, None);
        await WrongMail.DeliverAsync(store, new ScriptedTransport());

        var report = await ReportAsync(store, await WrongMail.Reader(store).FindByMessageIdAsync(queued[0].MessageId, None));

        Assert.Equal(("Accepted", true, null), (report.Recipients.Single().Status, report.Recipients.Single().HasMail, report.RecallId));
        Assert.Contains("There was no recall.", Page(report));
        Assert.Empty(report.MeasuresTaken);
        Assert.Contains("measures", report.OpenFields);
    }
}
