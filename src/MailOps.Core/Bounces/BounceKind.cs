namespace MailOps.Bounces;

/// <summary>What a mail, or its line about one recipient, reports.</summary>
public enum BounceKind
{
    /// <summary>No report at all: ordinary mail, a read receipt, a DMARC report, a mail that only quotes or forwards a bounce.</summary>
    NotABounce,

    /// <summary>The mail was not delivered and no further attempt is made (RFC 3464 section 2.3.3: failed).</summary>
    Failure,

    /// <summary>The mail was not delivered yet; the server still tries (delayed).</summary>
    Delay,

    /// <summary>The mail was delivered to the mailbox or the list (delivered, expanded).</summary>
    Delivered,

    /// <summary>The mail was handed to a server that makes no delivery reports (relayed).</summary>
    Relayed,

    /// <summary>The recipient complained: a feedback report (RFC 5965), an older complaint mail, an unsubscribe request.</summary>
    Complaint,

    /// <summary>An automatic reply, such as an out of office note (RFC 3834).</summary>
    AutoReply,
}
