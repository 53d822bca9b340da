using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Recall;

/// <summary>A mail that went wrong, with all that outbox, log, recall and its own content say about it.</summary>
public sealed record SentMail
{
    /// <summary>The Message-ID, without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The author: the address in the From field.</summary>
    public required string Sender { get; init; }

    /// <summary>The subject; empty when it is not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it was sent, UTC; null when it is not known.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>The Message-IDs that it refers to, without angle brackets, oldest first; empty when the content is not at hand.</summary>
    public TextList References { get; init; } = TextList.Empty;

    /// <summary>What of it was handed out, and what can be reached without any mailbox; empty when the content is not at hand.</summary>
    public MailRecallExposure Exposure { get; init; } = MailRecallExposure.None;

    /// <summary>The recall; null when there was none.</summary>
    public MailRecall? Recall { get; init; }

    /// <summary>The recipients.</summary>
    public IReadOnlyList<SentMailRecipient> Recipients { get; init; } = [];

    /// <summary>The recipients that a correction is of use for.</summary>
    /// <param name="statuses">Those with one of these statuses of the recall; empty: those who have the mail.</param>
    public IReadOnlyList<SentMailRecipient> Choose(IReadOnlyCollection<MailRecallStatus> statuses)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        return statuses.Count == 0
            ? [.. Recipients.Where(r => r.HasMail)]
            : [.. Recipients.Where(r => r.Recall is { } recall && statuses.Contains(recall.Status))];
    }

    /// <summary>Sender and Message-ID.</summary>
    public override string ToString() => DisplayText.Clean(Sender + " <" + MessageId + ">");
}
