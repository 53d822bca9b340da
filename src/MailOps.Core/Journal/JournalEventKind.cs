namespace MailOps.Journal;

/// <summary>What happened. The numbers are stored; a released one never changes its meaning.</summary>
public enum JournalEventKind
{
    /// <summary>The delivery was put into the outbox.</summary>
    Queued = 0,

    /// <summary>A server took the mail for this recipient. A relay's 250 is no delivery: a bounce may follow.</summary>
    Accepted = 1,

    /// <summary>An attempt did not succeed; another one follows.</summary>
    Deferred = 2,

    /// <summary>Given up: a final refusal, or the lifetime is over.</summary>
    Failed = 3,

    /// <summary>The mail may have left, but the reply to the final dot was never recorded.</summary>
    InDoubt = 4,

    /// <summary>Cancelled before it left.</summary>
    Cancelled = 5,

    /// <summary>Not sent, since the address is on the suppression list.</summary>
    Suppressed = 6,

    /// <summary>A report says that the mail arrived in the mailbox (RFC 3464 section 2.3.3: delivered).</summary>
    Delivered = 7,

    /// <summary>A report says that the mail came back after a server had accepted it.</summary>
    Bounced = 8,

    /// <summary>The recipient complained (RFC 5965).</summary>
    Complained = 9,

    /// <summary>The mail was taken back out of the mailbox.</summary>
    Recalled = 10,

    /// <summary>A person or an import put the address on the suppression list.</summary>
    SuppressionAdded = 11,

    /// <summary>A person took the address off the suppression list; it is on probation from now on.</summary>
    SuppressionRemoved = 12,

    /// <summary>A person voided an earlier event (<see cref="JournalEvent.Refers"/>): it does not count any more.</summary>
    SuppressionRestored = 13,

    /// <summary>A person took a store that went back in time as it is. It concerns no address.</summary>
    RollbackAccepted = 14,

    /// <summary>A person erased a part of the journal. It concerns no address.</summary>
    LogErased = 15,

    /// <summary>A recall was undone: the mail lies in the mailbox again.</summary>
    RecallUndone = 16,
}
