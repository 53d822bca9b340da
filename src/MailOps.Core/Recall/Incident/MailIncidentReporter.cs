using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;

namespace MailOps.Recall;

/// <summary>Puts the report of an incident together from what the store knows and what a person says.</summary>
public sealed class MailIncidentReporter
{
    private readonly IRecallStore _recalls;
    private readonly IJournalStore _journal;
    private readonly MailRecallerOptions _options;

    /// <summary>A reporter.</summary>
    /// <param name="recalls">The recalls, for their audit.</param>
    /// <param name="journal">The log of the same store, for the corrections.</param>
    /// <param name="options">Clock and account; null for those of this process.</param>
    public MailIncidentReporter(IRecallStore recalls, IJournalStore journal, MailRecallerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recalls);
        ArgumentNullException.ThrowIfNull(journal);
        _recalls = recalls;
        _journal = journal;
        _options = options ?? new MailRecallerOptions();
    }

    /// <summary>Makes the report; nothing changes in the store.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="statement">What a person says.</param>
    /// <param name="culture">The language: German, else English.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Recall.TimeInFuture</c>: a time of the statement has not come yet; <c>MailOps.Store.*</c>.
    /// </exception>
    public async Task<MailIncidentReport> CreateAsync(
        SentMail mail, MailIncidentStatement statement, CultureInfo culture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(culture);
        var language = culture.TwoLetterISOLanguageName == "de" ? "de" : "en";
        var now = _options.Clock.UtcNow;
        foreach (var time in new[] { statement.AwareSince, statement.NotifiedAt, statement.InformedAt }.OfType<DateTime>().Where(time => time > now))
        {
            throw RecallErrors.TimeInFuture(time);
        }

        var corrections = await JournalPages.ReadAsync(
            _journal, new MailLogFilter { Campaign = MailCorrector.CampaignOf(mail.MessageId) }, cancellationToken).ConfigureAwait(false);
        var audit = await _recalls.ReadAuditAsync(null, cancellationToken).ConfigureAwait(false);
        var recipients = Describe(mail, corrections);
        return new MailIncidentReport
        {
            MessageId = mail.MessageId,
            Sender = mail.Sender,
            Subject = mail.Subject,
            SentAt = mail.SentAt,
            Attachments = mail.Exposure.Attachments,
            Links = mail.Exposure.Links,
            RecallId = mail.Recall?.Id,
            RecallState = mail.Recall?.State,
            RecallReason = mail.Recall?.Reason ?? "",
            RequestedBy = mail.Recall?.RequestedBy ?? "",
            RecalledAt = mail.Recall?.CreatedAt,
            Recipients = recipients,
            Statement = statement,
            MeasuresTaken = IncidentTexts.MeasuresOf(recipients, mail.Recall, ReportLanguage.Find(language)),
            Language = language,
            CreatedAt = now,
            CreatedBy = _options.Actor,
            AuditEntries = audit.Count,
            AuditBreak = MailRecallAudit.FindBreak(audit),
        };
    }

    private static List<MailIncidentRecipient> Describe(SentMail mail, IReadOnlyList<MailLogEntry> corrections)
    {
        // The latest one that left, else the latest.
        var byAddress = corrections.GroupBy(c => AddressKey.Of(c.Address)).ToDictionary(
            g => g.Key, g => g.OrderByDescending(c => c.Status is MailLogStatus.Accepted or MailLogStatus.Delivered).ThenByDescending(c => c.UpdatedAt).First(), StringComparer.Ordinal);
        return [.. mail.Recipients.Select(r =>
        {
            byAddress.TryGetValue(AddressKey.Of(r.Address), out var correction);
            return new MailIncidentRecipient
            {
                Address = r.Address,
                SentTo = r.SentTo,
                Recall = r.Recall?.Status,
                Log = r.Log,
                Detail = r.Recall?.Detail ?? "",
                IsMarkedRead = r.Recall?.IsRead,
                WasForwarded = r.Recall?.WasForwarded,
                Folders = r.Recall?.Folders ?? TextList.Empty,
                ChangedAt = r.Recall?.ChangedAt,
                HasMail = r.HasMail,
                IsUndecided = r.IsUndecided,
                Correction = correction?.Status,
                CorrectedAt = correction?.UpdatedAt,
            };
        })];
    }
}
