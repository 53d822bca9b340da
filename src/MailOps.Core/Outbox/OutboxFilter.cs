using System;
using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>Which messages of the outbox to list, newest first; what is not set does not restrict.</summary>
public sealed record OutboxFilter
{
    /// <summary>Messages in any of these states; empty for all.</summary>
    public IReadOnlyList<DeliveryState> States { get; init; } = [];

    /// <summary>The campaign; <c>*</c> and <c>?</c> are wildcards, compared without case; without wildcards its exact spelling.</summary>
    public string? Campaign { get; init; }

    /// <summary>A recipient; <c>*</c> and <c>?</c> are wildcards; compared without case.</summary>
    public string? Address { get; init; }

    /// <summary>The subject; <c>*</c> and <c>?</c> are wildcards; compared without case.</summary>
    public string? Subject { get; init; }

    /// <summary>The Message-ID without angle brackets, in its exact spelling.</summary>
    public string? MessageId { get; init; }

    /// <summary>Queued by this account, in its exact spelling.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Queued at or after this moment, UTC.</summary>
    public DateTime? CreatedSince { get; init; }

    /// <summary>Queued before this moment, UTC.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Due at or after this moment, UTC.</summary>
    public DateTime? DueSince { get; init; }

    /// <summary>Due before this moment, UTC.</summary>
    public DateTime? DueBefore { get; init; }
}

/// <summary>A page of a listing.</summary>
public sealed record OutboxPage
{
    /// <summary>The messages; a page may be empty though another one follows, when a filter dropped all that was looked at.</summary>
    public required IReadOnlyList<DelayedMail> Messages { get; init; }

    /// <summary>What to hand over for the next page; null at the end.</summary>
    public long? Next { get; init; }
}
