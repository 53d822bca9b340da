namespace MailOps.Bounces;

/// <summary>What the sender does next about one recipient.</summary>
public enum BounceAction
{
    /// <summary>Nothing: the mail arrived, or there is no report.</summary>
    None,

    /// <summary>Take the address off the list.</summary>
    Remove,

    /// <summary>Send again later; nothing has to change.</summary>
    RetryLater,

    /// <summary>Wait: the server is still trying by itself.</summary>
    Wait,

    /// <summary>Repair SPF, DKIM or DMARC of the sending domain.</summary>
    FixAuthentication,

    /// <summary>Repair the sending server: reverse DNS, greeting name, credentials, relay, sender address.</summary>
    FixSenderConfiguration,

    /// <summary>Look the sending address up on block lists and ask for removal.</summary>
    CheckBlocklist,

    /// <summary>Send more slowly, over fewer connections.</summary>
    ReduceVolume,

    /// <summary>Make the message smaller.</summary>
    ShrinkMessage,

    /// <summary>Change what the message contains or how it is built.</summary>
    ReviewContent,

    /// <summary>Clean the list: too many of its addresses bounce.</summary>
    CleanList,

    /// <summary>Write to the recipient's mail administrator.</summary>
    ContactRecipientAdmin,

    /// <summary>Reach the recipient another way: only the owner can free or unlock the mailbox.</summary>
    ContactRecipient,

    /// <summary>Stop writing to this address at once: its owner complained or unsubscribed.</summary>
    Unsubscribe,

    /// <summary>A person has to read the report.</summary>
    Review,
}
