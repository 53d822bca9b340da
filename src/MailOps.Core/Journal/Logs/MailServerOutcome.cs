namespace MailOps.Journal;

/// <summary>What the log of a mail server says about one recipient of one mail.</summary>
public enum MailServerOutcome
{
    /// <summary>Tried without success; another attempt follows.</summary>
    Deferred,

    /// <summary>Another server took it; a bounce may still follow.</summary>
    Accepted,

    /// <summary>It lies in the mailbox.</summary>
    Delivered,

    /// <summary>Refused for good.</summary>
    Failed,

    /// <summary>Given up after trying for too long.</summary>
    Expired,
}

/// <summary>The forms of logs.</summary>
public enum MailServerLogFormat
{
    /// <summary>Told by the lines themselves.</summary>
    Auto,

    /// <summary>Postfix, by syslog or by its own maillog_file.</summary>
    Postfix,

    /// <summary>Exim's main log, by itself or through syslog.</summary>
    Exim,

    /// <summary>The message tracking log of Exchange, CSV with a line of fields.</summary>
    MessageTracking,
}
