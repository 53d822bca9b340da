using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>The built-in texts of corrections. None says that the mail was or will be taken back: the recipient learns nothing of a recall.</summary>
internal static class CorrectionTexts
{
    private static readonly Localized Salutation = new("Hello,", "Guten Tag,");

    private static readonly Localized SentThen = new(
        "on {{SentOn}} you received a mail from us with the subject \"{{Subject}}\".",
        "am {{SentOn}} haben Sie von uns eine E-Mail mit dem Betreff „{{Subject}}“ erhalten.");

    private static readonly Localized SentOnce = new(
        "you recently received a mail from us with the subject \"{{Subject}}\".",
        "Sie haben kürzlich von uns eine E-Mail mit dem Betreff „{{Subject}}“ erhalten.");

    private static readonly Localized SentWithoutSubject = new(
        "you recently received the mail from us that this one answers.",
        "Sie haben kürzlich von uns die E-Mail erhalten, auf die diese hier antwortet.");

    private static readonly Localized PleaseIgnore = new(
        "It was sent by mistake. Please ignore it, do not pass it on, and delete it together with everything that came with it.",
        "Sie wurde versehentlich versandt. Bitte lassen Sie sie unbeachtet, leiten Sie sie nicht weiter und löschen Sie sie mit allem, was mit ihr kam.");

    private static readonly Localized CorrectedFile = new(
        "It held a mistake. The corrected version is attached: please use only this one, and delete the earlier mail.",
        "Darin war ein Fehler. Die berichtigte Fassung finden Sie im Anhang: Bitte verwenden Sie nur diese und löschen Sie die frühere E-Mail.");

    private static readonly Localized CorrectedWords = new(
        "It held a mistake. Please delete it; this is right instead:",
        "Darin war ein Fehler. Bitte löschen Sie sie; richtig ist stattdessen:");

    private static readonly Localized Apology = new(
        "It was not meant for you. That was our mistake, and we sincerely apologise. Please delete it together with everything that came with it, do not use "
        + "or pass on what it says, and answer this mail briefly once you have done so.",
        "Sie war nicht für Sie bestimmt. Das war unser Fehler, und wir bitten aufrichtig um Entschuldigung. Bitte löschen Sie sie mit allem, was mit ihr kam, "
        + "verwenden Sie ihren Inhalt nicht, geben Sie ihn nicht weiter, und antworten Sie kurz auf diese E-Mail, sobald das geschehen ist.");

    private static readonly Localized Regret = new("Please excuse the trouble.", "Bitte entschuldigen Sie die Umstände.");

    private static readonly Localized Closing = new("Kind regards", "Mit freundlichen Grüßen");

    private static readonly Localized NoSubject = new("Correction", "Berichtigung");

    /// <summary>The built-in text as a template, with the paragraphs that this correction needs.</summary>
    public static MailTemplate Template(MailCorrectionOptions options, SentMail mail)
    {
        var hasText = !string.IsNullOrWhiteSpace(options.Text);
        List<Localized> paragraphs =
        [
            Salutation,
            mail.Subject.Trim().Length == 0 ? SentWithoutSubject : mail.SentAt is null ? SentOnce : SentThen,
            options.Kind switch
            {
                MailCorrectionKind.CorrectedVersion => options.Attachments.Count > 0 ? CorrectedFile : CorrectedWords,
                MailCorrectionKind.Apology => Apology,
                _ => PleaseIgnore,
            },
        ];
        if (hasText)
        {
            paragraphs.Add(new Localized("{{Text}}", "{{Text}}"));
        }

        if (options.Kind != MailCorrectionKind.Apology)
        {
            paragraphs.Add(Regret);
        }

        paragraphs.Add(Closing);
        var text = string.Join("\n\n", paragraphs.ConvertAll(paragraph => paragraph.For(options.Culture)));
        return MailTemplate.Parse(text + "\n{{From}}\n", isHtml: false, "correction");
    }

    // RFC 5322 section 3.6.5: "Re: " is what programs know an answer by, whatever the language; mail boxes sort by the rest of the subject.
    public static string SubjectOf(string subject, CultureInfo culture)
    {
        var clean = DisplayText.Clean(subject).Replace("\uFFFD", "").Trim();
        return clean.Length == 0 ? NoSubject.For(culture)
            : clean.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? clean
            : "Re: " + clean;
    }

    /// <summary>A moment as a letter tells it, with the offset: who reads it may live elsewhere.</summary>
    public static string Time(DateTime time, TimeZoneInfo? zone, CultureInfo culture)
    {
        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(time), zone ?? TimeZoneInfo.Local);
        var isGerman = culture.TwoLetterISOLanguageName == "de";
        return local.ToString(isGerman ? "d. MMMM yyyy 'um' HH:mm 'Uhr'" : "d MMMM yyyy 'at' HH:mm", CultureInfo.GetCultureInfo(isGerman ? "de-DE" : "en-GB"))
            + " (UTC" + local.ToString("zzz", CultureInfo.InvariantCulture) + ")";
    }
}
