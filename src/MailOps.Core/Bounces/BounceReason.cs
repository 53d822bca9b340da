namespace MailOps.Bounces;

/// <summary>
/// Why a mail came back. The names are those that Sisimai made common, so that results can be compared and scripts moved over;
/// docs/bounces.md has them in one table with permanence, cause and action.
/// </summary>
public enum BounceReason
{
    /// <summary>No reason could be found at all.</summary>
    Undefined,

    /// <summary>A failure, but the report does not say enough to name a reason.</summary>
    OnHold,

    /// <summary>No such mailbox: the local part does not exist. Hard.</summary>
    UserUnknown,

    /// <summary>The recipient's domain does not exist or cannot be found by name. Hard.</summary>
    HostUnknown,

    /// <summary>The mailbox was given up or moved and nothing is forwarded. Hard.</summary>
    HasMoved,

    /// <summary>The domain takes no mail at all: null MX, no mail server, reply 521 or 556. Hard, unless the error is a temporary one.</summary>
    NotAccept,

    /// <summary>The recipient's mailbox is over its quota.</summary>
    MailboxFull,

    /// <summary>The account exists but is disabled, locked or inactive.</summary>
    Suspend,

    /// <summary>Refused by a setting of the recipient, often after the message was sent; in practice also a late "user unknown".</summary>
    Filtered,

    /// <summary>The message is larger than the server or the mailbox allows.</summary>
    MesgTooBig,

    /// <summary>Another limit of the message was exceeded, in practice also its size (5.2.3).</summary>
    ExceedLimit,

    /// <summary>Given up after trying for too long, or still trying.</summary>
    Expired,

    /// <summary>A connection or name look-up failed, or the message went round in a loop.</summary>
    NetworkError,

    /// <summary>An internal or configuration error of a server on the way.</summary>
    SystemError,

    /// <summary>A server's disk is full.</summary>
    SystemFull,

    /// <summary>The program that should have stored the message failed (procmail, a pipe).</summary>
    MailerError,

    /// <summary>An SMTP command or address was malformed or came out of order.</summary>
    SyntaxError,

    /// <summary>Too many connections or recipients at once from this sender.</summary>
    TooManyConn,

    /// <summary>A rate limit: too many messages in too short a time.</summary>
    Speeding,

    /// <summary>The sending host or IP address is refused: block list, greeting, dynamic address.</summary>
    Blocked,

    /// <summary>Asked to come back later, since this sender is not known there yet (greylisting, RFC 6647). Not a judgement on the mail.</summary>
    Greylisted,

    /// <summary>The sending IP address or domain is refused for its poor reputation.</summary>
    BadReputation,

    /// <summary>The sending IP address has no reverse DNS entry, or none that matches.</summary>
    RequirePtr,

    /// <summary>SPF, DKIM or DMARC failed.</summary>
    AuthFailure,

    /// <summary>The envelope sender or its domain is refused.</summary>
    Rejected,

    /// <summary>The server does not relay for this recipient.</summary>
    NoRelaying,

    /// <summary>A local policy forbids the message.</summary>
    PolicyViolation,

    /// <summary>Refused for security: authentication or authorisation is missing, TLS failed, other 5.7.x.</summary>
    SecurityError,

    /// <summary>Taken as spam.</summary>
    SpamDetected,

    /// <summary>Taken as infected.</summary>
    VirusDetected,

    /// <summary>Header or body has a form that the server does not take.</summary>
    ContentError,

    /// <summary>The message breaks a mail standard, such as two From fields (RFC 5322).</summary>
    NotCompliantRfc,

    /// <summary>Not a failure: delivered, or handed on.</summary>
    Delivered,

    /// <summary>Not a failure: a complaint.</summary>
    Feedback,

    /// <summary>Not a failure: an automatic reply.</summary>
    Vacation,
}
