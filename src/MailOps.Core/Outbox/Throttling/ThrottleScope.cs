namespace MailOps.Outbox;

/// <summary>What a throttle slows down. The numbers are stored.</summary>
public enum ThrottleScope
{
    /// <summary>All mail through one server.</summary>
    Server = 0,

    /// <summary>All mail to the recipients of one domain.</summary>
    Domain = 1,

    /// <summary>All mail with one reverse path.</summary>
    Sender = 2,

    /// <summary>All mail of one campaign.</summary>
    Campaign = 3,
}
