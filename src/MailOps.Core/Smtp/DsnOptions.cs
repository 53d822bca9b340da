using System;

namespace MailOps.Smtp;

/// <summary>Which notifications about a recipient are wanted (NOTIFY, RFC 3461 section 4.1).</summary>
[Flags]
public enum DsnNotify
{
    /// <summary>None at all (NEVER); stands alone.</summary>
    Never = 0,

    /// <summary>When the message has reached the mailbox, or was handed to a server that cannot report.</summary>
    Success = 1,

    /// <summary>When it cannot be delivered.</summary>
    Failure = 2,

    /// <summary>When it is late.</summary>
    Delay = 4,
}

/// <summary>How much of a message a notification of failure returns (RET, RFC 3461 section 4.3).</summary>
public enum DsnReturn
{
    /// <summary>The whole message (FULL).</summary>
    Full,

    /// <summary>Its header only (HDRS).</summary>
    Headers,
}
