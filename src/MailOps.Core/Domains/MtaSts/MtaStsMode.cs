namespace MailOps.Domains.MtaSts;

/// <summary>What senders do when no mail server of a policy can be reached securely (RFC 8461 section 5).</summary>
public enum MtaStsMode
{
    /// <summary>Nothing: the domain has no policy any more.</summary>
    None,

    /// <summary>They deliver, and report it.</summary>
    Testing,

    /// <summary>They do not deliver.</summary>
    Enforce,
}
