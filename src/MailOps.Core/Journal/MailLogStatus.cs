namespace MailOps.Journal;

/// <summary>What is known about one recipient of one message, as the journal tells it.</summary>
public enum MailLogStatus
{
    /// <summary>Waits in the outbox; nothing has been tried.</summary>
    Queued,

    /// <summary>Tried without success; another attempt follows.</summary>
    Deferred,

    /// <summary>May have left; the server's answer was lost.</summary>
    InDoubt,

    /// <summary>A server took it. No report says whether it arrived.</summary>
    Accepted,

    /// <summary>A report says that it arrived in the mailbox.</summary>
    Delivered,

    /// <summary>Refused for good, expired, or returned after it had been accepted.</summary>
    Bounced,

    /// <summary>Cancelled before it left.</summary>
    Cancelled,

    /// <summary>Not sent: the address is on the suppression list.</summary>
    Suppressed,

    /// <summary>The recipient complained about it.</summary>
    Complained,

    /// <summary>Taken back out of the mailbox.</summary>
    Recalled,
}
