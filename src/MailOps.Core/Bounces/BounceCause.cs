namespace MailOps.Bounces;

/// <summary>Whose side the cause lies on; it decides whether an address may be blamed at all.</summary>
public enum BounceCause
{
    /// <summary>Not known, or nothing failed.</summary>
    Unknown,

    /// <summary>The address or its domain does not exist.</summary>
    AddressInvalid,

    /// <summary>The mailbox exists but cannot take the message now: full, locked, switched off, a filter of its owner.</summary>
    RecipientMailbox,

    /// <summary>The recipient's mail system is out of order or set up wrongly.</summary>
    RecipientSystem,

    /// <summary>The sender's own set-up: SPF, DKIM, DMARC, reverse DNS, relaying, authentication, a refused sender address.</summary>
    SenderConfiguration,

    /// <summary>The sending host or the content is taken for spam or malware.</summary>
    AntiSpam,

    /// <summary>Blocked or slowed down because too much mail, or too much bouncing mail, comes from this sender.</summary>
    ListQuality,

    /// <summary>This one message: too big, malformed, of a forbidden kind.</summary>
    Message,

    /// <summary>The way between the servers: time-outs, name look-ups, loops.</summary>
    Network,
}
