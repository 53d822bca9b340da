using System;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>What a bounce or a line of a server's log says about one address, as far as the suppression list is concerned.</summary>
public sealed record SuppressionEvidence
{
    /// <summary>The address; empty when none is named.</summary>
    public string Address { get; init; } = "";

    /// <summary>The address the sender had used, where it differs; else empty.</summary>
    public string OriginalRecipient { get; init; } = "";

    /// <summary>What happened; null for what concerns no delivery, such as an automatic reply.</summary>
    public JournalEventKind? Kind { get; init; }

    /// <summary>What happened, in the word of where it came from.</summary>
    public string KindName { get; init; } = "";

    /// <summary>How far the dialogue had come.</summary>
    public JournalStage Stage { get; init; } = JournalStage.Report;

    /// <summary>Whether the address is lost.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>Why.</summary>
    public BounceReason Reason { get; init; }

    /// <summary>Whose side the cause lies on.</summary>
    public BounceCause Cause { get; init; }

    /// <summary>The enhanced status code; empty when there is none.</summary>
    public string Status { get; init; } = "";

    /// <summary>The SMTP reply code; null when there is none.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>What the server said.</summary>
    public string Diagnostic { get; init; } = "";

    /// <summary>The server that refused or took it; empty when not known.</summary>
    public string Server { get; init; } = "";

    /// <summary>The Message-ID of the mail, without angle brackets; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The envelope id; empty when not known.</summary>
    public string EnvelopeId { get; init; } = "";

    /// <summary>The address that a report came to; empty when not known.</summary>
    public string ReportedTo { get; init; } = "";

    /// <summary>When it happened, UTC; null: now.</summary>
    public DateTime? At { get; init; }

    /// <summary>When the mail was sent, UTC; null when not known.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>The file it was read from; empty when there is none.</summary>
    public string Source { get; init; } = "";

    /// <summary>What makes it the same evidence when it is read again; empty: address and mail do.</summary>
    public string Key { get; init; } = "";

    /// <summary>The bounce it was made from; null for the line of a log.</summary>
    public BounceClassification? Bounce { get; init; }

    /// <summary>The object it was made from.</summary>
    public object? InputObject { get; init; }

    /// <summary>The evidence of a bounce.</summary>
    /// <param name="bounce">The judgement on one recipient.</param>
    public static SuppressionEvidence Of(BounceClassification bounce)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        return new SuppressionEvidence
        {
            Address = bounce.Address,
            OriginalRecipient = bounce.OriginalRecipient,
            Kind = bounce.Kind switch
            {
                BounceKind.Failure => JournalEventKind.Bounced,
                BounceKind.Delay => JournalEventKind.Deferred,
                BounceKind.Complaint => JournalEventKind.Complained,
                BounceKind.Delivered => JournalEventKind.Delivered,
                _ => null,
            },
            KindName = bounce.Kind.ToString(),
            Stage = DialogueStage.Of(bounce.Diagnostic) is var stage && stage != JournalStage.None ? stage : JournalStage.Report,
            Permanence = bounce.Permanence,
            Reason = bounce.Reason,
            Cause = bounce.Cause,
            Status = bounce.Status,
            ReplyCode = bounce.ReplyCode,
            Diagnostic = bounce.Diagnostic,
            Server = bounce.RemoteMta.Length > 0 ? bounce.RemoteMta : bounce.ReportingMta,
            MessageId = bounce.MessageId,
            EnvelopeId = bounce.EnvelopeId,
            ReportedTo = bounce.ReportedTo,
            At = bounce.ReportedAt,
            SentAt = bounce.SentAt,
            Source = bounce.SourceIndex > 0 ? bounce.Source + "#" + bounce.SourceIndex : bounce.Source,
            Key = bounce.MessageId.Length + bounce.EnvelopeId.Length > 0
                ? ""
                : bounce.ReportingMta + "\n" + bounce.Status + "\n" + bounce.ReportedAt?.Ticks + "\n" + bounce.Diagnostic,
            Bounce = bounce,
            InputObject = bounce.InputObject ?? bounce,
        };
    }

    /// <summary>The evidence of a line of a server's log. What is still being tried is none.</summary>
    /// <param name="delivery">The outcome.</param>
    public static SuppressionEvidence Of(MailServerDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new SuppressionEvidence
        {
            Address = delivery.Address,
            OriginalRecipient = delivery.OriginalRecipient,
            Kind = delivery.IsNotice ? null : delivery.Outcome switch
            {
                MailServerOutcome.Accepted => JournalEventKind.Accepted,
                MailServerOutcome.Delivered => JournalEventKind.Delivered,
                MailServerOutcome.Failed or MailServerOutcome.Expired => JournalEventKind.Failed,
                _ => null,
            },
            KindName = delivery.IsNotice ? SuppressionTexts.Notice : delivery.Outcome.ToString(),
            Stage = delivery.Stage,
            Permanence = delivery.Permanence,
            Reason = delivery.Reason,
            Cause = delivery.Cause,
            Status = delivery.Status,
            ReplyCode = delivery.ReplyCode,
            Diagnostic = delivery.Diagnostic,
            Server = delivery.Server,
            MessageId = delivery.MessageId,
            At = delivery.At,
            SentAt = delivery.QueuedAt ?? delivery.At,
            Source = delivery.Source,

            // A queue id may be used again by another mail; with the time it is not.
            Key = delivery.MessageId.Length > 0 ? "" : delivery.Host + "\n" + delivery.QueueId + "\n" + delivery.At?.Ticks,
            InputObject = delivery.InputObject ?? delivery,
        };
    }
}
