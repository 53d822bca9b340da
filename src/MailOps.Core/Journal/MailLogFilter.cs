using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>Which entries of the log to read; what is not set does not restrict.</summary>
public sealed record MailLogFilter
{
    /// <summary>The outbox id of one message.</summary>
    public long? Id { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>The address of the recipient, compared without case; no wildcards.</summary>
    public string? Address { get; init; }

    /// <summary>The envelope sender, in its exact spelling: with VERP it tells the mail and the recipient.</summary>
    public string? Sender { get; init; }

    /// <summary>The campaign, in its exact spelling.</summary>
    public string? Campaign { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<MailLogStatus> Status { get; init; } = [];

    /// <summary>Queued at or after this moment, UTC.</summary>
    public DateTime? QueuedSince { get; init; }

    /// <summary>Queued before this moment, UTC.</summary>
    public DateTime? QueuedBefore { get; init; }

    /// <summary>Queued by this account, in its exact spelling.</summary>
    public string? CreatedBy { get; init; }
}
