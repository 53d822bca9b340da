using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>
/// Writes corrections of mails that went wrong: one mail for each recipient, so that nobody sees who else had it, in the thread of the mail that it
/// corrects, with a key by which a second run queues nothing twice.
/// </summary>
public sealed class MailCorrector
{
    private const string ThreadSubject = "ThreadSubject";

    private readonly MailCorrectionOptions _options;

    /// <summary>Checks what all corrections have in common.</summary>
    /// <param name="options">What they say.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.NothingCorrected</c>: a corrected version without anything that is right.</exception>
    public MailCorrector(MailCorrectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        if (options is { Template: null, Kind: MailCorrectionKind.CorrectedVersion, Attachments.Count: 0 } && string.IsNullOrWhiteSpace(options.Text))
        {
            throw RecallErrors.NothingCorrected();
        }
    }

    /// <summary>The campaign that the corrections of a mail belong to, by which they are found again.</summary>
    /// <param name="messageId">The Message-ID of the mail that is corrected, without angle brackets.</param>
    public static string CampaignOf(string messageId) => "correction " + messageId;

    /// <summary>Findings of the preflight that say nothing here: how a subject is written that is not ours to write.</summary>
    public IReadOnlyList<string> IgnoredFindings => TakesSubject ? [DraftFindings.Shouting.Id] : [];

    private bool TakesSubject => string.IsNullOrEmpty(_options.Subject) && _options.Template?.Subject is null;

    /// <summary>Writes corrections.</summary>
    /// <param name="mail">The mail that is corrected.</param>
    /// <param name="recipients">Who gets one.</param>
    /// <param name="common">What all have in common: server, due time and the like; message, recipients, campaign and key are replaced.</param>
    /// <param name="values">Gives values for names of the template that no mail has, empty where it is there and empty, null where there is none; null for none.</param>
    /// <param name="inputObject">The object that named the mail; handed through to the decisions.</param>
    /// <returns>The mails, ready to be checked and queued.</returns>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Draft.*</c>, <c>MailOps.Mime.*</c>, <c>MailOps.Address.Invalid</c>: a value is missing, or it cannot be written.
    /// </exception>
    public IReadOnlyList<OutgoingMail> Compose(
        SentMail mail, IEnumerable<SentMailRecipient> recipients, OutgoingMail common, Func<string, string?>? values = null, object? inputObject = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(common);
        var from = _options.From ?? mail.Sender;
        var thread = MailThread.FieldsOf(mail.MessageId, mail.References);
        var facts = FactsOf(mail, from, thread);
        var composer = new MailComposer(new MailComposition
        {
            From = from,
            ReplyTo = _options.ReplyTo,
            Subject = TakesSubject ? "{{" + ThreadSubject + "}}" : _options.Subject,
            Template = _options.Template ?? CorrectionTexts.Template(_options, mail),
            Attachments = _options.Attachments,
            // By name: what a Message-ID holds is foreign and must not be read as a place for a value.
            Headers = [.. thread.Select(field => new KeyValuePair<string, string>(field.Key, "{{" + field.Key + "}}"))],
            Clock = _options.Clock,
        });
        List<OutgoingMail> mails = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var address in recipients.Select(r => r.Address).Where(address => seen.Add(AddressKey.Of(address))))
        {
            var row = new MailRow
            {
                Recipients = [address],
                InputObject = inputObject,
                Values = composer.FindValues(
                    name => facts.TryGetValue(name, out var fact) ? fact
                        : name.Equals("Address", StringComparison.OrdinalIgnoreCase) ? address
                        : values?.Invoke(name),
                    address),
            };
            mails.Add(common.WithDraft(composer.Compose(row)) with { Campaign = CampaignOf(mail.MessageId), Key = KeyOf(mail, address) });
        }

        return mails;
    }

    // Language, words of one's own and files are no part of it: a second run with a typing error mended must not send twice.
    private string KeyOf(SentMail mail, string address) => OutboxKey.From(
        "correction", mail.MessageId, AddressKey.Of(address),
        _options.Key ?? (_options.Template is { } template ? OutboxKey.From(template.Source) : _options.Kind.ToString()));

    private Dictionary<string, string> FactsOf(SentMail mail, string from, IReadOnlyList<KeyValuePair<string, string>> thread)
    {
        var author = new MimeMailbox(from);
        Dictionary<string, string> facts = new(StringComparer.OrdinalIgnoreCase)
        {
            [ThreadSubject] = CorrectionTexts.SubjectOf(mail.Subject, _options.Culture),
            ["Subject"] = DisplayText.Clean(mail.Subject),
            ["SentOn"] = mail.SentAt is { } sentAt ? CorrectionTexts.Time(sentAt, _options.Zone, _options.Culture) : "",
            ["MessageId"] = mail.MessageId,
            ["Sender"] = mail.Sender,
            ["From"] = string.IsNullOrEmpty(author.DisplayName) ? author.Address.Address : author.DisplayName!,
            ["Text"] = _options.Text ?? "",
        };
        foreach (var field in thread)
        {
            facts[field.Key] = field.Value;
        }

        return facts;
    }
}
