using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mime;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Recall;

public sealed class CorrectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly OutgoingMail Common = new() { Content = default, Recipients = [] };

    private static MailCorrectionOptions English { get; } = new() { Culture = CultureInfo.GetCultureInfo("en-GB"), Zone = TimeZoneInfo.Utc };

    private static MailCorrectionOptions German { get; } = English with { Culture = CultureInfo.GetCultureInfo("de-DE") };

    private static async Task<IReadOnlyList<OutboxDecision>> SendAsync(TestStore store, SentMail mail, MailCorrectionOptions? options = null, params MailRecallStatus[] statuses)
    {
        var outbox = WrongMail.Outbox(store);
        var mails = new MailCorrector(options ?? English).Compose(mail, mail.Choose(statuses), Common);
        return await outbox.EnqueueAsync([.. mails.Select(outbox.Prepare)], whatIf: false, None);
    }

    private static SentMail Sample(string subject = "Salaries", params string[] recipients) => new()
    {
        MessageId = "wrong-file@corp.example",
        Sender = "boss@corp.example",
        Subject = subject,
        SentAt = new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc),
        Recipients = [.. (recipients.Length == 0 ? ["guest@elsewhere.example"] : recipients).Select(a => new SentMailRecipient { Address = a, SentTo = a })],
    };

    private static MimeEntity Compose(SentMail mail, MailCorrectionOptions options) =>
        MimeReader.Read(new MailCorrector(options).Compose(mail, mail.Recipients, Common).Single().Content);

    [Fact]
    public async Task Those_get_it_who_have_the_mail_each_on_his_own()
    {
        await using var store = await TestStore.OpenAsync();
        var recall = await WrongMail.RecallAsync(store);
        var mail = await WrongMail.Reader(store).FindByRecallAsync(recall.Id, None);

        var decisions = await SendAsync(store, mail);

        Assert.Equal(["ben@corp.example", "dora@corp.example", "guest@elsewhere.example"], decisions.Select(d => d.Address).OrderBy(a => a, StringComparer.Ordinal));
        Assert.All(decisions, d => Assert.Equal(OutboxAction.DelayedUntil, d.Action));
        Assert.All(decisions, d => Assert.Equal(store.Clock.UtcNow.AddMinutes(2), d.DueAt));
        Assert.Equal(3, decisions.Select(d => d.Id).Distinct().Count());
        Assert.Equal(["cleo@corp.example"], mail.Recipients.Where(r => r.IsUndecided).Select(r => r.Address));
        Assert.Equal(["anna@corp.example"], mail.Choose([MailRecallStatus.RecalledUnread]).Select(r => r.Address));
        var content = MimeReader.Read((await store.Outbox.ReadContentAsync(decisions[0].Id!.Value, None))!.Value);
        Assert.Equal("ben@corp.example", content.Headers["To"]);
        Assert.Null(content.Headers["Cc"]);
    }

    [Fact]
    public async Task A_second_run_queues_nothing_twice_whatever_the_language_and_another_kind_is_another_mail()
    {
        await using var store = await TestStore.OpenAsync();
        var mail = await WrongMail.Reader(store).FindByRecallAsync((await WrongMail.RecallAsync(store)).Id, None);

        await SendAsync(store, mail);
        Assert.All(await SendAsync(store, mail, German with { Text = "Nachsatz" }), d => Assert.Equal(OutboxAction.AlreadyQueued, d.Action));
        Assert.All(await SendAsync(store, mail, English with { Kind = MailCorrectionKind.Apology }), d => Assert.Equal(OutboxAction.DelayedUntil, d.Action));
        Assert.All(await SendAsync(store, mail, English with { Key = "second" }), d => Assert.Equal(OutboxAction.DelayedUntil, d.Action));
        Assert.All(
            await SendAsync(store, mail, English with { Template = MailTemplate.Parse("Subject: S\n\nOne {{Subject}}") }),
            d => Assert.Equal(OutboxAction.DelayedUntil, d.Action));
    }

    [Fact]
    public async Task Who_gets_it_once_the_recall_has_come_further_gets_it_then()
    {
        await using var store = await TestStore.OpenAsync();
        var boxes = new MemoryMailStore();
        var recall = await WrongMail.RecallAsync(store, boxes);
        await SendAsync(store, await WrongMail.Reader(store).FindByRecallAsync(recall.Id, None));

        // After 24 hours in vain: whether he fetched it or never got it is not known.
        store.ManualClock.Advance(TimeSpan.FromHours(25));
        await WrongMail.Recaller(store, boxes).ResumeAsync(recall.Id, onlyDue: true, null, None);
        var decisions = await SendAsync(store, await WrongMail.Reader(store).FindByRecallAsync(recall.Id, None));

        Assert.Equal(["cleo@corp.example"], decisions.Where(d => d.Action != OutboxAction.AlreadyQueued).Select(d => d.Address));
    }

    [Fact]
    public async Task Without_a_recall_those_get_it_whose_copy_left_and_did_not_come_back()
    {
        await using var store = await TestStore.OpenAsync();
        var outbox = WrongMail.Outbox(store);
        var queued = await outbox.EnqueueAsync(
            new OutgoingMail
            {
                Content = Encoding.UTF8.GetBytes(WrongMail.Text("References: <root@x.example> <parent@x.example>\r\n")),
                Recipients = ["anna@corp.example", "gone@corp.example"],
                Due = MailDueTime.Now,
            },
            whatIf: false, None);
        var transport = new ScriptedTransport { Script = (r, _) => r.StartsWith("gone", StringComparison.Ordinal) ? ScriptedTransport.Answer(r, 550, "5.1.1 no") : ScriptedTransport.Accept(r) };

        var before = await WrongMail.Reader(store).FindByMessageIdAsync("<wrong-file@corp.example>", None);
        Assert.Empty(before.Choose([]));
        Assert.Equal(2, before.Recipients.Count(r => r.IsUndecided));
        await WrongMail.DeliverAsync(store, transport);
        var mail = await WrongMail.Reader(store).FindByMessageIdAsync(queued[0].MessageId, None);
        var decisions = await SendAsync(store, mail);

        Assert.Equal("anna@corp.example", Assert.Single(decisions).Address);
        Assert.Equal(["root@x.example", "parent@x.example"], mail.References);
        Assert.Equal(["https://files.corp.example/salaries.xlsx"], mail.Exposure.Links);
        var content = MimeReader.Read((await store.Outbox.ReadContentAsync(decisions[0].Id!.Value, None))!.Value);
        Assert.Equal("<root@x.example> <parent@x.example> <wrong-file@corp.example>", content.Headers["References"]);
        Assert.Equal("<wrong-file@corp.example>", content.Headers["In-Reply-To"]);
    }

    [Fact]
    public async Task A_suppressed_address_gets_none()
    {
        await using var store = await TestStore.OpenAsync();
        var mail = await WrongMail.Reader(store).FindByRecallAsync((await WrongMail.RecallAsync(store)).Id, None);
        await new SuppressionEditor(store.Store.Suppression, store.Clock).AddAsync([new SuppressionAddition { Address = "guest@elsewhere.example" }], "test", false, None);

        var decisions = await SendAsync(store, mail);

        Assert.Equal(OutboxAction.Suppressed, decisions.Single(d => d.Address == "guest@elsewhere.example").Action);
    }

    [Fact]
    public async Task A_list_is_not_written_to_but_those_behind_it()
    {
        await using var store = await TestStore.OpenAsync();
        var aliases = new MailAliasMap();
        aliases.Add("all@corp.example", ["anna@corp.example", "ben@corp.example"]);
        var recall = await WrongMail.RecallAsync(store, null, order => order with { Recipients = new TextList(["all@corp.example"]), Aliases = aliases });

        var decisions = await SendAsync(store, await WrongMail.Reader(store).FindByRecallAsync(recall.Id, None));

        Assert.Equal("ben@corp.example", Assert.Single(decisions).Address);
    }

    [Fact]
    public async Task A_mail_that_nothing_knows_is_an_error_and_a_file_of_it_is_enough()
    {
        await using var store = await TestStore.OpenAsync();
        var reader = WrongMail.Reader(store);

        Assert.Equal("MailOps.Recall.UnknownMail", (await Assert.ThrowsAsync<MailOpsException>(() => reader.FindByMessageIdAsync("none@x.example", None))).ErrorId);
        Assert.Equal("MailOps.Recall.NotFound", (await Assert.ThrowsAsync<MailOpsException>(() => reader.FindByRecallAsync(7, None))).ErrorId);
        var mail = await reader.ReadAsync(Encoding.UTF8.GetBytes(WrongMail.Text()), None);
        Assert.Equal(["all@corp.example", "guest@elsewhere.example"], mail.Choose([]).Select(r => r.Address));
    }

    [Fact]
    public void The_built_in_texts_speak_two_languages_and_say_nothing_of_a_recall()
    {
        foreach (var kind in new[] { MailCorrectionKind.PleaseIgnore, MailCorrectionKind.CorrectedVersion, MailCorrectionKind.Apology })
        {
            var english = Compose(Sample(), English with { Kind = kind, Text = "Call Ms Meier." }).GetText();
            var german = Compose(Sample(), German with { Kind = kind, Text = "Call Ms Meier." }).GetText();

            Assert.Contains("on 1 March 2026 at 08:00 (UTC+00:00) you received a mail from us with the subject \"Salaries\"", english);
            Assert.Contains("am 1. März 2026 um 08:00 Uhr (UTC+00:00) haben Sie von uns eine E-Mail mit dem Betreff „Salaries“ erhalten", german);
            foreach (var text in new[] { english, german })
            {
                Assert.Contains("Call Ms Meier.", text);
                Assert.DoesNotContain("recall", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("ckruf", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("{{", text);
            }
        }
    }

    [Fact]
    public async Task The_preflight_has_nothing_against_the_built_in_texts()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".txt");
        File.WriteAllText(file, "right");
        try
        {
            foreach (var options in new[] { English, German }.SelectMany(o => new[]
            {
                o, o with { Kind = MailCorrectionKind.Apology }, o with { Kind = MailCorrectionKind.CorrectedVersion, Text = "Friday." },
                o with { Kind = MailCorrectionKind.CorrectedVersion, Attachments = [file] },
            }))
            {
                var corrector = new MailCorrector(options);
                using var preflight = new MailPreflight(new PreflightOptions { IgnoredFindings = corrector.IgnoredFindings });
                var mail = corrector.Compose(Sample("THE NEW PRICE LIST!!!"), Sample().Recipients, Common).Single();
                var findings = await preflight.CheckAsync(mail, isBulk: false, None);
                Assert.True(findings.Count == 0, options.Kind + ": " + findings);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Salaries", "Re: Salaries")]
    [InlineData("Re: Salaries", "Re: Salaries")]
    [InlineData("", "Correction")]
    [InlineData("Dear {{Name}}", "Re: Dear {{Name}}")]
    [InlineData("turned \u202Eround", "Re: turned round")]
    public void The_subject_is_that_of_an_answer(string subject, string expected) =>
        Assert.Equal(expected, Compose(Sample(subject), English).Headers["Subject"]);

    [Fact]
    public void A_message_id_that_looks_like_a_place_for_a_value_is_only_an_id()
    {
        var message = Compose(Sample() with { MessageId = "{{Text}}@corp.example" }, English with { Text = "secret" });
        Assert.Equal("<{{Text}}@corp.example>", message.Headers["In-Reply-To"]);
    }

    [Fact]
    public void An_id_that_cannot_stand_in_a_header_leaves_the_thread_fields_out()
    {
        var message = Compose(Sample() with { MessageId = "a b\u00E4@corp.example" }, English);
        Assert.Null(message.Headers["In-Reply-To"]);
        Assert.Null(message.Headers["References"]);
    }

    [Fact]
    public void A_long_thread_keeps_its_root_and_its_end()
    {
        var references = new TextList(Enumerable.Range(0, 500).Select(i => i + "@x.example"));
        var ids = Compose(Sample() with { References = references }, English).Headers["References"]!.Split(' ');
        Assert.Equal(30, ids.Length);
        Assert.Equal(("<0@x.example>", "<499@x.example>", "<wrong-file@corp.example>"), (ids[0], ids[28], ids[29]));
    }

    [Fact]
    public void A_template_of_ones_own_takes_facts_and_values()
    {
        var template = MailTemplate.Parse("Subject: About {{Subject}}\n\n{{Address}} {{SentOn}} {{MessageId}} {{Sender}} {{From}} {{Phone}} [{{Text?}}]");
        var corrector = new MailCorrector(English with { Template = template, From = "Chef <boss@corp.example>" });
        var mail = Sample();
        var message = MimeReader.Read(corrector.Compose(mail, mail.Recipients, Common, name => name == "Phone" ? "4711" : null).Single().Content);

        Assert.Equal("About Salaries", message.Headers["Subject"]);
        Assert.Equal(
            "guest@elsewhere.example 1 March 2026 at 08:00 (UTC+00:00) wrong-file@corp.example boss@corp.example Chef 4711 []", message.GetText().Trim());
        Assert.Equal("MailOps.Draft.ValueMissing", Assert.Throws<MailOpsException>(() => corrector.Compose(mail, mail.Recipients, Common)).ErrorId);
    }

    [Fact]
    public void A_corrected_version_needs_what_is_right() => Assert.Equal(
        "MailOps.Recall.NothingCorrected",
        Assert.Throws<MailOpsException>(() => new MailCorrector(English with { Kind = MailCorrectionKind.CorrectedVersion })).ErrorId);

    [Fact]
    public void One_mailbox_gets_one_mail()
    {
        var mail = Sample("S", "guest@elsewhere.example", "guest@ELSEWHERE.example");
        Assert.Single(new MailCorrector(English).Compose(mail, mail.Recipients, Common));
    }
}
